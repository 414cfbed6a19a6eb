/** Figures as Prometheus reads them: valid text, counted rightly, nothing that leads to a child, and cheap to ask for. */

import { expect, test } from 'vitest';
import type { Backlog } from '../../../src/ports/backlog-store.ts';
import { openMetrics } from '../../../src/runtime/metrics/open-metrics.ts';
import { type Figures, readFigures } from './figures.ts';

const BACKLOG: Backlog = {
  outbox: [{ channel: 'zalo', waiting: 7, dead: 2, oldestDueSeconds: 1.5, parked: true }],
  walks: { count: 27, oldestDays: 3 },
  texts: { count: 9, oldestDays: null },
  newestReleaseDays: 4,
};

const NOW = new Date('2026-11-23T08:00:00Z');

function opened(view: { ready?: () => Promise<boolean>; backlog?: () => Promise<Backlog> } = {}) {
  const metrics = openMetrics(() => NOW);
  metrics.watchDatabase({
    ready: view.ready ?? (async () => true),
    backlog: view.backlog ?? (async () => BACKLOG),
    connections: () => ({ total: 5, idle: 3, waiting: 1 }),
  });
  const figures = async (): Promise<Figures> => readFigures((await metrics.read()).body);
  return { metrics, figures };
}

test('every figure has a help text, a type, a name of ours and no label that could hold a word of somebody', async () => {
  const { metrics, figures } = opened();
  metrics.answered({ method: 'POST', route: '/c/:code/messages', status: 200, seconds: 0.004 });
  metrics.jobEnded('seal', 'done');
  const { families, labels } = await figures();
  expect(families.size).toBeGreaterThan(40);
  for (const [name, { help, type }] of families) {
    expect(name).toMatch(/^em_noi_[a-z0-9_]+$/);
    expect(help.length, name).toBeGreaterThan(10);
    if (type === 'counter') expect(name).toMatch(/_total$/);
  }
  const ours = [...labels]
    .filter(([name]) => !/_(nodejs|process)_/.test(name))
    .flatMap(([, names]) => [...names]);
  expect([...new Set(ours)].sort()).toEqual([
    'answer',
    'channel',
    'job',
    'le',
    'method',
    'outcome',
    'route',
    'state',
    'status',
  ]);
});

test('counts what the meter was told', async () => {
  const { metrics, figures } = opened();
  const { meter } = metrics;
  meter.batch({
    ...{
      messages: new Map([
        ['telegram', 3],
        ['web', 1],
      ]),
      size: 4,
    },
    outcomes: new Map([
      ['committed', 3],
      ['duplicate', 1],
    ]),
  });
  meter.commit(2, 0.02);
  meter.delivery('zalo', 'ignored');
  meter.send('zalo-oa', 'given-up');
  metrics.jobEnded('send', 'failed');
  metrics.jobEnded('seal', 'done');
  const { value } = await figures();
  expect(value('em_noi_messages_total{channel="telegram"}')).toBe(3);
  expect(value('em_noi_messages_total{channel="zalo"}')).toBe(0);
  expect(value('em_noi_turns_total{outcome="duplicate"}')).toBe(1);
  expect(value('em_noi_commit_conflicts_total')).toBe(2);
  expect(value('em_noi_batch_messages_bucket{le="4"}')).toBe(1);
  expect(value('em_noi_batch_messages_bucket{le="2"}')).toBe(0);
  expect(value('em_noi_commit_duration_seconds_sum')).toBe(0.02);
  expect(value('em_noi_deliveries_total{channel="zalo",answer="ignored"}')).toBe(1);
  expect(value('em_noi_sends_total{channel="zalo-oa",outcome="given-up"}')).toBe(1);
  expect(value('em_noi_job_failures_total{job="send"}')).toBe(1);
  expect(value('em_noi_job_last_success_timestamp_seconds{job="seal"}')).toBe(NOW.getTime() / 1_000);
});

