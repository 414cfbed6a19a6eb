/** One run of the fuzzer: malformed deliveries at a running server, and what came of them. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { answerAll, flowOf, type Opinion } from '../e2e/child.ts';
import { telegramPhone, webPhone } from '../e2e/phone.ts';
import { startFakeTelegram } from '../fake-vendors/telegram.ts';
import { startFakeZalo } from '../fake-vendors/zalo.ts';
import { startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { createDice } from '../no-loss/dice.ts';
import { sendBroken } from './broken-requests.ts';
import { type FuzzedServer, startFuzzedServer } from './fuzzed-server.ts';
import { makeDelivery, type VendorSecrets } from './make-delivery.ts';
import { MARK } from './rubbish.ts';
import { readStore } from './stored-after.ts';
import { type FuzzResult, judgeAnswer } from './verdict.ts';

/** What a run is to do. */
export type FuzzOrder = {
  /** Deliveries in all. */
  readonly count: number;
  readonly seed: number;
  /** No delivery is begun after this. */
  readonly minutes: number;
  readonly connections: number;
  readonly tell: (line: string) => void;
};

const WEBHOOK_SECRET = 'webhook-secret-of-the-fuzzer-0123456789';

/** One in this many deliveries is broken as HTTP as well, and has a connection of its own. */
const BROKEN_EVERY = 500;
const TELL_EVERY = 100_000;

/** A line that holds part of a body, a secret, or what Node prints before it gives up. */
const WATCHED = new RegExp(
  `${MARK}|${WEBHOOK_SECRET}|unhandled|UnhandledPromise|uncaught|heap out of memory|web\\.fault|receive\\.failed|receive\\.turn-failed`,
  'i',
);

