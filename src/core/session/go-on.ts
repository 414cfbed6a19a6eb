/** Goes on after an answer: cards on the way, the next question, or the end. */

import type { QuestionId } from '../flow/flow.ts';
import { questionOf } from '../flow/walk.ts';
import type { OutboundMessage } from '../message.ts';
import { sayCard, sayText } from './kinds/info.ts';
import { present } from './present.ts';
import type { HalfAnswered } from './state.ts';
import type { Effect, StepResult } from './step-contract.ts';
import { sayTold, TOLD_WORDING } from './told.ts';
import { advance, withPartway } from './trail.ts';
import { flowText, moved, type Turn } from './turn.ts';

/** How to go on. */
export type GoingOn = {
  /** Said before what comes next, in one message with it. */
  readonly lead?: string | undefined;
  /** Said first, as messages of their own. */
  readonly before?: readonly OutboundMessage[];
  readonly effects?: readonly Effect[];
  /** Answers gone back over are taken as given again. */
  readonly keepsAnswers?: boolean;
  /** What was half answered, taken up again where its question comes next. */
  readonly half?: { readonly question: QuestionId | null; readonly partway: HalfAnswered | undefined };
  /** Cards that were shown already. */
  readonly seen?: readonly QuestionId[];
};

/** Goes on from the end of the trail. */
export function goOn(turn: Turn, going: GoingOn = {}): StepResult {
  const { flow } = turn;
  const { lead, before = [], effects = [], seen = [], half } = going;
  const { state: reached, cards } = advance(turn, going.keepsAnswers);
  const isHalf = half?.partway !== undefined && half.question === reached.asking;
  const next = isHalf ? withPartway(reached, half.partway) : reached;
  const isAgreeing = isAskedToAgree(moved(turn, next));
  const state = isAgreeing ? { ...next, told: TOLD_WORDING } : next;
  const there = moved(turn, state);
  const told = isAgreeing ? sayTold(there) : [];
  const shown = [...cards.filter((id) => !seen.includes(id)).flatMap((id) => sayIfCard(there, id)), ...told];
  if (state.phase !== 'finished') {
    // A word of thanks belongs before the cards, not behind them.
    const leads = lead !== undefined && shown.length > 0 ? sayText(there, lead) : [];
    const asked = present(there, leads.length > 0 ? undefined : lead);
    return { state, outbound: [...before, ...leads, ...shown, ...asked], effects };
  }
  const closing = sayText(there, flowText(there, flow.closing));
  const thanks = lead === undefined ? [] : sayText(there, lead);
  const outbound = [...before, ...thanks, ...shown, ...closing].map((message, at, all) =>
    at === all.length - 1 ? { ...message, done: true } : message,
  );
  return { state, outbound, effects: [...effects, { kind: 'ended', disposition: 'complete' }] };
}

function sayIfCard(turn: Turn, id: QuestionId): readonly OutboundMessage[] {
  const question = questionOf(turn.flow, id);
  return question.kind === 'info' ? sayCard(turn, question) : [];
}

function isAskedToAgree({ flow, state }: Turn): boolean {
  return state.asking !== null && questionOf(flow, state.asking).kind === 'consent';
}
