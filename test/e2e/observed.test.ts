/** The server seen from outside: its log after a day of faults, its readiness while the database goes and comes back. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { readFigures } from '../runtime/metrics/figures.ts';
import { startPostgres } from '../support/postgres.ts';
import type { PostgresProcess } from '../support/postgres-server.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type NodeProcess, runTool, startNode } from './node-process.ts';
import { telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { OPINION, smokeSettings } from './smoke.ts';
import { runSql } from './sql.ts';
import { WEBHOOK_SECRET } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const CODE = 'HOADAQUY';
const SLUG = 'mua-hoa-da-quy';

/** What children say in their own words, one each; the last one's row is refused by the database for a while. */
const WORDS = {
  web: 'trồng phượng vĩ quanh sân',
  telegram: 'mở thêm thư viện truyện tranh',
  zalo: 'sơn lại cầu trượt màu tím',
  zaloOa: 'cho em mang rùa vàng tới lớp',
  refused: 'xây hồ bơi nước ấm',
} as const;

const ACCOUNTS = {
  telegram: 7_318_264_905,
  refused: 7_318_264_906,
  zalo: '6ede9afa66b88fe6d6a9',
  zaloOa: '4820193756201938475',
} as const;

let postgres: PostgresProcess & { readonly url: string };
let telegram: FakeTelegram;
let zalo: FakeZalo;
let zaloOa: FakeZaloOa;
let server: NodeProcess;
let settings: Readonly<Record<string, string>>;
const cookies = new Set<string>();

beforeAll(async () => {
  [postgres, telegram, zalo, zaloOa] = await Promise.all([
    startPostgres({ settings: ['synchronous_commit=on'] }),
    startFakeTelegram(),
    startFakeZalo(),
    startFakeZaloOa(),
  ]);
  settings = {
    ...smokeSettings({ telegram, zalo, zaloOa }),
    ...{ DATABASE_URL: postgres.url, DEMO: '1', DEMO_RESPONSES: '0', LOG_LEVEL: 'trace' },
    ...{ TELEGRAM_RATE: '1000', ZALO_RATE: '1000', ZALO_OA_RATE: '1000' },
  };
  server = await startNode(settings);
  await runTool(settings, ['consultation', 'launch', 'truong-hoc-hanh-phuc', '--code', CODE, '--slug', SLUG]);
}, 90_000);

afterAll(async () => {
  if (server?.process.exitCode === null) await server.end('SIGKILL');
  await Promise.all([telegram?.close(), zalo?.close(), zaloOa?.close()]);
  await postgres?.stop();
});

/** Asks again while the server cannot store, as browsers and vendors do, and remembers the cookies it hands out. */
async function request(path: string, init?: RequestInit): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const response = await fetch(`${server.url}${path}`, init);
    const cookie = response.headers.get('set-cookie')?.split(';')[0]?.split('=')[1];
    if (cookie !== undefined && cookie !== '') cookies.add(cookie);
    if (response.status !== 503 || tries > 400) return response;
    await pause(50);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

const place = {
  request,
  get telegram() {
    return telegram;
  },
  get zalo() {
    return zalo;
  },
  get zaloOa() {
    return zaloOa;
  },
  target: (channel: 'telegram' | 'zalo' | 'zalo-oa') => ({
    url: `/webhooks/${channel}`,
    secret: channel === 'zalo-oa' ? zaloOa.secretKey : WEBHOOK_SECRET,
    ...{ backoffMs: 50, maxTries: 60, fetch: request },
  }),
};

/** The open question's own id, so that the flow may change it. */
const OPEN_QUESTION = flow.questions.find(({ kind }) => kind === 'text')?.id ?? '';

function child(words: string): Opinion {
  return { ...OPINION, answers: { ...OPINION.answers, [OPEN_QUESTION]: words } };
}

async function status(path: string): Promise<number> {
  return (await fetch(`${server.url}${path}`)).status;
}

async function figure(sample: string): Promise<number | undefined> {
  return readFigures(await (await fetch(`${server.url}/metrics`)).text()).value(sample);
}

type Line = Readonly<Record<string, unknown>> & { readonly msg: string };

/** The log, every line of which is JSON; the words of the start are not of it. */
function logLines(): Line[] {
  const lines = server
    .told()
    .split('\n')
    .filter((line) => line !== '' && !/^(Em Nói is ready| {2})/.test(line));
  return lines.map((line): Line => JSON.parse(line));
}

