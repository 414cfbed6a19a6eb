/** Cuts releases by itself while a consultation runs, and once more when it is over. */

import type { AuditAct } from '../core/audit/audit-entry.ts';
import { type Consultation, type ConsultationId, statusOf } from '../core/consultation.ts';
import { dayOf, localTimeOf } from '../core/day.ts';
import { NATION } from '../core/locality.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { Log } from '../ports/log.ts';
import type { ReleaseStore, UnreleasedCount } from '../ports/release-store.ts';
import type { ReleaseOutcome } from './cut-release.ts';

/** What it needs. */
export type KeepReleasingServices = {
  readonly consultations: Pick<ConsultationStore, 'list'>;
  readonly store: Pick<ReleaseStore, 'unreleased'>;
  readonly cutRelease: (consultation: Consultation) => Promise<ReleaseOutcome>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly log: Log;
  /** Days from one release of a running consultation to the next; 0: only after it has closed. */
  readonly everyDays: number;
  /** Hour of the day in Asia/Ho_Chi_Minh from which a running consultation is looked at, 0 to 23. */
  readonly fromHour: number;
};

/**
 * Builds the job. It is asked every few minutes, and looks at what is new before it counts anything: a running consultation is
 * cut at most every so many days, at a quiet hour; one that has closed as soon as its last responses are sealed. What could
 * not be cut, because too few came, is tried again on another day or when more came, not each time.
 */
export function keepReleasing(services: KeepReleasingServices): () => Promise<{ readonly released: number }> {
  const tried = new Map<ConsultationId, string>();
  return async () => {
    const now = services.clock.now();
    const fresh = new Map((await services.store.unreleased()).map((one) => [one.consultationId, one]));
    let released = 0;
    for (const consultation of await services.consultations.list()) {
      const count = fresh.get(consultation.id);
      if (count === undefined || !isDue(services, consultation, { count, now })) continue;
      const attempt = `${statusOf(consultation, now)} ${dayOf(now)} ${count.responses}`;
      if (tried.get(consultation.id) === attempt) continue;
      tried.set(consultation.id, attempt);
      const outcome = await services.cutRelease(consultation);
      if (outcome.kind !== 'released') continue;
      released += 1;
      await services.audit.append(actOf(consultation, outcome.release.number, now));
      services.log.info('release.cut', { release: outcome.release.number });
    }
    return { released };
  };
}

function actOf({ id, places: [place, ...others] }: Consultation, release: number, at: Date): AuditAct {
  return {
    actor: { id: 'system', name: 'Em Nói' },
    deed: 'job.release',
    subject: `consultation:${id}`,
    place: others.length === 0 ? (place ?? NATION) : NATION,
    at,
    facts: { release, outcome: 'done' },
  };
}

function isDue(
  { everyDays, fromHour }: KeepReleasingServices,
  consultation: Consultation,
  { count, now }: { readonly count: UnreleasedCount; readonly now: Date },
): boolean {
  if (count.counted && count.responses < consultation.minCell) return false;
  if (statusOf(consultation, now) === 'closed') return true;
  if (everyDays === 0 || Number(localTimeOf(now).slice(11, 13)) < fromHour) return false;
  return count.lastDay === null || daysBetween(count.lastDay, dayOf(now)) >= everyDays;
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
