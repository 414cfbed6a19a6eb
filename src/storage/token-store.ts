/** A vendor's tokens, encrypted, shared by every process. */

import type { ChannelName } from '../core/channel.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { TokenStore, VendorTokens } from '../ports/token-store.ts';
import type { Database } from './database.ts';

/** Binds one channel's tokens to a database. */
export function createTokenStore(
  database: Database,
  addressBook: AddressBook,
  channel: ChannelName,
): TokenStore {
  return {
    async load() {
      const [row] = await database.query<{ tokens: string }>(
        'SELECT tokens FROM vendor_tokens WHERE channel = $1',
        [channel],
      );
      // Written by `save` alone; a changed ciphertext is refused.
      return row === undefined ? null : (JSON.parse(addressBook.decrypt(row.tokens)) as VendorTokens);
    },
    async save({ accessToken, refreshToken }) {
      await database.query(
        `INSERT INTO vendor_tokens (channel, tokens) VALUES ($1, $2)
         ON CONFLICT (channel) DO UPDATE SET tokens = excluded.tokens`,
        [channel, addressBook.encrypt(JSON.stringify({ accessToken, refreshToken }))],
      );
    },
  };
}
