/** Backs up the database of an installation, beside the server that uses it. */

import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Database } from '../database.ts';
import { lockFolder } from '../folder-lock.ts';
import { serverPlace } from '../open-store.ts';
import { openPostgres } from '../postgres.ts';
import { readKeyFile, secretKeyFile } from '../secret-key.ts';
import type { Bytes } from './envelope.ts';
import { type BackupReport, writeBackup } from './write-backup.ts';

/** Which database, and under which key. */
export type Installation = {
  /** A server; without it the embedded database in `dataDir` is meant. */
  readonly databaseUrl?: string;
  readonly dataDir: string;
  /** Without it the key lies in `dataDir`. */
  readonly secretKey?: string;
  /** Reads a file that ships with the program, by its path from the top of the project. */
  readonly readShipped: (path: string) => Promise<string>;
};

/** How to back up. */
export type BackUpOrder = {
  /** Day in Asia/Ho_Chi_Minh. */
  readonly madeOn: string;
  /** Whether to leave it readable for everyone. */
  readonly plain: boolean;
  /** Has the server that holds the embedded database copy it; `false` when no server runs. */
  readonly askForCopy: () => Promise<boolean>;
  /** Takes the bytes as they come. */
  readonly write: (bytes: Bytes) => Promise<void>;
};

/**
 * Backs up.
 *
 * @throws {AppError} `nothing-to-back-up`, `backup-key-missing`, `data-folder-in-use` while another backup is made, and
 *   what `writeBackup` throws
 */
export async function backUp(installation: Installation, order: BackUpOrder): Promise<BackupReport> {
  const program = await readProgramVersion(installation.readShipped);
  const { databaseUrl } = installation;
  if (databaseUrl === undefined) return backUpFolder(installation, { ...order, program });
  const database = openPostgres({ url: databaseUrl, connections: 1 });
  const about = { ...order, program, place: serverPlace(databaseUrl), secretKey: keyOf(installation) };
  return closing(database, () => writeBackup(database, about, order.write));
}

async function backUpFolder(
  installation: Installation,
  order: BackUpOrder & { readonly program: string },
): Promise<BackupReport> {
  const { copyOf, databaseFolder, openEmbedded } = await import('../embedded.ts');
  const { dataDir } = installation;
  if (!existsSync(databaseFolder(dataDir))) throw new AppError('nothing-to-back-up', { place: dataDir });
  const secretKey = keyOf(installation);
  const lock = lockFolder(join(dataDir, 'backup.lock'));
  try {
    const database = await openEmbedded((await order.askForCopy()) ? copyOf(dataDir) : dataDir);
    const work = () => writeBackup(database, { ...order, secretKey, place: dataDir }, order.write);
    return await closing(database, work);
  } finally {
    await rm(copyOf(dataDir), { recursive: true, force: true });
    lock.release();
  }
}

/** Closes the database however the work ends. */
export async function closing<T>(database: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await database.close();
  }
}

function keyOf({ secretKey, dataDir }: Installation): string {
  const key = secretKey ?? readKeyFile(secretKeyFile(dataDir));
  if (key === null) throw new AppError('backup-key-missing', { file: secretKeyFile(dataDir) });
  return key;
}

const packageSchema = z.object({ version: z.string() });

async function readProgramVersion(readShipped: Installation['readShipped']): Promise<string> {
  return packageSchema.parse(JSON.parse(await readShipped('package.json'))).version;
}
