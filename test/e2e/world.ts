// The whole house in one process: real settings, real database, real HTTP to fake vendors.
import { type Application, compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Log, LogFacts } from '../../src/ports/log.ts';
import { startJobs } from '../../src/runtime/jobs.ts';
import { nodeRuntime } from '../../src/runtime/node-runtime.ts';
import { proxyList } from '../../src/runtime/proxy-list.ts';
import { newVisitor } from '../../src/runtime/random.ts';
import { createApp } from '../../src/web/app.ts';
import { callerAddress } from '../../src/web/caller-address.ts';
import { type FakeTelegram, startFakeTelegram } from '../fake-vendors/telegram.ts';
import { type FakeZalo, startFakeZalo } from '../fake-vendors/zalo.ts';
import { type FakeZaloOa, startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';

/** Everything a test can reach. */
export type World = {
  readonly app: Application;
  /** The HTTP face, to be served on a real socket. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** A request to the HTTP face, without a socket between. */
  readonly request: (path: string, init?: RequestInit) => Promise<Response>;
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
  readonly zaloOa: FakeZaloOa;
  /** Where a vendor delivers to. */
  readonly target: (channel: 'telegram' | 'zalo' | 'zalo-oa') => {
    url: string;
    secret: string;
    fetch: Fetch;
  };
  /** Every log line so far, as JSON. */
  readonly logged: string[];
  readonly close: () => Promise<void>;
};

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export const WEBHOOK_SECRET = 'webhook-secret-of-the-tests-0123456789';

/** The settings that lead a server to the fake vendors. */
export function vendorSettings({
  telegram,
  zalo,
  zaloOa,
}: {
  readonly telegram: FakeTelegram;
  readonly zalo: FakeZalo;
  readonly zaloOa: FakeZaloOa;
}): Readonly<Record<string, string>> {
  return {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    TELEGRAM_BOT_USERNAME: 'em_noi_bot',
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ZALO_API_ROOT: zalo.url,
    ZALO_OA_ID: zaloOa.oaId,
    ZALO_OA_APP_ID: zaloOa.appId,
    ZALO_OA_SECRET_KEY: zaloOa.secretKey,
    ZALO_OA_REFRESH_TOKEN: zaloOa.firstRefreshToken,
    ZALO_OA_API_ROOT: zaloOa.url,
  };
}

/** Starts the house. @param settings on top of those the tests need */
export async function startWorld(settings: Readonly<Record<string, string>>): Promise<World> {
  const [telegram, zalo, zaloOa] = await Promise.all([
    startFakeTelegram(),
    startFakeZalo(),
    startFakeZaloOa(),
  ]);
  const read = readConfig({
    PUBLIC_URL: 'http://localhost:8080',
    SECRET_KEY: 'a secret key for tests that is long enough',
    DEMO: '1',
    DEMO_RESPONSES: '0',
    ...vendorSettings({ telegram, zalo, zaloOa }),
    TELEGRAM_RATE: '5000',
    ZALO_RATE: '5000',
    ZALO_OA_RATE: '5000',
    ...settings,
  });
  if (read.kind === 'faulty') throw new Error(read.message);
  const logged: string[] = [];
  const log = loggingTo(logged);
  const app = await compose(read.config, nodeRuntime(log));
  const { sendingChannels: channels, send } = app;
  // Sealing is left to the tests.
  const jobs = startJobs({ channels, send, seal: async () => {}, keepHouse: app.keepHouse, log });
  app.onOutbox(() => jobs.wakeSender());
  const face = createApp({
    receiveDelivery: app.receiveDelivery,
    describeInvitation: app.describeInvitation,
    parents: app.parents,
    // As behind a proxy of our own.
    peer: (c) => callerAddress(c, '127.0.0.1', proxyList()),
    health: { ready: app.ready },
    metrics: async () => ({ contentType: 'text/plain', body: '' }),
    say: app.say,
    publicUrl: app.publicUrl,
    secureCookies: false,
    log,
    newVisitor,
  });
  const request = async (path: string, init?: RequestInit): Promise<Response> => face.request(path, init);
  return {
    app,
    fetch: (one) => face.fetch(one),
    request,
    telegram,
    zalo,
    zaloOa,
    target: (channel) => ({
      url: `/webhooks/${channel}`,
      secret: channel === 'zalo-oa' ? zaloOa.secretKey : WEBHOOK_SECRET,
      fetch: request,
    }),
    logged,
    async close() {
      await jobs.stop();
      await app.close();
      await Promise.all([telegram.close(), zalo.close(), zaloOa.close()]);
    },
  };
}

function loggingTo(lines: string[]): Log {
  const write = (level: string, event: string, facts: LogFacts = {}, error?: unknown): void => {
    const told =
      error instanceof Error ? { error: `${error.name}: ${error.message}\n${error.stack ?? ''}` } : {};
    lines.push(JSON.stringify({ level, event, ...facts, ...told }));
  };
  return {
    debug: (event, facts) => write('debug', event, facts),
    info: (event, facts) => write('info', event, facts),
    warn: (event, facts) => write('warn', event, facts),
    error: (event, error, facts) => write('error', event, facts, error),
  };
}
