/** Changes of a walk's state: answering, going on, going back, ending. */

import type { Answers, AnswerValue } from '../answer.ts';
import type { Question, QuestionId } from '../flow/flow.ts';
import { questionOf } from '../flow/walk.ts';
import { answerOf, bandOf, expectedRest, isKnownPlace, nextOn, type Way } from './route.ts';
import type { HalfAnswered, Interruption, Partway, SessionPhase, SessionState } from './state.ts';

/** A state after going on, with the cards passed on the way. */
export type Advance = { readonly state: SessionState; readonly cards: readonly QuestionId[] };

/** The state with nothing half done: no misses, no question of ours. */
export function atRest(state: SessionState): SessionState {
  const { misses: _misses, partway: _partway, ...rest } = state;
  return rest;
}

/** The state with a question half answered. */
export function withPartway(state: SessionState, partway: Partway): SessionState {
  return { ...atRest(state), partway };
}

/** The state with a question of ours before the pending one; what is half answered waits under it. */
export function interrupted(state: SessionState, by: Interruption): SessionState {
  const under = halfAnswered(state);
  return withPartway(state, under === undefined ? by : { ...by, under });
}

/** The state as it was before a question of ours came; without one nothing changes. */
export function uninterrupted(state: SessionState): SessionState {
  const half = halfAnswered(state);
  if (state.partway === half) return state;
  return half === undefined ? atRest(state) : withPartway(state, half);
}

/** What is half answered, also under a question of ours. */
export function halfAnswered({ partway }: SessionState): HalfAnswered | undefined {
  switch (partway?.kind) {
    case 'picks':
    case 'place':
    case 'partial':
    case 'parent':
      return partway;
    default:
      return partway?.under;
  }
}

/** Puts the answer to the pending question on the trail. Nothing is pending then: the caller goes on. */
export function withAnswer(state: SessionState, question: Question, value: AnswerValue): SessionState {
  const { id, kind } = question;
  const answered: SessionState = {
    ...atRest(state),
    asking: null,
    trail: [...state.trail, id],
    answers: { ...state.answers, [id]: value },
  };
  if (kind === 'place' && typeof value === 'string') return { ...answered, place: value };
  const band = kind === 'age' ? bandOf(value) : null;
  return band === null ? answered : { ...answered, ageBand: band };
}

/**
 * Goes on to the next question that has to be asked: cards are passed, a known place is answered silently. Answers gone
 * back over that the way no longer reaches are dropped.
 *
 * @param keepsAnswers takes answers gone back over as given again, as long as the way leads from one to the next
 */
export function advance(way: Way, keepsAnswers = false): Advance {
  const { flow } = way;
  let { state } = way;
  const cards: QuestionId[] = [];
  for (;;) {
    const next = nextOn({ ...way, state });
    if (next === 'end') return { state: finished(state), cards };
    const question = questionOf(flow, next);
    const known = answerOf(state, next);
    if (question.kind === 'info') {
      cards.push(next);
      state = { ...state, trail: [...state.trail, next] };
    } else if (isKnownPlace(question, state.place) && known === undefined) {
      state = { ...state, trail: [...state.trail, next] };
    } else if (keepsAnswers && known !== undefined) {
      state = withAnswer(state, question, known);
    } else {
      return { state: withoutUnreached({ ...way, state: { ...state, asking: next } }), cards };
    }
  }
}

/** Cuts the trail before one of its questions and makes that the pending one. */
export function backTo(way: Way, id: QuestionId): SessionState {
  const { flow, state } = way;
  const trail = state.trail.slice(0, state.trail.indexOf(id));
  const { place: _place, ageBand: _band, keepPartial: _keep, ...rest } = atRest(state);
  let cut: SessionState = { ...rest, phase: 'asking', asking: id, trail };
  if (state.invited !== undefined) cut = { ...cut, place: state.invited };
  for (const passed of trail) {
    const question = questionOf(flow, passed);
    const value = answerOf(state, passed);
    if (question.kind === 'place' && typeof value === 'string') cut = { ...cut, place: value };
    const band = question.kind === 'age' ? bandOf(value) : null;
    if (band !== null) cut = { ...cut, ageBand: band };
    if (question.kind === 'consent' && state.keepPartial === true) cut = { ...cut, keepPartial: true };
  }
  return cut;
}

/** The last question on the trail that the child was asked; `null` when there is none. */
export function lastAsked({ trail, answers }: SessionState): QuestionId | null {
  return trail.findLast((id) => Object.hasOwn(answers, id)) ?? null;
}

/** Ends the walk with nothing of it kept. */
export function erased(
  state: SessionState,
  phase: Extract<SessionPhase, 'refused' | 'ineligible'>,
): SessionState {
  const { parent: _parent, ...rest } = emptied(state);
  return { ...rest, phase };
}

/** The walk as it was before it was opened; that a parent agreed stays true. */
export function emptied({ language, invited, parent }: SessionState): SessionState {
  return {
    ...({ language, phase: 'asking', asking: null, trail: [], answers: {} } as const),
    ...(invited === undefined ? {} : { place: invited, invited }),
    ...(parent?.decision === 'agreed' ? { parent } : {}),
  };
}

function finished(state: SessionState): SessionState {
  return {
    ...atRest(state),
    phase: 'finished',
    asking: null,
    answers: only(state.answers, new Set(state.trail)),
  };
}

/** Most walks never go back and have no answer off the trail. */
function withoutUnreached(way: Way): SessionState {
  const { state } = way;
  const onTrail = new Set(state.trail);
  if (Object.keys(state.answers).every((id) => onTrail.has(id))) return state;
  return { ...state, answers: only(state.answers, new Set([...onTrail, ...expectedRest(way)])) };
}

function only(answers: Answers, ids: ReadonlySet<string>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.has(id)));
}
