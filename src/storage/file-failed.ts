/** Words for what the file system refuses. */

import { AppError } from '../core/app-error.ts';

/** Makes a refusal of an error of the file system; everything else stays what it is. */
export function fileFailed(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError || !('syscall' in error)) return error;
  // "ENOSPC: no space left on device, write"
  const reason = /^[A-Z]+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
  return new AppError('file-failed', { file, reason }, { cause: error });
}
