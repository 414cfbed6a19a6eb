/** One set-up of the proof: database, servers, vendors, and the consultation that children are asked. */

import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeTelegram } from '../fake-vendors/telegram.ts';
import { startFakeZalo } from '../fake-vendors/zalo.ts';
import { startFakeZaloOa } from '../fake-vendors/zalo-oa.ts';
import { startPostgres } from '../support/postgres.ts';
import type { PostgresProcess } from '../support/postgres-server.ts';
import { type FullDisk, fullDisk } from './full-disk.ts';
import { type Ended, type ProductServer, prepareServer, runCommand, type Settings } from './product.ts';
import { mountSmallDisk } from './small-disk.ts';
import type { VendorName, VendorTrouble } from './vendor-trouble.ts';
import { CODE, FLOW_FILE, FLOW_ID } from './walked-flow.ts';

/** The three ways the product is run here. */
export const ENGINES = ['pglite', 'postgres', 'two-servers'] as const;

/** @see ENGINES */
export type Engine = (typeof ENGINES)[number];

/** A set-up that runs. */
export type SetUp = {
  readonly servers: readonly ProductServer[];
  readonly postgres: { readonly process: PostgresProcess; readonly url: string } | null;
  /** `null` where this machine lets no test fill a disk. */
  readonly disk: FullDisk | null;
  readonly vendors: Vendors;
  /** Where the data lies. */
  readonly place: { readonly databaseUrl: string | null; readonly folder: string };
  /** Runs one of the product's commands. @throws when it fails */
  readonly command: (...argv: string[]) => Promise<string>;
  readonly secret: string;
  readonly close: () => Promise<void>;
};

type Vendors = {
  readonly telegram: Awaited<ReturnType<typeof startFakeTelegram>>;
  readonly zalo: Awaited<ReturnType<typeof startFakeZalo>>;
  readonly zaloOa: Awaited<ReturnType<typeof startFakeZaloOa>>;
};

const SECRET = 'webhook-secret-of-the-proof-0123456789';
/** Room for the data and its log several times over, and quickly filled. */
const DISK_MB = 192;
/** The log is made anew, so that a full disk strikes it too; a crash of the server must not lose what it confirmed. */
const POSTGRES_SETTINGS = [
  'synchronous_commit=on',
  'full_page_writes=on',
  'max_wal_size=64MB',
  'wal_recycle=off',
];

/** Builds it, and launches the consultation. */
export async function setUp(engine: Engine, trouble: VendorTrouble): Promise<SetUp> {
  const folder = await mkdtemp(join(tmpdir(), 'em-noi-proof-'));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clear);
  const small = await mountSmallDisk(DISK_MB);
  const dataFolder = small?.folder ?? folder;
  const vendors = await startVendors(trouble);
  const database =
    engine === 'pglite'
      ? null
      : await startPostgres({
          settings: POSTGRES_SETTINGS,
          ...(small === null ? {} : { dataFolder }),
        });
  const settings: Settings = {
    ...settingsOf(vendors),
    ...(database === null ? { DATA_DIR: dataFolder } : { DATABASE_URL: database.url, DATA_DIR: folder }),
  };
  const servers = Array.from({ length: engine === 'two-servers' ? 2 : 1 }, () => prepareServer(settings));
  const command = async (...argv: string[]): Promise<string> => outOf(argv, await runCommand(argv, settings));
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.end('SIGKILL')));
    await Promise.all(Object.values(vendors).map((vendor) => vendor.close()));
    await database?.stop();
    await small?.remove();
    process.off('exit', clear);
    clear();
  };
  try {
    for (const server of servers) {
      if ((await server.start()) === 'ended') throw new Error(server.told().join('\n'));
    }
    await launch(folder, command);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    servers,
    postgres: database === null ? null : { process: database, url: database.url },
    disk: await fullDisk(small, { servers, databaseUrl: database?.url ?? null }),
    vendors,
    place: { databaseUrl: database?.url ?? null, folder: dataFolder },
    command,
    secret: SECRET,
    close,
  };
}

async function launch(folder: string, command: (...argv: string[]) => Promise<string>): Promise<void> {
  const file = join(folder, 'flow.yaml');
  await writeFile(file, FLOW_FILE);
  await command('flow', 'publish', file);
  await command('consultation', 'launch', FLOW_ID, '--code', CODE);
}

function outOf(argv: readonly string[], { code, out, err }: Ended): string {
  if (code === 0) return out;
  throw new Error(`em-noi ${argv.join(' ')} ended with ${code}: ${err}${out}`);
}

async function startVendors(trouble: VendorTrouble): Promise<Vendors> {
  const options = (vendor: VendorName) => ({ keepCalls: 0, ...trouble.of(vendor) });
  const [telegram, zalo, zaloOa] = await Promise.all([
    startFakeTelegram(options('telegram')),
    startFakeZalo(options('zalo')),
    startFakeZaloOa(options('zalo-oa')),
  ]);
  return { telegram, zalo, zaloOa };
}

/** Vendors' rates are far above what is sent: this proof is about what arrives, not about how fast. */
function settingsOf({ telegram, zalo, zaloOa }: Vendors): Settings {
  return {
    PORT: '0',
    PUBLIC_URL: 'http://localhost:8080',
    SECRET_KEY: 'a secret key for the proof that is long enough',
    DEMO: '0',
    LOG_LEVEL: 'warn',
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    TELEGRAM_BOT_USERNAME: 'em_noi_bot',
    TELEGRAM_API_ROOT: telegram.url,
    ZALO_BOT_TOKEN: zalo.token,
    ZALO_WEBHOOK_SECRET: SECRET,
    ZALO_API_ROOT: zalo.url,
    ZALO_OA_ID: zaloOa.oaId,
    ZALO_OA_APP_ID: zaloOa.appId,
    ZALO_OA_SECRET_KEY: zaloOa.secretKey,
    ZALO_OA_REFRESH_TOKEN: zaloOa.firstRefreshToken,
    ZALO_OA_API_ROOT: zaloOa.url,
    TELEGRAM_RATE: '5000',
    ZALO_RATE: '5000',
    ZALO_OA_RATE: '5000',
  };
}
