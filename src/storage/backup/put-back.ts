/** Puts a backup back into the place that the settings name, or looks through it without touching anything. */

import { AppError } from '../../core/app-error.ts';
import { fingerprintOf } from '../key-fingerprint.ts';
import { readMigrations } from '../migrations.ts';
import { serverPlace } from '../open-store.ts';
import { openPostgres } from '../postgres.ts';
import { placeKey, readKeyFile, secretKeyFile } from '../secret-key.ts';
import { closing, type Installation } from './back-up.ts';
import type { Bytes } from './envelope.ts';
import type { BackupHeader } from './format.ts';
import { type OpenedBackup, openBackup, readParts } from './read-backup.ts';
import { type RestoreReport, restoreBackup } from './restore.ts';

/** A backup, and where the key it was made under may lie. */
export type PutBackOrder = {
  readonly bytes: Bytes;
  /** A copy of the key file; it is put into the data folder. Only for the embedded database without `secretKey`. */
  readonly keyFile: string | null;
};

/** What was put back. */
export type PutBackReport = RestoreReport & { readonly header: BackupHeader };

/** What a look through found. */
export type LookReport = {
  readonly header: BackupHeader;
  readonly tables: number;
  readonly rows: number;
};

type Found = { readonly backup: OpenedBackup; readonly secretKey: string };

/**
 * Restores a backup into an empty place.
 *
 * @throws {AppError} `backup-key-missing`, `backup-key-differs`, `restore-in-use`, `file-failed`, and what `openBackup`
 *   and `restoreBackup` throw; the place is as empty as before then
 */
export async function putBack(installation: Installation, order: PutBackOrder): Promise<PutBackReport> {
  const found = await find(installation, order);
  const migrations = await readMigrations(installation.readShipped);
  const { databaseUrl } = installation;
  if (databaseUrl === undefined) return putBackIntoFolder(installation, { ...found, migrations });
  const database = openPostgres({ url: databaseUrl, connections: 1 });
  const about = { ...found, migrations, place: serverPlace(databaseUrl) };
  const report = await closing(database, () => restoreBackup(database, about));
  return { ...report, header: found.backup.header };
}

/** Reads a backup from end to end and checks it, without any database. @throws {AppError} as `putBack` does */
export async function lookThrough(installation: Installation, order: PutBackOrder): Promise<LookReport> {
  const { backup, secretKey } = await find(installation, order);
  for await (const part of readParts(backup, secretKey)) {
    if (part.kind !== 'end') continue;
    const counts = Object.values(part.end.tables).map(({ rows }) => rows);
    return {
      header: backup.header,
      tables: counts.length,
      rows: counts.reduce((sum, rows) => sum + rows, 0),
    };
  }
  throw new Error('a backup was read whose end was not told');
}

/** The key is compared before anything is opened: under another one neither the file nor the database is of use. */
async function find(installation: Installation, { bytes, keyFile }: PutBackOrder): Promise<Found> {
  const backup = await openBackup(bytes);
  const here = secretKeyFile(installation.dataDir);
  const secretKey = installation.secretKey ?? readKeyFile(keyFile ?? here);
  if (secretKey === null) throw new AppError('backup-key-missing', { file: keyFile ?? here });
  if (!isKeyOf(backup, secretKey)) {
    throw new AppError('backup-key-differs', {
      source: installation.secretKey === undefined ? (keyFile ?? here) : 'SECRET_KEY',
    });
  }
  return { backup, secretKey };
}

/** A key too short to be one is none. */
function isKeyOf({ header }: OpenedBackup, secretKey: string): boolean {
  return Buffer.byteLength(secretKey) >= 32 && fingerprintOf(secretKey) === header.key;
}

type FolderOrder = Found & { readonly migrations: Awaited<ReturnType<typeof readMigrations>> };

async function putBackIntoFolder(
  { dataDir, secretKey: setting }: Installation,
  { backup, secretKey, migrations }: FolderOrder,
): Promise<PutBackReport> {
  const { openEmbedded } = await import('../embedded.ts');
  const database = await openEmbedded(dataDir).catch((error: unknown) => {
    const inUse = error instanceof AppError && error.code === 'data-folder-in-use';
    throw inUse ? new AppError('restore-in-use', { folder: dataDir }, { cause: error }) : error;
  });
  return closing(database, async () => {
    const keyFile = secretKeyFile(dataDir);
    // Before the rows: were they there without their key, the next start would make another one.
    if (setting === undefined && placeKey(keyFile, secretKey) !== secretKey)
      throw new AppError('backup-key-differs', { source: keyFile });
    const report = await restoreBackup(database, { backup, secretKey, migrations, place: dataDir });
    return { ...report, header: backup.header };
  });
}
