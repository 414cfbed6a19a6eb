/** Changing the secret key, bound to the settings; the database is opened for the length of one call. */

import type { Config } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { reencryptSignIn } from '../sign-in/carry-over.ts';
import { closing } from '../storage/backup/back-up.ts';
import { serverPlace } from '../storage/open-store.ts';
import { openPostgres } from '../storage/postgres.ts';
import { type RotationReport, rotateKey } from '../storage/rotation/rotate-key.ts';
import { changeKeyFile, newSecretKey, readKeyFile, secretKeyFile } from '../storage/secret-key.ts';

/** What came of it: `file` holds the new key where the key lies in a file. */
export type KeyChange = RotationReport & { readonly file: string | null };

/** A change of millions of rows takes its time. */
const PATIENCE_MS = 60 * 60_000;

/**
 * Changes the key.
 *
 * @param given the new key; without it one is made where the key lies in a file
 * @throws {AppError} what `rotateKey` throws; `backup-key-missing` where there is no old key
 */
export async function changeSecretKey(config: Config, given: string | null): Promise<KeyChange> {
  const { DATABASE_URL, SECRET_KEY, DATA_DIR } = config;
  const file = SECRET_KEY === undefined ? secretKeyFile(DATA_DIR) : null;
  const oldKey = SECRET_KEY ?? readKeyFile(secretKeyFile(DATA_DIR));
  if (oldKey === null) throw new AppError('backup-key-missing', { file: secretKeyFile(DATA_DIR) });
  const newKey = given ?? newSecretKey();
  const place = DATABASE_URL === undefined ? DATA_DIR : serverPlace(DATABASE_URL);
  const database =
    DATABASE_URL === undefined
      ? await (await import('../storage/embedded.ts')).openEmbedded(DATA_DIR)
      : openPostgres({ url: DATABASE_URL, connections: 1, statementTimeoutMs: PATIENCE_MS });
  const work = () => rotateKey(database, { oldKey, newKey, place, reencryptSignIn, at: new Date() });
  const report = await closing(database, () => (file === null ? work() : changeKeyFile(file, newKey, work)));
  return { ...report, file };
}
