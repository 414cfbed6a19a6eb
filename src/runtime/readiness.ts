/** Whether this process should get requests: its database answers, and it is not about to stop. */

import type { Log } from '../ports/log.ts';

/** Readiness of one process. */
export type Readiness = {
  /** Asks the database anew. Never throws; takes as long as the check does. */
  ready(): Promise<boolean>;
  /** From now on it is not ready, whatever the database says. */
  withdraw(): void;
};

/** Watches readiness; each change is one log line, whoever asks and however often. */
export function watchReadiness(check: () => Promise<boolean>, log: Pick<Log, 'info' | 'warn'>): Readiness {
  let withdrawn = false;
  let before = true;
  return {
    async ready() {
      if (withdrawn) return false;
      const now = await check().catch(() => false);
      if (before && !now) log.warn('server.not-ready', { database: 'away or not migrated' });
      if (!before && now) log.info('server.ready-again');
      before = now;
      return now && !withdrawn;
    },
    withdraw() {
      withdrawn = true;
    },
  };
}
