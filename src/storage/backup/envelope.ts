/** The envelope of a backup: compressed, and encrypted under a key made of the secret key for this one file. */

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { deriveKey } from '../derive-key.ts';

/** Bytes of salt: enough that no two files ever share a key. */
export const SALT_BYTES = 32;

const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;

/** A key encrypts one file and nothing else, so its nonce need not differ from any other. */
const NONCE = Buffer.alloc(12);

/** What encrypts: the key is derived from both, and the header cannot be exchanged. */
export type EnvelopeKey = {
  readonly secretKey: string;
  readonly salt: Uint8Array;
  readonly header: Uint8Array;
};

/** Bytes, piece by piece. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Packs text. @param key `null` compresses only */
export async function* pack(
  text: AsyncIterable<string>,
  key: EnvelopeKey | null,
): AsyncGenerator<Uint8Array> {
  const packed: Bytes = pipeline(Readable.from(text, { objectMode: true }), createGzip(), () => {});
  yield* key === null ? packed : encrypt(packed, key);
}

/**
 * Unpacks text. That an encrypted file is whole and unchanged is known at its end only: whoever acts on a piece before
 * must be able to undo it.
 *
 * @throws whatever `zlib` or the cipher finds wrong
 */
export async function* unpack(packed: Bytes, key: EnvelopeKey | null): AsyncGenerator<Uint8Array> {
  const source = key === null ? packed : decrypt(packed, key);
  yield* pipeline(Readable.from(source, { objectMode: false }), createGunzip(), () => {});
}

async function* encrypt(plain: Bytes, key: EnvelopeKey): AsyncGenerator<Uint8Array> {
  const cipher = createCipheriv(CIPHER, deriveKey(key.secretKey, 'backup', key.salt), NONCE);
  cipher.setAAD(key.header);
  for await (const piece of plain) yield cipher.update(piece);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/** The last bytes are the tag, and which bytes are the last is known at the end. */
async function* decrypt(hidden: Bytes, key: EnvelopeKey): AsyncGenerator<Uint8Array> {
  const decipher = createDecipheriv(CIPHER, deriveKey(key.secretKey, 'backup', key.salt), NONCE, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(key.header);
  let held: Uint8Array = Buffer.alloc(0);
  for await (const piece of hidden) {
    const all = Buffer.concat([held, piece]);
    const ready = Math.max(0, all.length - TAG_BYTES);
    held = all.subarray(ready);
    if (ready > 0) yield decipher.update(all.subarray(0, ready));
  }
  if (held.length < TAG_BYTES) throw new Error('the file ends before its seal');
  decipher.setAuthTag(held);
  yield decipher.final();
}
