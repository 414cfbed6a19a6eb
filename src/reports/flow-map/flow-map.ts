/** The map of a flow in words: every question, and where one goes on from it and why. */

import type { AgeBand } from '../../core/age-band.ts';
import type { Flow, QuestionId } from '../../core/flow/flow.ts';
import { type FlowWay, flowWays, writtenWays } from '../../core/flow/flow-ways.ts';
import type { PlayableFlow } from '../../core/flow/playable-flow.ts';
import { questionHeadline } from '../../core/flow/question-headline.ts';
import { type ConditionWords, sayCondition } from '../../core/flow/say-condition.ts';
import { positionOf } from '../../core/flow/walk.ts';
import type { Language } from '../../core/language.ts';
import type { Gazetteer } from '../../core/locality.ts';
import type { PhraseValues } from '../../core/say.ts';

/** A way on. */
export type MapWay = {
  /** Number of a question, from 1; `end`, or `declined` where a child does not agree. */
  readonly to: number | 'end' | 'declined';
  /** When it is taken; `null` where it is the only one. */
  readonly label: string | null;
};

/** A question on the map. */
export type MapStop = {
  /** From 1, in the order of the flow. */
  readonly number: number;
  readonly id: string;
  /** What is drawn differently: cards, what is asked of everyone first, all others. */
  readonly look: 'card' | 'gate' | 'question';
  readonly kind: string;
  readonly headline: string;
  /** Whether any child is asked it. */
  readonly isAsked: boolean;
  readonly ways: readonly MapWay[];
};

/** The whole map. */
export type FlowMap = {
  readonly title: string;
  /** Ways from the beginning. */
  readonly ways: readonly MapWay[];
  readonly stops: readonly MapStop[];
  /** Whether there are too many ways to draw: then only those that are written are shown, or none but the order. */
  readonly isSimplified: boolean;
};

/** Most ways drawn: laying out twice as many takes a second, and nobody could follow them. */
const MAX_WAYS = 320;

/** How a map is worded. */
export type MapWords = {
  /** Gives a phrase by its whole key. */
  readonly phrase: (key: string, values?: PhraseValues) => string;
  /** Of the flow's texts. */
  readonly language: Language;
  readonly gazetteer: Gazetteer;
};

/**
 * Makes the map.
 *
 * @param ages shows the ways of these bands only; of all when left out
 */
export function flowMap(
  { flow, written }: Pick<PlayableFlow, 'written'> & { readonly flow: Flow },
  words: MapWords,
  ages?: readonly AgeBand[],
): FlowMap {
  const all = flowWays({ flow, written }, ages);
  const ways = drawable(flow, all);
  const isMet = new Set(all.map(({ to }) => to));
  const band = ages?.length === 1 ? (ages[0] ?? null) : null;
  const { language, phrase } = words;
  const waysFrom = (at: number) =>
    ways.filter(({ from }) => from === at).map((way) => wayOf(flow, way, words));
  return {
    title: questionHeadline({ text: flow.title }, { language }),
    ways: waysFrom(-1),
    isSimplified: ways !== all,
    stops: flow.questions.map((question, at) => {
      const { id, kind } = question;
      const refused: readonly MapWay[] =
        kind === 'consent' ? [{ to: 'declined', label: phrase('console.preview.map.refused') }] : [];
      return {
        ...{ id, number: at + 1 },
        look: kind === 'info' ? 'card' : kind === 'age' || kind === 'consent' ? 'gate' : 'question',
        kind: phrase(`console.flows.kind.${kind}`),
        headline: questionHeadline(question, { language, band }),
        isAsked: isMet.has(at),
        ways: isMet.has(at) ? [...waysFrom(at), ...refused] : [],
      };
    }),
  };
}

function drawable(flow: Flow, all: readonly FlowWay[]): readonly FlowWay[] {
  if (all.length <= MAX_WAYS) return all;
  const written = writtenWays(flow);
  return written.length <= MAX_WAYS ? written : written.filter(({ from, to }) => to === from + 1);
}

/** How conditions are said on a map: questions by their numbers. */
export function conditionWords(flow: Flow, { phrase, language, gazetteer }: MapWords): ConditionWords {
  return {
    ...{ flow, language },
    phrase: (key, values) => phrase(`console.condition.${key}`, values),
    question: (id) => phrase('console.flows.question-number', { number: positionOf(flow, id) + 1 }),
    place: (code) => gazetteer.find(code)?.name ?? code,
  };
}

function wayOf(flow: Flow, { from, to, reasons }: FlowWay, words: MapWords): MapWay {
  const target = to >= flow.questions.length ? 'end' : to + 1;
  if (reasons.length === 0) return { to: target, label: null };
  const { phrase } = words;
  const own = flow.questions[from]?.id;
  const speech = conditionWords(flow, words);
  const question = (id: QuestionId) =>
    id === own ? phrase('console.preview.condition.this') : speech.question(id);
  const said = reasons.map((reason) =>
    reason.kind === 'otherwise'
      ? phrase('console.preview.condition.otherwise')
      : sayCondition(reason.condition, { ...speech, question }),
  );
  return { to: target, label: said.reduce((left, right) => speech.phrase('or', { left, right })) };
}
