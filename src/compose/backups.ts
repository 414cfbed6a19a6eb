/** Backing up and restoring, bound to the settings; the database is opened for the length of one call. */

import type { Config } from '../config.ts';
import { dayOf } from '../core/day.ts';
import { backUp, type Installation } from '../storage/backup/back-up.ts';
import {
  type BackupTarget,
  clearOldBackups,
  readBackupFile,
  writeBackupFile,
} from '../storage/backup/backup-file.ts';
import type { Bytes } from '../storage/backup/envelope.ts';
import { type LookReport, lookThrough, type PutBackReport, putBack } from '../storage/backup/put-back.ts';
import type { BackupReport } from '../storage/backup/write-backup.ts';
import type { Runtime } from './runtime.ts';

/** What it is bound to. */
export type BackupParts = {
  readonly config: Config;
  readonly runtime: Pick<Runtime, 'clock' | 'readShipped'>;
  /** Has the server that holds the embedded database copy it; `false` when no server runs. */
  readonly askForCopy: () => Promise<boolean>;
};

/** A backup in its file; `bytes` is its size. */
export type WrittenBackup = BackupReport & { readonly file: string; readonly bytes: number };

/** Everything that can be done with backups. Refusals are `AppError`. */
export type Backups = {
  readonly toFile: (
    target: Omit<BackupTarget, 'now'> & { readonly plain: boolean },
  ) => Promise<WrittenBackup>;
  /** @param write takes the bytes as they come */
  readonly toStream: (write: (bytes: Bytes) => Promise<void>, plain: boolean) => Promise<BackupReport>;
  /** @see clearOldBackups */
  readonly clearOld: typeof clearOldBackups;
  /** @see putBack */
  readonly restore: (source: Bytes | string, keyFile: string | null) => Promise<PutBackReport>;
  /** @see lookThrough */
  readonly look: (source: Bytes | string, keyFile: string | null) => Promise<LookReport>;
};

/** Binds them. A source is a stream, or the path of a file. */
export function composeBackups({ config, runtime, askForCopy }: BackupParts): Backups {
  const installation: Installation = {
    ...(config.DATABASE_URL === undefined ? {} : { databaseUrl: config.DATABASE_URL }),
    ...(config.SECRET_KEY === undefined ? {} : { secretKey: config.SECRET_KEY }),
    dataDir: config.DATA_DIR,
    readShipped: runtime.readShipped,
  };
  const toStream: Backups['toStream'] = (write, plain) =>
    backUp(installation, { madeOn: dayOf(runtime.clock.now()), plain, askForCopy, write });
  const bytesOf = (source: Bytes | string): Bytes =>
    typeof source === 'string' ? readBackupFile(source) : source;
  return {
    toStream,
    async toFile({ plain, ...target }) {
      const now = runtime.clock.now();
      const { filled, ...written } = await writeBackupFile({ ...target, now }, (write) =>
        toStream(write, plain),
      );
      return { ...filled, ...written };
    },
    clearOld: clearOldBackups,
    restore: (source, keyFile) => putBack(installation, { bytes: bytesOf(source), keyFile }),
    look: (source, keyFile) => lookThrough(installation, { bytes: bytesOf(source), keyFile }),
  };
}
