/** Begins a walk, and finds the one a contact has in a consultation. */

import type { Consultation, ConsultationId } from '../core/consultation.ts';
import { SOURCE_LANGUAGE } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { InboundMessage } from '../core/message.ts';
import { startSession } from '../core/session/start-session.ts';
import { activate, type ContactDesk, type DeskSession } from './contact-desk.ts';
import { listedParent } from './parent-step.ts';
import type { OneTimeCode, TurnServices } from './turn-services.ts';

/** Begins a walk for the next child on this phone, or anew for one who first said no; it becomes the active one. */
export function beginWalk(
  services: TurnServices,
  desk: ContactDesk,
  start: {
    readonly message: InboundMessage;
    readonly consultation: Consultation;
    readonly place: LocalityCode | null;
    /** The one-time code it begins with; `null` where there is none, or where it was begun with before. */
    readonly oneTime: OneTimeCode | null;
    /** The walk to begin anew, of a child who first said no. */
    readonly again: DeskSession | null;
    /** Signed slips of parents were collected for those who come with the code; with the day. */
    readonly listedOn?: string | null;
  },
): DeskSession {
  const { consultation, again } = start;
  const flow = services.flows.get(consultation.flowHash);
  const wished = desk.language ?? start.message.language;
  const language = flow.languages.find((one) => one === wished) ?? flow.languages[0] ?? SOURCE_LANGUAGE;
  const respondents = [...desk.sessions.values()].filter((one) => one.consultationId === consultation.id);
  const codeKey = again?.state?.codeKey ?? start.oneTime?.key;
  if (start.oneTime?.isUsed === false) desk.codes.push(start.oneTime.key);
  const begun = startSession({ flow, language, place: start.place });
  const listed = listedParent(consultation, start.listedOn ?? null);
  const session: DeskSession = {
    id: again?.id ?? services.random.uuid(),
    consultationId: consultation.id,
    flowHash: consultation.flowHash,
    respondent: again?.respondent ?? Math.max(0, ...respondents.map((one) => one.respondent)) + 1,
    version: again?.version ?? null,
    state: { ...begun, ...(codeKey === undefined ? {} : { codeKey }), ...listed },
    disposition: null,
    changed: true,
  };
  desk.sessions.set(session.id, session);
  activate(desk, session.id);
  return session;
}

/** The walk a code leads back to: the active one, else an unfinished one, else the newest child’s. */
export function latestWalk(desk: ContactDesk, consultationId: ConsultationId): DeskSession | null {
  let best: DeskSession | null = null;
  for (const session of desk.sessions.values()) {
    if (session.consultationId !== consultationId) continue;
    if (session.id === desk.active) return session;
    if (best === null || rank(session) > rank(best)) best = session;
  }
  return best;
}

/**
 * The walk that a one-time code leads back to: the one begun with it. Of a walk that was sealed nobody knows with which
 * code it was begun: whoever comes with a used code and has one is taken at their word.
 *
 * @returns `used` where somebody else began with it
 */
export function walkOfCode(
  desk: ContactDesk,
  consultationId: ConsultationId,
  oneTime: OneTimeCode,
): DeskSession | 'used' | null {
  const walks = [...desk.sessions.values()].filter((walk) => walk.consultationId === consultationId);
  const own = walks.find(({ state }) => state?.codeKey === oneTime.key);
  if (own !== undefined) return own;
  if (!oneTime.isUsed) return null;
  return walks.find(({ state }) => state === null) ?? 'used';
}

function rank(session: DeskSession): number {
  const unfinished = session.state?.phase === 'asking' || session.state?.phase === 'stopped';
  return session.respondent + (unfinished ? 1_000_000 : 0);
}
