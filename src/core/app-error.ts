/** A refusal: something that was asked for and cannot be done, with a code that wording and status hang on. */

/** Every reason for refusing. Wording: `locales/` under `error.<code>`; HTTP status: `web/`. */
export type AppErrorCode =
  | 'storage-unavailable'
  | 'storage-not-migrated'
  | 'migration-changed'
  | 'migration-failed'
  | 'migration-unfinished'
  | 'database-newer'
  | 'secret-key-differs'
  | 'database-in-use'
  | 'nothing-to-back-up'
  | 'backup-unknown'
  | 'backup-damaged'
  | 'backup-newer'
  | 'backup-key-differs'
  | 'backup-key-missing'
  | 'restore-not-empty'
  | 'restore-in-use'
  | 'file-exists'
  | 'file-failed'
  | 'data-folder-in-use'
  | 'flow-not-found'
  | 'asker-untold'
  | 'consultation-not-found'
  | 'slug-taken'
  | 'code-taken'
  | 'code-malformed'
  | 'code-reserved'
  | 'place-not-asked'
  | 'place-unknown'
  | 'no-release'
  | 'table-not-published'
  | 'language-unknown'
  | 'channel-off'
  | 'vendor-refused'
  /** The end of the audit log is not as it was left. */
  | 'audit-broken';

/** A refusal with facts for its wording. Facts hold no personal data. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(
    code: AppErrorCode,
    facts: Readonly<Record<string, string | number>> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.facts = facts;
  }
}
