/** What waits in the database, read when Prometheus asks, but seldom enough that nobody's asking can load it. */

import { Gauge, type Registry } from 'prom-client';
import type { Application } from '../../compose.ts';
import type { Backlog, Waiting } from '../../ports/backlog-store.ts';

/** What is read. */
export type DatabaseView = Pick<Application, 'backlog' | 'ready' | 'connections'>;

/** How old a figure may be, in milliseconds. */
const FRESH_MS = 5_000;

/** Counts of children are told in whole tens, as many as a batch of sealing has: below that, one more would tell of one child. */
const STEP = 10;

type Seen = { readonly up: boolean; readonly backlog: Backlog | null };

/** Registers the gauges. */
export function registerDatabaseGauges(registry: Registry, view: DatabaseView): void {
  const look = lookSeldom(view);
  registerConnections(registry, view, look);
  registerOutbox(registry, look);
  const gauges: readonly [name: string, help: string, tell: (backlog: Backlog) => number | null][] = [
    [
      'em_noi_seal_backlog_walks',
      'Finished walks that wait to be sealed, in whole tens rounded down; fewer than a batch always wait.',
      ({ walks }) => tens(walks),
    ],
    [
      'em_noi_seal_backlog_oldest_days',
      'For how many days the oldest of them has waited; 0 where none waits or all came today.',
      ({ walks }) => walks.oldestDays ?? 0,
    ],
    [
      'em_noi_moderation_texts_waiting',
      'Open texts that wait for a moderator, in whole tens rounded down.',
      ({ texts }) => tens(texts),
    ],
    [
      'em_noi_moderation_oldest_text_days',
      'For how many days the oldest of them has waited; 0 where none waits or all came today.',
      ({ texts }) => texts.oldestDays ?? 0,
    ],
    [
      'em_noi_release_newest_age_days',
      'Days since the newest release of any consultation; absent where there is none.',
      ({ newestReleaseDays }) => newestReleaseDays,
    ],
  ];
  for (const [name, help, tell] of gauges) {
    new Gauge({
      ...{ name, help, registers: [registry] },
      async collect() {
        this.remove();
        const { backlog } = await look();
        const value = backlog === null ? null : tell(backlog);
        if (value !== null) this.set(value);
      },
    });
  }
}

/** Looks at most once in a while, and never twice at once. */
function lookSeldom({ backlog, ready }: DatabaseView): () => Promise<Seen> {
  let seen: Promise<Seen> | null = null;
  let until = 0;
  async function look(): Promise<Seen> {
    const [up, found] = await Promise.all([ready(), backlog().catch(() => null)]);
    until = performance.now() + FRESH_MS;
    return { up, backlog: found };
  }
  return () => {
    if (seen === null || performance.now() > until) {
      until = Number.POSITIVE_INFINITY;
      seen = look();
    }
    return seen;
  };
}

function registerConnections(registry: Registry, view: DatabaseView, look: () => Promise<Seen>): void {
  const registers = [registry];
  new Gauge({
    ...{ registers, name: 'em_noi_database_up' },
    help: '1 while the database answers and is migrated, else 0.',
    async collect() {
      this.set((await look()).up ? 1 : 0);
    },
  });
  if (view.connections() === null) return;
  new Gauge({
    ...{ registers, name: 'em_noi_database_connections', labelNames: ['state'] },
    help: 'Connections of this process to the database, busy or idle.',
    collect() {
      const { total, idle } = view.connections() ?? { total: 0, idle: 0 };
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'busy' }, total - idle);
    },
  });
  new Gauge({
    ...{ registers, name: 'em_noi_database_waiting_calls' },
    help: 'Calls of this process that wait for a connection to become free.',
    collect() {
      this.set(view.connections()?.waiting ?? 0);
    },
  });
}

function registerOutbox(registry: Registry, look: () => Promise<Seen>): void {
  const gauges: readonly [name: string, help: string, tell: (one: Backlog['outbox'][number]) => number][] = [
    [
      'em_noi_outbox_messages',
      'Messages that wait to be sent; counted up to 10,000.',
      ({ waiting }) => waiting,
    ],
    [
      'em_noi_outbox_oldest_due_seconds',
      'For how long the oldest message has been due that could be sent now; 0 where none is.',
      ({ oldestDueSeconds }) => Math.max(0, oldestDueSeconds),
    ],
    [
      'em_noi_outbox_dead_letters',
      'Messages that were given up and wait for an operator; counted up to 10,000.',
      ({ dead }) => dead,
    ],
    [
      'em_noi_channel_parked',
      '1 while the vendor lets nothing through on the channel (quota, refused token).',
      ({ parked }) => (parked ? 1 : 0),
    ],
  ];
  for (const [name, help, tell] of gauges) {
    new Gauge({
      ...{ name, help, labelNames: ['channel'], registers: [registry] },
      async collect() {
        this.reset();
        for (const one of (await look()).backlog?.outbox ?? []) this.set({ channel: one.channel }, tell(one));
      },
    });
  }
}

function tens({ count }: Waiting): number {
  return Math.floor(count / STEP) * STEP;
}
