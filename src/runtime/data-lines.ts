/** Where the data and its key lie, told to the operator in full paths: these are what a backup must hold. */

import { resolve } from 'node:path';
import type { Config } from '../config.ts';

/** Gives the lines. @param place where the data lies, as the store says it */
export function dataLines(config: Config, place: string): readonly string[] {
  const isEmbedded = config.DATABASE_URL === undefined;
  const key =
    config.SECRET_KEY === undefined
      ? `${resolve(config.DATA_DIR, 'secret-key')} (keep a copy: without it the data cannot be used)`
      : 'from the setting SECRET_KEY';
  return [`data: ${isEmbedded ? resolve(place) : place}`, `key: ${key}`];
}