describe('a day of faults', () => {
  test('children answer on every channel while everything goes wrong around them', async () => {
    const broken = { status: 500, body: { ok: false, error_code: 500, description: WORDS.zalo } };
    zalo.faults.add({ method: 'sendMessage', fault: { kind: 'answer', ...broken }, from: 3 });
    zalo.faults.add({ method: 'sendMessage', fault: { kind: 'html', status: 502 }, from: 6 });
    zaloOa.faults.add({ fault: { kind: 'dropped', when: 'before' }, from: 4 });
    await refuseRowsWith(WORDS.refused);
    const children = [
      answerAll(webPhone(place), flow, CODE, child(WORDS.web)),
      answerAll(telegramPhone(place, ACCOUNTS.telegram), flow, CODE, child(WORDS.telegram)),
      answerAll(zaloPhone(place, ACCOUNTS.zalo), flow, CODE, child(WORDS.zalo)),
      answerAll(zaloOaPhone(place, ACCOUNTS.zaloOa), flow, CODE, child(WORDS.zaloOa)),
      answerAll(telegramPhone(place, ACCOUNTS.refused), flow, CODE, child(WORDS.refused)),
    ];
    await expect.poll(() => server.told(), { timeout: 20_000 }).toContain('"receive.failed"');
    await acceptAllRows();
    postgres.halt('QUIT');
    await expect.poll(() => status('/readyz'), { timeout: 10_000 }).toBe(503);
    postgres.resume();
    await expect.poll(() => status('/readyz'), { timeout: 20_000 }).toBe(200);
    await Promise.all(children);
  }, 120_000);

  test('and strangers send what nobody should', async () => {
    const words = WORDS.telegram;
    const telegramSecret = { 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET };
    const zaloSecret = { 'x-bot-api-secret-token': WEBHOOK_SECRET };
    const sent = [
      ['/webhooks/telegram', `{"update_id":1,"message":{"text":"${words}`, telegramSecret],
      [
        '/webhooks/telegram',
        `{"update_id":"${words}","message":{"chat":{"id":${ACCOUNTS.telegram}}}}`,
        telegramSecret,
      ],
      ['/webhooks/telegram', JSON.stringify({ update_id: 9, poll: { question: words } }), telegramSecret],
      [
        '/webhooks/telegram',
        `{"message":{"text":"${words}"}}`,
        { 'x-telegram-bot-api-secret-token': words.slice(0, 3) },
      ],
      ['/webhooks/zalo', `["${words}", "${ACCOUNTS.zalo}"]`, zaloSecret],
      [
        '/webhooks/zalo',
        JSON.stringify({ event_name: words, message: { from: { id: ACCOUNTS.zalo } } }),
        zaloSecret,
      ],
      ['/webhooks/zalo-oa', JSON.stringify({ event_name: words }), {}],
      [`/c/${CODE}/messages`, `{"id":"a","text":"${words}`, {}],
      [`/c/${CODE}/messages`, JSON.stringify({ id: 'a', text: [words] }), {}],
      [`/c/${CODE}/messages`, JSON.stringify({ id: 'a', text: words.repeat(20_000) }), {}],
      [`/c/${CODE}/${encodeURIComponent(words)}`, '{}', {}],
      [`/${encodeURIComponent(words)}?account=${ACCOUNTS.zaloOa}`, '{}', {}],
    ] as const;
    for (const [path, body, headers] of sent) {
      const type = { 'content-type': 'application/json', 'x-request-id': String(ACCOUNTS.zaloOa) };
      // Bytes: header values hold none of Vietnamese.
      const plain = Object.entries(headers).map(([name, value]) => [
        name,
        value.replace(/[^\x20-\x7e]/g, ''),
      ]);
      await fetch(`${server.url}${path}`, {
        method: 'POST',
        body,
        headers: { ...type, ...Object.fromEntries(plain) },
      });
    }
    for (const path of [`/c/${CODE}`, `/c/${CODE}x`, `/results/${words}`])
      await fetch(`${server.url}${path}`);
  });

  test('the log tells what went wrong, in JSON, by request', () => {
    const lines = logLines();
    const events = new Set(lines.map(({ msg }) => msg));
    for (const event of [
      ...['web.request', 'receive.failed', 'delivery.ignored', 'send.later'],
      ...['server.not-ready', 'server.ready-again', 'storage.connection-lost'],
    ])
      expect([...events]).toContain(event);
    for (const line of lines.filter(({ msg }) => msg === 'web.request' || msg === 'delivery.ignored'))
      expect(line['requestId'], JSON.stringify(line)).toMatch(/^[\da-f-]{36}$/);
    const refused = lines.find(
      ({ msg, err }) => msg === 'receive.failed' && JSON.stringify(err).includes('P0001'),
    );
    expect(refused).toMatchObject({ level: 'error', err: { type: 'error', code: 'P0001' } });
  });

  test('and holds no answer, no account, no code, no cookie, no key', () => {
    expect(cookies.size).toBeGreaterThan(0);
    const labels = flow.questions.flatMap((question) =>
      'options' in question ? question.options.flatMap(({ label }) => Object.values(label)).map(String) : [],
    );
    const secrets = [
      ...Object.values(WORDS),
      ...Object.values(ACCOUNTS).map(String),
      ...labels.filter((label) => label.length > 5),
      ...cookies,
      ...[CODE, CODE.toLowerCase(), WEBHOOK_SECRET, telegram.token, zalo.token, zaloOa.secretKey],
      ...[zaloOa.firstRefreshToken, settings['SECRET_KEY'] ?? '', new URL(postgres.url).password],
      ...['Ba Đình', '00004'],
    ];
    expect(labels.length).toBeGreaterThan(20);
    const lines = logLines();
    expect(lines.length).toBeGreaterThan(100);
    // Both as written and as read: JSON may write a letter in other ways.
    const log =
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\n${everyText(lines).join('\n')}`.toLowerCase();
    for (const secret of secrets) {
      for (const form of [secret, secret.normalize('NFD'), encodeURIComponent(secret)])
        expect(log.includes(form.toLowerCase()), form).toBe(false);
    }
  });

  test('and the figures tell it, too', async () => {
    expect(await figure('em_noi_messages_total{channel="zalo"}')).toBeGreaterThan(10);
    expect(await figure('em_noi_turns_total{outcome="duplicate"}')).toBeGreaterThan(0);
    expect(await figure('em_noi_turns_total{outcome="unavailable"}')).toBeGreaterThan(0);
    expect(await figure('em_noi_deliveries_total{channel="telegram",answer="unauthorized"}')).toBe(1);
    expect(await figure('em_noi_deliveries_total{channel="telegram",answer="ignored"}')).toBeGreaterThan(1);
    expect(await figure('em_noi_sends_total{channel="zalo",outcome="retry"}')).toBeGreaterThan(0);
    expect(await figure('em_noi_database_up')).toBe(1);
    const text = await (await fetch(`${server.url}/metrics`)).text();
    for (const word of [CODE, SLUG, 'truong-hoc', 'Ba Đình', String(ACCOUNTS.zalo)])
      expect(text.toLowerCase()).not.toContain(word.toLowerCase());
  });
});

describe('readiness', () => {
  test('fails while PostgreSQL is down, and comes back by itself', async () => {
    expect(await status('/readyz')).toBe(200);
    postgres.halt('INT');
    await expect.poll(() => status('/readyz'), { timeout: 10_000 }).toBe(503);
    const startedAt = performance.now();
    expect(await status('/readyz')).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(6_000);
    expect(await status('/healthz')).toBe(200);
    await expect.poll(() => figure('em_noi_database_up'), { timeout: 10_000 }).toBe(0);
    expect(await figure('em_noi_seal_backlog_walks')).toBeUndefined();
    expect(await figure('em_noi_messages_total{channel="web"}')).toBeGreaterThan(0);
    postgres.resume();
    await expect.poll(() => status('/readyz'), { timeout: 20_000 }).toBe(200);
    await expect.poll(() => figure('em_noi_database_up'), { timeout: 10_000 }).toBe(1);
    const screen = await webPhone(place).open(CODE);
    expect(screen.text.length).toBeGreaterThan(20);
  }, 60_000);
});

/** Every text anywhere in a value, as it is read. */
function everyText(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...everyText(one)]);
}

/** As a fault in the database would: the error holds the whole row, in its message and beside it. */
async function refuseRowsWith(words: string): Promise<void> {
  await runSql(
    postgres.url,
    `CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       IF NEW.state::text LIKE '%${words}%' THEN
         RAISE EXCEPTION 'refused %', NEW.state USING DETAIL = NEW::text, HINT = NEW::text;
       END IF;
       RETURN NEW;
     END $$;
     CREATE TRIGGER refuse_row BEFORE INSERT OR UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION refuse_row()`,
  );
}

async function acceptAllRows(): Promise<void> {
  await runSql(postgres.url, 'DROP TRIGGER refuse_row ON sessions; DROP FUNCTION refuse_row');
}
