/** Asking a parent once the child has agreed: choosing a way, the parent's word, and waiting for it. */

import { dayOf } from '../../day.ts';
import type { Question } from '../../flow/flow.ts';
import { questionOf } from '../../flow/walk.ts';
import { PARENT_WORDING, type ParentDecision, type ParentSays, type ParentWay } from '../../parents.ts';
import { readCommand } from '../../reply/command.ts';
import { isSafeWord } from '../../reply/safe-word.ts';
import { readWords } from '../../reply/words.ts';
import { parseToken } from '../button.ts';
import { type GoingOn, goOn } from '../go-on.ts';
import { sayText } from '../kinds/info.ts';
import { present } from '../present.ts';
import type { HalfAnswered, SessionState } from '../state.ts';
import type { Effect, StepResult } from '../step-contract.ts';
import { erased, halfAnswered, withAnswer, withPartway } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';
import { isHandOver } from './another.ts';

type ParentStep = Extract<HalfAnswered, { kind: 'parent' }>;

/** Commands that can be said while a parent is waited for, and that say nothing about the waiting. */
const OTHER_COMMANDS: ReadonlySet<string> = new Set([
  'stop',
  'help',
  'language',
  'restart',
  'another',
  'back',
]);

/** Goes on after the child's own yes: to the next question, or first to a parent. */
export function afterConsent(
  turn: Turn,
  question: Question,
  consented: { readonly keepPartial?: boolean; readonly effects?: readonly Effect[] },
): StepResult {
  const { state } = turn;
  const { keepPartial = false, effects = [] } = consented;
  const before = stepOf(state);
  const step: ParentStep = {
    ...(before ?? { kind: 'parent', at: 'ways' }),
    ...(keepPartial ? { keepPartial: true } : {}),
  };
  const way = knownWay(turn);
  if (way !== null)
    return pass(turn, { step, question, parent: state.parent ?? says(turn, way, 'agreed') }, { effects });
  if (turn.parents === undefined) return pass(turn, { step, question }, { effects });
  const asked = moved(turn, withPartway(state, step));
  return { state: asked.state, outbound: present(asked), effects };
}

/** How a parent agreed before being asked here; `null` where none did. */
function knownWay({ parents, state }: Turn): ParentWay | null {
  if (parents === undefined) return null;
  if (state.parent?.decision === 'agreed') return state.parent.way;
  return parents.isListed && parents.ways.includes('list') ? 'list' : null;
}

/** Whether the child is waiting for what a parent says elsewhere: then anything it writes asks how that stands. */
export function isWaitingForParent({ partway }: SessionState): boolean {
  return partway?.kind === 'parent' && partway.at === 'own-phone';
}

/** Goes on, or ends, once a parent has decided elsewhere; `null` where nothing was decided or the child says something else. */
export function settleParent(turn: Turn): StepResult | null {
  const { state, input } = turn;
  if (state.partway?.kind !== 'parent' || elsewhere(turn, state.partway) === null) return null;
  if (input.kind === 'text') {
    const words = readWords(input.text);
    if (isSafeWord(words) || isHandOver(words)) return null;
    if (OTHER_COMMANDS.has(readCommand(words, input.text)?.read ?? '')) return null;
  }
  if (input.kind === 'tap' && parseToken(turn.flow, input.token)?.option === '_stop') return null;
  return lookForParent(turn);
}

/** Looks whether a parent has decided; else the child is told that nothing has come yet. */
export function lookForParent(turn: Turn): StepResult {
  const step = stepOf(turn.state);
  if (step === null) return show(turn);
  const found = elsewhere(turn, step);
  if (found === null)
    return show(turn, phrase(turn, step.at === 'own-phone' ? 'parent.waiting' : 'parent.needed'));
  return found.decision === 'agreed' ? agree(turn, step, found) : decline(turn, found);
}

