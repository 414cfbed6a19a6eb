/** A child takes back what it answered: what can still be found is dropped, and the child is told the truth about the rest. */

import type { Leaving } from '../core/leaving.ts';
import type { OpenText } from '../core/response.ts';
import { draftOf } from '../core/session/draft.ts';
import { canWithdraw, withdrawn } from '../core/session/withdraw.ts';
import { type ContactDesk, type DeskSession, keepState } from './contact-desk.ts';
import type { TurnServices } from './turn-services.ts';

/**
 * What became of it.
 *
 * - `dropped`: all of it; `texts`: its texts as well, as soon as the next job ran
 * - `mixed`: it was sealed, and nobody can find it
 * - `nothing`: there was nothing
 */
export type Withdrawal = 'dropped' | 'texts' | 'mixed' | 'nothing';

/** Takes the walk back, changing the desk. */
export function withdrawWalk(
  services: TurnServices,
  desk: ContactDesk,
  session: DeskSession | null,
): Withdrawal {
  if (session === null) return 'nothing';
  const { state, consultationId } = session;
  if (state === null) return 'mixed';
  if (!canWithdraw(state)) return 'nothing';
  const flow = services.flows.get(session.flowHash);
  const texts = state.phase === 'finished' ? draftOf(flow, state).texts : [];
  // Those that came in this very batch are on the desk still.
  const own = desk.texts.filter(
    (waiting) =>
      waiting.consultationId === consultationId &&
      texts.some(({ question, text }) => waiting.question === question && waiting.text === text),
  );
  for (const text of own) desk.texts.splice(desk.texts.indexOf(text), 1);
  keepState(desk, session, { state: withdrawn(flow, state), disposition: 'refusal' });
  leaveNothing(services, desk, { session, texts, gone: false });
  return texts.length > 0 ? 'texts' : 'dropped';
}

/** Lets the next job erase what is left of a walk elsewhere: replies kept for repeated deliveries, texts, the walk itself. */
export function leaveNothing(
  { addressBook }: TurnServices,
  desk: ContactDesk,
  left: { readonly session: DeskSession; readonly texts: readonly OpenText[]; readonly gone: boolean },
): void {
  const { session, texts, gone } = left;
  const leaving: Leaving = {
    walk: session.id,
    contact: desk.id,
    consultation: session.consultationId,
    texts: [...texts],
    gone,
  };
  const key = addressBook.contactMark('withdrawal', session.id);
  const others = desk.standing.filter((one) => one.key !== key);
  desk.standing.splice(0, desk.standing.length, ...others, {
    ...{ key, purpose: 'withdrawal', decision: 'given', wording: 1 },
    holder: addressBook.encrypt(JSON.stringify(leaving)),
  });
}
