/** How long a look at the database may take that somebody waits for with a short patience. */

import { AppError } from '../core/app-error.ts';

/** A proxy or a scraper that asks how we are hears so within this time, in milliseconds. */
export const PROBE_PATIENCE_MS = 2_000;

/** Waits for a result, but not for ever. @throws {AppError} `storage-unavailable` when it is not there in time */
export async function withinPatience<T>(result: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new AppError('storage-unavailable')), PROBE_PATIENCE_MS);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
