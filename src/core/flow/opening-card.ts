/** Whether a flow tells children something before it asks them to agree. */

import type { Flow } from './flow.ts';

/**
 * Whether each child sees a card of the flow before the question of consent. Who asks and why stands there, unless a plan says
 * it; what is kept and how to stop is said by the engine.
 */
export function hasOpeningCard({ questions }: Flow): boolean {
  const consent = questions.findIndex(({ kind }) => kind === 'consent');
  return questions.slice(0, Math.max(0, consent)).some(({ kind, when }) => kind === 'info' && when === null);
}
