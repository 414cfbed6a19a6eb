/** Keeps the keys by which other systems read published figures; of a key itself only its hash. */

import type { LocalityCode } from '../core/locality.ts';
import type { ApiKey } from '../core/program/api-key.ts';

/** A key to be made. The same id makes one key, however often it is asked for. */
export type NewApiKey = Pick<ApiKey, 'id' | 'name' | 'place' | 'madeBy' | 'madeAt' | 'expiresAt'>;

/** Storage of keys. */
export interface ApiKeyStore {
  /** @returns the key itself, which is told nobody ever again; `there-already` where it was told before */
  make(
    key: NewApiKey,
  ): Promise<{ readonly kind: 'made'; readonly key: string } | { readonly kind: 'there-already' }>;
  /** Finds a key by itself. */
  open(key: string): Promise<ApiKey | null>;
  find(id: string): Promise<ApiKey | null>;
  /** Newest first. @param within `VN` or places: keys of these and of what lies in them */
  list(within: readonly LocalityCode[]): Promise<readonly ApiKey[]>;
  /** @returns whether it was open until now */
  withdraw(id: string, by: string, at: Date): Promise<boolean>;
  /** Notes that it was used on a day. */
  noteUse(id: string, day: string): Promise<void>;
}
