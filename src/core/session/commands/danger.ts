/** Answers words that tell of danger: at once, warmly, with the helpline; the walk stays where it was. */

import { questionOf } from '../../flow/walk.ts';
import type { OutboundChoice } from '../../message.ts';
import type { Danger } from '../../protection/danger.ts';
import { hearDanger } from '../../protection/hear-danger.ts';
import { readCommand } from '../../reply/command.ts';
import { isSafeWord } from '../../reply/safe-word.ts';
import { plainOf, readWords } from '../../reply/words.ts';
import { makeToken, parseToken } from '../button.ts';
import { askQuestion } from '../kinds/ask-question.ts';
import { sayText } from '../kinds/info.ts';
import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { interrupted, uninterrupted } from '../trail.ts';
import { bandFor, moved, phrase, type Turn } from '../turn.ts';

/** What is offered besides going on and stopping; both are understood at any moment. */
const OFFERS = ['_talk', '_fine'] as const;
type Offer = (typeof OFFERS)[number];

/**
 * Takes a message that tells of danger, or that answers what was offered then.
 *
 * The answer believes, does not blame, asks nothing and promises no secrecy. The child's words leave in an effect only: they
 * are in no state and in no message.
 *
 * @returns `null` where the message is something else
 * @see https://www.unicef.org/documents/safer-chatbots
 * @see https://tongdai111.vn (line 111: free, day and night; read 2026-11-23)
 */
export function takeDanger(turn: Turn): StepResult | null {
  const { input } = turn;
  const offer = offerTaken(turn);
  if (offer !== null) return takeOffer(turn, offer);
  if (input.kind !== 'text') return null;
  const danger = heard(turn, input.text);
  if (danger !== null) return answer(turn, { text: input.text, danger, key: cardKey(turn) });
  if (turn.state.partway?.kind === 'danger' && isGoingOn(turn, input.text)) {
    const back = moved(turn, uninterrupted(turn.state));
    return { state: back.state, outbound: present(back), effects: [] };
  }
  if (turn.state.partway?.kind !== 'danger' || isReply(turn, input.text)) return null;
  // What comes next without a choice being made still belongs to it.
  return answer(turn, { text: input.text, danger: null, key: 'danger.more' });
}

/** What was said to be another story is taken as an answer when it is written again, unless it is of the gravest. */
function heard(turn: Turn, text: string): Danger | null {
  if (isLabel(turn, text)) return null;
  const danger = hearDanger(text);
  const { asking, cleared } = turn.state;
  const isCleared = cleared !== undefined && cleared === asking && turn.state.partway?.kind !== 'danger';
  return isCleared && danger?.severity !== 'high' ? null : danger;
}

function answer(
  turn: Turn,
  said: { readonly text: string; readonly danger: Danger | null; readonly key: string },
): StepResult {
  const { state } = turn;
  const effects = [{ kind: 'danger', text: said.text, danger: said.danger }] as const;
  const card = phrase(turn, said.key);
  if (state.phase === 'asking' && state.asking !== null) {
    const asked = moved(turn, interrupted(uninterrupted(state), { kind: 'danger' }));
    return { state: asked.state, outbound: present(asked, card), effects };
  }
  const outbound = sayText(turn, card).map((message, at, all) =>
    at === all.length - 1
      ? {
          ...message,
          choices: OFFERS.flatMap((one) => offerChoice(turn, one)),
          controlsLead: phrase(turn, 'controls.lead'),
        }
      : message,
  );
  return { state, outbound, effects };
}

function cardKey(turn: Turn): string {
  return `danger.card.${bandFor(turn.state) ?? 'any'}`;
}

function offerChoice(turn: Turn, option: Offer): readonly OutboundChoice[] {
  const [first] = turn.flow.questions;
  if (first === undefined) return [];
  const id = makeToken(turn.flow, { run: turn.run, question: turn.state.asking ?? first.id, option });
  return [{ id, label: phrase(turn, `danger${option.replace('_', '.')}`), role: 'control' }];
}

function offerTaken(turn: Turn): Offer | null {
  const { input, flow, run, state } = turn;
  if (input.kind === 'tap') {
    const button = parseToken(flow, input.token);
    return button?.run === run ? (OFFERS.find((one) => one === button.option) ?? null) : null;
  }
  if (input.kind !== 'text') return null;
  const typed = plainOf(readWords(input.text));
  const isNamed = (one: Offer, at: number): boolean =>
    typed === plainOf(readWords(phrase(turn, `danger${one.replace('_', '.')}`))) ||
    (state.partway?.kind === 'danger' && typed === (at === 0 ? '1' : '2'));
  return OFFERS.find(isNamed) ?? null;
}

function takeOffer(turn: Turn, offer: Offer): StepResult {
  const { state } = turn;
  const effects = [{ kind: offer === '_talk' ? 'danger-talk' : 'danger-fine' }] as const;
  const said = phrase(turn, offer === '_talk' ? 'danger.talk-done' : 'danger.fine-done');
  if (state.phase !== 'asking' || state.asking === null)
    return { state, outbound: sayText(turn, said), effects };
  const before = uninterrupted(state);
  const next = moved(turn, offer === '_fine' ? { ...before, cleared: state.asking } : before);
  return { state: next.state, outbound: present(next, said), effects };
}

/** Whether the words are, whole, one of the options that are offered: an answer to a closed question is no story. */
function isLabel(turn: Turn, text: string): boolean {
  const { asking, phase } = turn.state;
  if (phase !== 'asking' || asking === null) return false;
  const question = questionOf(turn.flow, asking);
  if (question.kind === 'text') return false;
  const typed = plainOf(readWords(text));
  const plain = moved(turn, uninterrupted(turn.state));
  return askQuestion(plain, question).options.some(({ label }) => plainOf(readWords(label)) === typed);
}

/** Whether the words are those of going on, typed instead of tapped. */
function isGoingOn(turn: Turn, text: string): boolean {
  return plainOf(readWords(text)) === plainOf(readWords(phrase(turn, 'danger.go-on')));
}

/** Whether the words choose something: an option of the pending question, a command, going on, or a number of the list. */
function isReply(turn: Turn, text: string): boolean {
  const words = readWords(text);
  if (isSafeWord(words) || readCommand(words, text) !== null || isLabel(turn, text)) return true;
  const typed = plainOf(words);
  return (
    /^[34]$/.test(typed) ||
    ['danger.go-on', 'danger.stop'].some((key) => typed === plainOf(readWords(phrase(turn, key))))
  );
}
