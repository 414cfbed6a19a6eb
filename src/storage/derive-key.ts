/** Derives keys for one purpose each from the secret key. */

import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Bytes of every derived key, and the least the secret key has. */
export const KEY_BYTES = 32;

/**
 * Derives a key; none tells anything of another, or of the secret key. It is made ready for use: handed in as bytes, a
 * key costs eight times the hash itself, at each use.
 *
 * @param secretKey at least 32 bytes in UTF-8
 * @param salt none unless told: the secret key is random already; another salt gives another key
 * @see RFC 5869
 */
export function deriveKey(secretKey: string, purpose: string, salt: Uint8Array | '' = ''): KeyObject {
  if (Buffer.byteLength(secretKey) < KEY_BYTES)
    throw new Error(`the secret key is shorter than ${KEY_BYTES} bytes`);
  return createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, salt, `em-noi/1/${purpose}`, KEY_BYTES)));
}
