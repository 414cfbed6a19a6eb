/** Our engine, played by children who answer a flow's questions one after another. */

import { CHANNEL_LIMITS } from '../../src/core/channel.ts';
import type { Flow } from '../../src/core/flow/flow.ts';
import { questionOf } from '../../src/core/flow/walk.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import { makeToken } from '../../src/core/session/button.ts';
import { startSession } from '../../src/core/session/start-session.ts';
import type { SessionState } from '../../src/core/session/state.ts';
import { step } from '../../src/core/session/step.ts';
import type { StepArguments, StepInput } from '../../src/core/session/step-contract.ts';
import { createSay } from '../../src/i18n/say.ts';

/** One answer, in the words of each engine. */
export type PlannedAnswer = {
  readonly question: string;
  readonly option: string;
  readonly tap: StepInput;
  readonly typed: StepInput;
};

/** Children and what each answers. */
export type Children = {
  /** All that a step depends on but state and input; its state stands after age and consent. */
  readonly turn: Omit<StepArguments, 'input'>;
  readonly walks: readonly { readonly answers: readonly PlannedAnswer[] }[];
};

const RUN = 'bench1';

/** Plans children's answers by walking the flow once for each. */
export function prepareOurs(flow: Flow, count: number): Children {
  const common = {
    ...{
      flow,
      now: new Date('2026-12-01T00:00:00Z'),
      say: createSay(),
      run: RUN,
      minCell: 5,
      keptDays: 90,
      webLink: null,
    },
    gazetteer: buildGazetteer([], []),
    limits: CHANNEL_LIMITS.telegram,
  };
  let state = startSession({ flow, language: 'vi', place: null });
  for (const input of [
    { kind: 'open' },
    { kind: 'text', text: '12' },
    { kind: 'text', text: 'có' },
  ] satisfies StepInput[]) {
    state = step({ ...common, state, input }).state;
  }
  const turn = { ...common, state };
  return { turn, walks: Array.from({ length: count }, (_, child) => ({ answers: planWalk(turn, child) })) };
}

function planWalk(turn: Children['turn'], child: number): readonly PlannedAnswer[] {
  const answers: PlannedAnswer[] = [];
  for (let { state } = turn; state.asking !== null; ) {
    const question = questionOf(turn.flow, state.asking);
    if (!('options' in question)) throw new Error(`${question.id} has no options`);
    // Spreads children over all options of all questions.
    const place = (child + Math.floor(child / 3) * answers.length) % question.options.length;
    const option = question.options[place]?.id ?? '';
    const token = makeToken(turn.flow, { run: RUN, question: question.id, option });
    const tap = { kind: 'tap', token } as const;
    answers.push({ question: question.id, option, tap, typed: { kind: 'text', text: String(place + 1) } });
    state = step({ ...turn, state, input: tap }).state;
  }
  return answers;
}

/** Plays all children once. @returns the number of answers taken */
export function playOurs({ turn, walks }: Children, how: 'tapped' | 'mixed'): number {
  let taken = 0;
  for (const { answers } of walks) {
    let state: SessionState = turn.state;
    for (const { tap, typed } of answers) {
      taken += 1;
      const result = step({ ...turn, state, input: how === 'mixed' && taken % 3 === 0 ? typed : tap });
      state = result.state;
      if (result.outbound.length === 0) throw new Error('A child was left without a word.');
    }
    if (state.phase !== 'finished') throw new Error(`A walk ended ${state.phase} at ${state.asking}.`);
  }
  return taken;
}