/** Runs it from an empty database to the verdict's figures. */
export async function runFuzz(order: FuzzOrder): Promise<FuzzResult> {
  const folder = await mkdtemp(join(tmpdir(), 'em-noi-fuzz-'));
  const [telegram, zalo, zaloOa] = await Promise.all([
    startFakeTelegram({ keepCalls: 0, keepMessages: 50 }),
    startFakeZalo({ keepCalls: 0 }),
    startFakeZaloOa({ keepCalls: 0 }),
  ]);
  try {
    const server = await startFuzzedServer(
      {
        ...{
          PUBLIC_URL: 'http://localhost:8080',
          SECRET_KEY: 'a secret key for the fuzzer that is long enough',
        },
        ...{ DATA_DIR: folder, DEMO: '1', DEMO_RESPONSES: '0', LOG_LEVEL: 'info' },
        ...{ TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET },
        ...{ TELEGRAM_BOT_USERNAME: 'em_noi_bot', TELEGRAM_API_ROOT: telegram.url, TELEGRAM_RATE: '5000' },
        ...{ ZALO_BOT_TOKEN: zalo.token, ZALO_WEBHOOK_SECRET: WEBHOOK_SECRET, ZALO_API_ROOT: zalo.url },
        ...{ ZALO_RATE: '5000', ZALO_OA_ID: zaloOa.oaId, ZALO_OA_APP_ID: zaloOa.appId },
        ...{ ZALO_OA_SECRET_KEY: zaloOa.secretKey, ZALO_OA_REFRESH_TOKEN: zaloOa.firstRefreshToken },
        ...{ ZALO_OA_API_ROOT: zaloOa.url, ZALO_OA_RATE: '5000' },
      },
      WATCHED,
    );
    const secrets = { webhook: WEBHOOK_SECRET, oaAppId: zaloOa.appId, oaSecretKey: zaloOa.secretKey };
    const children = await goodChildren(server, telegram);
    await children.walk(1);
    const fired = await fire(order, server, secrets);
    await children.walk(2);
    const healthy = (await fetch(`${server.url}/readyz`)).status;
    const ended = server.ended();
    await server.stop();
    return {
      ...fired,
      ...{ ended, healthy, logLines: server.lines(), suspicious: server.suspicious() },
      goodChildren: children.walked(),
      stored: await readStore(folder),
    };
  } finally {
    await Promise.all([telegram.close(), zalo.close(), zaloOa.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** A child of twelve with an opinion on everything but the open question. */
const OPINION: Opinion = {
  ...{ age: 12, band: '11-13', language: 'vi' },
  place: { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' },
  answers: {
    ...{ mood: 'happy', play: 45, 'fix-first': ['meals', 'toilets', 'homework', 'playground'] },
    ...{ listened: 'yes', spot: 'gate', teasing: 'sometimes', 'go-on': 'yes', safer: ['near', 'ask'] },
    ...{ 'right-to-be-heard': 'answer', 'rate.easy': 'easy', 'rate.free': 'yes', 'rate.heard': 'a-bit' },
  },
};

/** Children who answer as children do, on the web and on Telegram. */
async function goodChildren(server: FuzzedServer, telegram: Awaited<ReturnType<typeof startFakeTelegram>>) {
  const flow = flowOf(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  const request = (path: string, init?: RequestInit) => fetch(new URL(path, server.url), init);
  const target = () => ({ url: '/webhooks/telegram', secret: WEBHOOK_SECRET, fetch: request });
  let walked = 0;
  return {
    walked: () => walked,
    async walk(id: number) {
      for (const phone of [webPhone({ request }), telegramPhone({ telegram, target }, 77_000_000 + id)]) {
        await answerAll(phone, flow, 'THU', OPINION);
        walked += 1;
      }
    },
  };
}

/** Sends all deliveries, several at once on connections that stay open. */
async function fire(order: FuzzOrder, server: FuzzedServer, secrets: VendorSecrets) {
  const { count, seed, connections, tell } = order;
  const pool = new Pool(server.url, {
    connections,
    pipelining: 1,
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
  });
  const started = Date.now();
  const statuses = new Map<number, number>();
  const findings: string[] = [];
  const memory = { first: server.memoryMb(), warm: null as number | null, most: 0, last: 0 };
  let next = 0;
  let bytes = 0;
  const look = (): void => {
    const now = server.memoryMb() ?? 0;
    memory.most = Math.max(memory.most, now);
    memory.last = now;
    // Long enough for pools, caches and compiled code to have grown to their size.
    if (memory.warm === null && next > count * 0.3) memory.warm = now;
  };
  const watch = setInterval(look, 500);
  const line = async (): Promise<void> => {
    while (next < count && server.ended() === null && Date.now() - started < order.minutes * 60_000) {
      const number = next;
      next += 1;
      if (number % TELL_EVERY === 0 && number > 0) {
        tell(`${number} sent, ${Math.round((Date.now() - started) / 1000)} s, ${server.memoryMb()} MB`);
      }
      if (number % BROKEN_EVERY === 0) {
        const answered = await sendBroken(server.url, createDice(seed, `broken ${number}`));
        const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answered)?.[1] ?? 0);
        note({ status, text: answered, what: `broken request ${number}`, isProven: true });
        continue;
      }
      const delivery = makeDelivery(seed, number, secrets);
      bytes += delivery.body.length;
      const { path, headers, body, isProven } = delivery;
      try {
        const answer = await pool.request({ method: 'POST', path, headers, body });
        const what = `delivery ${number} to ${path.slice(0, 60)}`;
        note({ status: answer.statusCode, text: await answer.body.text(), what, isProven });
      } catch (error) {
        // Of a body above the limit the server does not wait for the rest: its connection may end before the answer is read.
        if (body.length >= 256 * 1024) note({ status: 413, text: '', what: '', isProven });
        else if (findings.length < 50) findings.push(`delivery ${number} to ${path.slice(0, 60)}: ${error}`);
      }
    }
  };
  const note = (answer: Parameters<typeof judgeAnswer>[0]): void => {
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const finding = judgeAnswer(answer);
    if (finding !== null && findings.length < 50) findings.push(finding);
  };
  await Promise.all(Array.from({ length: connections }, line));
  clearInterval(watch);
  look();
  await pool.destroy();
  return { sent: next, bytes, seconds: (Date.now() - started) / 1000, statuses, findings, memory };
}