test('counters go on counting from one scrape to the next', async () => {
  const { metrics, figures } = opened();
  for (const expected of [1, 2, 3]) {
    metrics.meter.delivery('web', 'accepted');
    expect((await figures()).value('em_noi_deliveries_total{channel="web",answer="accepted"}')).toBe(
      expected,
    );
  }
});

test('requests are counted by route, method and class of status, in buckets that add up', async () => {
  const { metrics, figures } = opened();
  const route = '/webhooks/telegram';
  for (const seconds of [0.0005, 0.001, 0.003, 99])
    metrics.answered({ method: 'POST', route, status: 200, seconds });
  metrics.answered({ method: 'POST', route, status: 503, seconds: 0.002 });
  metrics.answered({ method: 'BREW', route: '/*', status: 404, seconds: 0.002 });
  const { value } = await figures();
  const at = (rest: string): string => `em_noi_http_request_duration_seconds_${rest}`;
  const labels = `route="${route}",method="POST",status="2xx"`;
  expect(value(at(`bucket{${labels},le="0.001"}`))).toBe(2);
  expect(value(at(`bucket{${labels},le="0.005"}`))).toBe(3);
  expect(value(at(`bucket{${labels},le="10"}`))).toBe(3);
  expect(value(at(`bucket{${labels},le="+Inf"}`))).toBe(4);
  expect(value(at(`count{${labels}}`))).toBe(4);
  expect(value(at(`count{route="${route}",method="POST",status="5xx"}`))).toBe(1);
  expect(value(at('count{route="/*",method="other",status="4xx"}'))).toBe(1);
});

test('what waits is told; of children in whole tens and days only', async () => {
  const { value } = await opened().figures();
  expect(value('em_noi_database_up')).toBe(1);
  expect(value('em_noi_outbox_messages{channel="zalo"}')).toBe(7);
  expect(value('em_noi_outbox_oldest_due_seconds{channel="zalo"}')).toBe(1.5);
  expect(value('em_noi_outbox_dead_letters{channel="zalo"}')).toBe(2);
  expect(value('em_noi_channel_parked{channel="zalo"}')).toBe(1);
  expect(value('em_noi_seal_backlog_walks')).toBe(20);
  expect(value('em_noi_seal_backlog_oldest_days')).toBe(3);
  expect(value('em_noi_moderation_texts_waiting')).toBe(0);
  expect(value('em_noi_moderation_oldest_text_days')).toBe(0);
  expect(value('em_noi_release_newest_age_days')).toBe(4);
  expect(value('em_noi_database_connections{state="busy"}')).toBe(2);
  expect(value('em_noi_database_waiting_calls')).toBe(1);
});

test('one child more or less changes no figure about children', async () => {
  const before = await opened().figures();
  const more = { ...BACKLOG, walks: { count: 28, oldestDays: 3 }, texts: { count: 1, oldestDays: 0 } };
  const after = await opened({ backlog: async () => more }).figures();
  for (const name of [
    'em_noi_seal_backlog_walks',
    'em_noi_moderation_texts_waiting',
    'em_noi_moderation_oldest_text_days',
  ])
    expect(after.value(name)).toBe(before.value(name));
});

test('while the database is away everything else is told', async () => {
  const { metrics, figures } = opened({
    ready: async () => false,
    backlog: () => Promise.reject(new Error('away')),
  });
  metrics.meter.delivery('web', 'unavailable');
  const { value } = await figures();
  expect(value('em_noi_database_up')).toBe(0);
  expect(value('em_noi_outbox_messages{channel="zalo"}')).toBeUndefined();
  expect(value('em_noi_seal_backlog_walks')).toBeUndefined();
  expect(value('em_noi_deliveries_total{channel="web",answer="unavailable"}')).toBe(1);
  expect(value('em_noi_nodejs_eventloop_lag_seconds')).toBeDefined();
});

test('many scrapes at once are one look at the database, and soon after none', async () => {
  let looks = 0;
  const { figures } = opened({
    async backlog() {
      looks += 1;
      await new Promise((done) => setTimeout(done, 20));
      return BACKLOG;
    },
  });
  await Promise.all(Array.from({ length: 20 }, figures));
  await figures();
  expect(looks).toBe(1);
});
