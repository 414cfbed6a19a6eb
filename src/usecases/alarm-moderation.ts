/** Alarms when open answers have waited too long for a moderator: one of them may be a cry for help. */

import { dayOf } from '../core/day.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ModerationStore } from '../ports/moderation-store.ts';

/** What alarming needs. */
export type ModerationAlarm = {
  readonly store: ModerationStore;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  /** How many days a text may wait. */
  readonly moderationDays: number;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Builds the job. @returns how many texts are overdue */
export function alarmModeration({
  store,
  clock,
  log,
  moderationDays,
}: ModerationAlarm): () => Promise<number> {
  return async () => {
    const overdue = await store.countWaitingSince(
      dayOf(new Date(clock.now().getTime() - moderationDays * DAY_MS)),
    );
    if (overdue > 0) log.warn('moderation.overdue', { texts: overdue, days: moderationDays });
    return overdue;
  };
}
