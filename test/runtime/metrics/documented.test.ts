/** The guide and the alert rules speak of figures that exist, with labels that exist. */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openMetrics } from '../../../src/runtime/metrics/open-metrics.ts';
import { type Figures, readFigures } from './figures.ts';

const GUIDE = readFileSync('docs/operations.md', 'utf8');
const RULES = readFileSync('docs/alerts.example.yml', 'utf8');

async function figures(): Promise<Figures> {
  const metrics = openMetrics(() => new Date());
  metrics.watchDatabase({
    ready: async () => true,
    backlog: async () => ({
      outbox: [{ channel: 'zalo', waiting: 0, dead: 0, oldestDueSeconds: 0, parked: false }],
      ...{ walks: { count: 0, oldestDays: null }, texts: { count: 0, oldestDays: null } },
      newestReleaseDays: 0,
    }),
    connections: () => ({ total: 0, idle: 0, waiting: 0 }),
  });
  metrics.answered({ method: 'GET', route: '/', status: 200, seconds: 0 });
  metrics.jobEnded('seal', 'done');
  metrics.jobEnded('keep-house', 'done');
  return readFigures((await metrics.read()).body);
}

test('every figure that is named exists', async () => {
  const { families } = await figures();
  const named = new Set(`${GUIDE}\n${RULES}`.match(/em_noi_[a-z0-9_]*[a-z0-9]/g));
  expect(named.size).toBeGreaterThan(20);
  for (const name of named) {
    const family = name.replace(/_(bucket|sum|count)$/, '');
    const exists = families.has(name) || families.has(family);
    // `em_noi_outbox_…` names a group.
    const isGroup =
      GUIDE.includes(`${name}_…`) && [...families.keys()].some((key) => key.startsWith(`${name}_`));
    expect(exists || isGroup, name).toBe(true);
  }
});

test('every figure of ours is in the guide', async () => {
  const { families } = await figures();
  const ours = [...families.keys()].filter((name) => !/^em_noi_(nodejs|process)_/.test(name));
  const groups = ['em_noi_outbox_', 'em_noi_seal_', 'em_noi_moderation_', 'em_noi_release_'];
  for (const name of ours) {
    const told = GUIDE.includes(name) || groups.some((group) => name.startsWith(group));
    expect(told, name).toBe(true);
  }
});

test('each rule is whole, and selects by labels and values that exist', async () => {
  const { labels } = await figures();
  const { groups } = parse(RULES) as {
    groups: { rules: { alert: string; expr: string; labels: object; annotations: { summary: string } }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { alert, expr, annotations } of rules) {
    expect(annotations.summary.length, alert).toBeGreaterThan(10);
    for (const [, sample = '', label = ''] of expr.matchAll(/(em_noi_\w+)\{(\w+)=/g)) {
      expect([...(labels.get(sample) ?? [])], `${alert}: ${sample}`).toContain(label);
    }
  }
});

test('every event of the log that the guide explains is one that is logged', () => {
  const events = [...GUIDE.matchAll(/^\| (`[a-z.-]+`(?:, `[a-z.-]+`)*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, event = '']) => event),
  );
  expect(events.length).toBeGreaterThan(15);
  const source = [
    ...[
      'node',
      'runtime/graceful-stop',
      'runtime/readiness',
      'runtime/jobs',
      'web/faults',
      'web/request-log',
    ],
    ...[
      'usecases/receive-messages',
      'usecases/receive-delivery',
      'usecases/send-outbox',
      'usecases/seal-responses',
    ],
    ...[
      'usecases/alarm-moderation',
      'storage/open-store',
      'usecases/tell-releases',
      'usecases/keep-releasing',
    ],
    ...['usecases/tell-officers', 'usecases/keep-retention', 'runtime/mail', 'web/console/enter-visit'],
  ].map((name) => readFileSync(`src/${name}.ts`, 'utf8'));
  for (const event of events)
    expect(
      source.some((text) => text.includes(`'${event}'`)),
      event,
    ).toBe(true);
});
