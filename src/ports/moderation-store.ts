/** Open answers that wait for a moderator. */

import type { Day } from '../core/release/release.ts';

/** Storage as moderation sees it. */
export interface ModerationStore {
  /** How many texts have waited since that day or longer. */
  countWaitingSince(day: Day): Promise<number>;
}
