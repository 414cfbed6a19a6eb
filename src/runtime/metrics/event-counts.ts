/** Counts of what this process did, kept as plain numbers and handed to Prometheus when it asks. */

import { Counter, Histogram, type Registry } from 'prom-client';
import type {
  BatchCount,
  DeliveryAnswerName,
  Meter,
  SendOutcomeName,
  TurnOutcomeName,
} from '../../ports/meter.ts';

const CHANNELS = ['telegram', 'zalo', 'zalo-oa', 'web'] as const;
const TURNS: readonly TurnOutcomeName[] = ['committed', 'duplicate', 'failed', 'unavailable'];
const ANSWERS: readonly DeliveryAnswerName[] = [
  'accepted',
  'ignored',
  'unauthorized',
  'off',
  'unavailable',
  'failed',
];
const SENDS: readonly SendOutcomeName[] = ['sent', 'retry', 'given-up', 'refused', 'blocked', 'parked'];

/** A gathered batch holds at most 128 messages. */
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128];
const COMMIT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Numbers under two names each, all of them there from the start so that a rate can be told from the first event on. */
type Table = Map<string, Map<string, number>>;

/** Opens the meter of one process. Every method is a few additions. */
export function openMeter(registry: Registry): Meter {
  const registers = [registry];
  const messages = single('channel', CHANNELS, {
    ...{ registers, name: 'em_noi_messages_total' },
    help: 'Messages from children, repeated ones included.',
  });
  const turns = single('outcome', TURNS, {
    ...{ registers, name: 'em_noi_turns_total' },
    help: 'Messages by what became of them: committed, duplicate (handled before, same reply), failed (a bug; dropped), unavailable (to be brought again).',
  });
  const conflicts = new Counter({
    ...{ registers, name: 'em_noi_commit_conflicts_total' },
    help: 'Turns taken again because the contact or walk had changed meanwhile.',
  });
  const deliveries = double(['channel', 'answer'], [CHANNELS, ANSWERS], {
    ...{ registers, name: 'em_noi_deliveries_total' },
    help: 'Deliveries by how they were answered: accepted, ignored (nothing in it for us), unauthorized, off (no such channel), unavailable, failed.',
  });
  const sends = double(['channel', 'outcome'], [CHANNELS.slice(0, 3), SENDS], {
    ...{ registers, name: 'em_noi_sends_total' },
    help: 'Sends through the outbox by outcome; given-up and refused become dead letters, parked stops the channel.',
  });
  const size = new Histogram({
    ...{ registers, name: 'em_noi_batch_messages', buckets: BATCH_SIZES },
    help: 'Messages in a batch: one statement commits a whole batch.',
  });
  const commitSeconds = new Histogram({
    ...{ registers, name: 'em_noi_commit_duration_seconds', buckets: COMMIT_SECONDS },
    help: 'How long the statement took that commits a batch.',
  });
  return {
    batch(count: BatchCount) {
      size.observe(count.size);
      for (const [channel, n] of count.messages) add(messages, '', channel, n);
      for (const [outcome, n] of count.outcomes) add(turns, '', outcome, n);
    },
    commit(refused, seconds) {
      commitSeconds.observe(seconds);
      if (refused > 0) conflicts.inc(refused);
    },
    delivery: (channel, answer) => add(deliveries, channel, answer, 1),
    send: (channel, outcome) => add(sends, channel, outcome, 1),
  };
}

type Settings = { readonly name: string; readonly help: string; readonly registers: Registry[] };

function single(label: string, values: readonly string[], settings: Settings): Table {
  const table: Table = new Map([['', zeros(values)]]);
  new Counter({
    ...settings,
    labelNames: [label],
    collect() {
      this.reset();
      for (const [value, n] of table.get('') ?? []) this.inc({ [label]: value }, n);
    },
  });
  return table;
}

function double(
  [first, second]: readonly [string, string],
  [ones, others]: readonly [readonly string[], readonly string[]],
  settings: Settings,
): Table {
  const table: Table = new Map(ones.map((one) => [one, zeros(others)]));
  new Counter({
    ...settings,
    labelNames: [first, second],
    collect() {
      this.reset();
      for (const [one, row] of table) {
        for (const [other, n] of row) this.inc({ [first]: one, [second]: other }, n);
      }
    },
  });
  return table;
}

function zeros(values: readonly string[]): Map<string, number> {
  return new Map(values.map((value) => [value, 0]));
}

function add(table: Table, one: string, other: string, n: number): void {
  const row = table.get(one);
  row?.set(other, (row.get(other) ?? 0) + n);
}
