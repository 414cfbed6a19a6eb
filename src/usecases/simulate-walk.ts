/** Lets an author walk a flow as a child would, without a database: nothing of it is kept. */

import { CHANNEL_LIMITS, type ChannelName } from '../core/channel.ts';
import { DEFAULT_MIN_CELL } from '../core/consultation.ts';
import type { Flow } from '../core/flow/flow.ts';
import { questionOf } from '../core/flow/walk.ts';
import { DEFAULT_KEPT_DAYS } from '../core/kept-days.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import type { OutboundMessage } from '../core/message.ts';
import type { Say } from '../core/say.ts';
import { startSession } from '../core/session/start-session.ts';
import { step } from '../core/session/step.ts';
import type { StepInput } from '../core/session/step-contract.ts';
import type { Clock } from '../ports/clock.ts';

/** Who is walking, and where. */
export type SimulationOrder = {
  readonly flow: Flow;
  readonly channel: ChannelName;
  /** Completed years; the age question is answered with it. `null`: it is asked. */
  readonly age: number | null;
  readonly language: Language;
  readonly place: LocalityCode | null;
};

/** A walk under way. */
export type Simulation = {
  /** Opens the walk. */
  open(): readonly OutboundMessage[];
  /** Says something as a child who types. */
  say(text: string): readonly OutboundMessage[];
  /** Whether an answer is still expected. */
  isOver(): boolean;
};

/** Builds the use case. */
export function simulateWalk(services: {
  readonly say: Say;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
}): (order: SimulationOrder) => Simulation {
  return (order) => {
    const { flow, channel } = order;
    let state = startSession({ flow, language: order.language, place: order.place });
    let age = order.age;

    function take(input: StepInput): readonly OutboundMessage[] {
      const result = step({
        flow,
        state,
        input,
        now: services.clock.now(),
        say: services.say,
        gazetteer: services.gazetteer,
        limits: CHANNEL_LIMITS[channel],
        run: 'simula',
        minCell: DEFAULT_MIN_CELL,
        keptDays: DEFAULT_KEPT_DAYS,
        webLink: null,
      });
      state = result.state;
      const asksAge = age !== null && state.asking !== null && questionOf(flow, state.asking).kind === 'age';
      if (!asksAge) return result.outbound;
      const told: OutboundMessage = { text: `(${age})` };
      const said = String(age);
      // Once: an age that is not understood, or a walk begun again, is for whoever is typing.
      age = null;
      return [...result.outbound, told, ...take({ kind: 'text', text: said })];
    }

    return {
      open: () => take({ kind: 'open' }),
      say: (text) => take({ kind: 'text', text }),
      isOver: () => state.phase !== 'asking' && state.phase !== 'stopped',
    };
  };
}