/** Takes one of the options; `null` never, as a late one is answered too. */
export function takeParent(turn: Turn, option: string): StepResult {
  const step = stepOf(turn.state);
  if (step === null || turn.parents === undefined) return show(turn, phrase(turn, 'late'));
  const { ways } = turn.parents;
  switch (option) {
    case '_p-same-phone':
      return ways.includes('same-phone')
        ? show(at(turn, step, 'same-phone'))
        : show(turn, phrase(turn, 'late'));
    case '_p-own-phone': {
      if (!ways.includes('own-phone')) return show(turn, phrase(turn, 'late'));
      return { ...show(at(turn, step, 'own-phone')), effects: [{ kind: 'parent-asked' }] };
    }
    case '_p-other':
      return show(at(turn, step, 'ways'));
    case '_p-later':
      return show(at(turn, step, 'ways'), phrase(turn, 'parent.later'));
    case '_p-look':
      return lookForParent(at(turn, step, step.at));
    case '_p-agree':
    case '_p-decline': {
      if (step.at !== 'same-phone') return show(turn, phrase(turn, 'late'));
      const said = says(turn, 'same-phone', option === '_p-agree' ? 'agreed' : 'declined');
      return said.decision === 'agreed' ? agree(turn, step, said) : decline(turn, said);
    }
    default:
      return show(turn, phrase(turn, 'late'));
  }
}

/** The state back at the choice of a way. */
export function atWays(step: ParentStep, state: SessionState): SessionState {
  return withPartway(state, { ...step, at: 'ways' });
}

/** What was decided away from this chat. An old no counts only while the child waits for a word from there. */
function elsewhere(turn: Turn, { at: place }: ParentStep): ParentSays | null {
  const { parents } = turn;
  if (parents === undefined) return null;
  const { decision } = parents;
  if (decision !== null && (decision === 'agreed' || place === 'own-phone'))
    return says(turn, 'own-phone', decision);
  const way = knownWay(turn);
  return way === null ? null : says(turn, way, 'agreed');
}

function agree(turn: Turn, step: ParentStep, parent: ParentSays): StepResult {
  const { flow, state } = turn;
  if (state.asking === null) return show(turn);
  const question = questionOf(flow, state.asking);
  return pass(turn, { step, question, parent }, { lead: phrase(turn, 'parent.thanks') });
}

type Passed = { readonly step: ParentStep; readonly question: Question; readonly parent?: ParentSays };

function pass(turn: Turn, { step, question, parent }: Passed, going: GoingOn): StepResult {
  const agreed: SessionState = {
    ...withAnswer(turn.state, question, 'yes'),
    ...(step.keepPartial === true ? { keepPartial: true } : {}),
    ...(parent === undefined ? {} : { parent }),
  };
  return goOn(moved(turn, agreed), going);
}

/** Ends kindly, blames nobody and keeps nothing. */
function decline(turn: Turn, parent: ParentSays): StepResult {
  const gone = moved(turn, { ...erased(turn.state, 'refused'), parent });
  const said = sayText(gone, phrase(gone, 'parent.declined'));
  return {
    state: gone.state,
    outbound: said.map((message, index) =>
      index === said.length - 1 ? { ...message, done: true } : message,
    ),
    effects: [{ kind: 'ended', disposition: 'refusal' }],
  };
}

/** The state of a walk whose parent took the agreement back: nothing of it is left. */
export function droppedByParent(state: SessionState, day: string): SessionState {
  const { way = 'own-phone', wording = PARENT_WORDING } = state.parent ?? {};
  return { ...erased(state, 'refused'), parent: { way, wording, day, decision: 'withdrawn' } };
}

function says({ now }: Turn, way: ParentWay, decision: ParentDecision): ParentSays {
  return { way, wording: PARENT_WORDING, day: dayOf(now), decision };
}

function stepOf(state: SessionState): ParentStep | null {
  const half = halfAnswered(state);
  return half?.kind === 'parent' ? half : null;
}

function at(turn: Turn, step: ParentStep, place: ParentStep['at']): Turn {
  return moved(turn, withPartway(turn.state, { ...step, at: place }));
}

function show(turn: Turn, lead?: string): StepResult {
  return { state: turn.state, outbound: present(turn, lead), effects: [] };
}
