/** Questions of ours that come before the pending one: did you mean, change, start over, which language, keep a part. */

import type { QuestionId } from '../flow/flow.ts';
import { questionOf } from '../flow/walk.ts';
import { languageName } from '../language.ts';
import type { Extra } from '../reply/command.ts';
import type { ReplyOption } from '../reply/label.ts';
import type { Polarity } from '../reply/polarity.ts';
import { askQuestion } from './kinds/ask-question.ts';
import { YES_THEN_NO } from './kinds/consent.ts';
import { parentQuestion } from './parent-question.ts';
import type { Partway, SessionState } from './state.ts';
import { atRest, uninterrupted } from './trail.ts';
import { answerWords, excerpt, flowText, moved, phrase, type Turn } from './turn.ts';

/** Such a question as it is put now. */
export type OwnQuestion = {
  readonly text: string;
  readonly options: readonly ReplyOption[];
  readonly extras: readonly Extra[];
  /** Names of the controls shown below the options. */
  readonly controls: readonly string[];
  /** Which option means yes; absent where the options are no yes and no. */
  readonly polarity?: Polarity;
  /** The question its buttons belong to. */
  readonly about: QuestionId;
  /** A reply that is none of its options must not be taken for an answer to the pending question. */
  readonly isFirm: boolean;
};

/** Gives the question of ours that is open, if one is. */
export function ownQuestion(turn: Turn): OwnQuestion | null {
  const { partway, asking } = turn.state;
  if (partway === undefined || asking === null) return null;
  switch (partway.kind) {
    case 'ambiguous':
      return didYouMean(turn, asking, partway.options);
    case 'change':
      return offerChange(turn, partway);
    case 'danger':
      return dangerOffer(turn, asking);
    case 'restart':
      return { ...yesNo(turn, asking, '_restart'), text: phrase(turn, 'restart.ask') };
    case 'another':
      return { ...yesNo(turn, asking, '_another'), text: phrase(turn, 'another.ask') };
    case 'partial':
      return keepPart(turn, asking);
    case 'parent':
      return parentQuestion(turn, asking, partway.at);
    case 'language':
      return whichLanguage(turn, asking);
    default:
      return null;
  }
}

/** The state without a question of ours; picks and a chosen province stay. */
export function withoutOwnQuestion(state: SessionState): SessionState {
  const before = uninterrupted(state);
  return before.partway?.kind === 'partial' ? atRest(before) : before;
}

function yesNo(turn: Turn, about: QuestionId, id: string): Omit<OwnQuestion, 'text'> {
  const options = [
    { id, label: phrase(turn, 'yes') },
    { id: `${id}-no`, label: phrase(turn, 'no') },
  ];
  return { options, extras: [], controls: [], polarity: YES_THEN_NO, about, isFirm: false };
}

function dangerOffer(turn: Turn, about: QuestionId): OwnQuestion {
  const options = ['talk', 'fine', 'go-on', 'stop'].map((id) => ({
    id: `_${id}`,
    label: phrase(turn, `danger.${id}`),
  }));
  return { options, extras: [], controls: [], about, isFirm: false, text: phrase(turn, 'danger.ask') };
}

function didYouMean(turn: Turn, asking: QuestionId, ids: readonly string[]): OwnQuestion | null {
  const plain = moved(turn, uninterrupted(turn.state));
  const all = askQuestion(plain, questionOf(turn.flow, asking)).options;
  const options = all.filter(({ id }) => ids.includes(id));
  const [first] = options;
  if (first === undefined) return null;
  const isOne = options.length === 1;
  return {
    text: isOne ? phrase(turn, 'ambiguous.one', { label: first.label }) : phrase(turn, 'ambiguous.several'),
    options,
    extras: ['other'],
    controls: ['other', 'skip', 'stop'],
    ...(isOne ? { polarity: { yes: [0], no: [] } } : {}),
    about: asking,
    isFirm: false,
  };
}

function offerChange(turn: Turn, { question: id, value }: Extract<Partway, { kind: 'change' }>): OwnQuestion {
  const question = questionOf(turn.flow, id);
  if (question.kind === 'consent' && value === 'no')
    return { ...yesNo(turn, id, '_change'), text: phrase(turn, 'change.ask-consent') };
  const answer = answerWords(turn, question, value);
  const about = excerpt(flowText(turn, question.text));
  const text =
    answer === null
      ? phrase(turn, 'change.ask-skip', { question: about })
      : phrase(turn, 'change.ask', { question: about, answer });
  return { ...yesNo(turn, id, '_change'), text };
}

function keepPart(turn: Turn, asking: QuestionId): OwnQuestion | null {
  const question = questionOf(turn.flow, asking);
  if (question.kind !== 'consent' || question.partial === null) return null;
  return { ...yesNo(turn, asking, '_partial'), text: flowText(turn, question.partial), isFirm: true };
}

function whichLanguage(turn: Turn, asking: QuestionId): OwnQuestion {
  const options = turn.flow.languages.map((language) => ({
    id: `_l-${language}`,
    label: languageName(language),
  }));
  return {
    text: phrase(turn, 'language.ask'),
    options,
    extras: [],
    controls: [],
    about: asking,
    isFirm: false,
  };
}
