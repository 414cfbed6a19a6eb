/** The address book: keyed hashes to find accounts by, ciphertexts to answer them. */

import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import { makeParentCode } from '../core/invitation-code.ts';
import type { AddressBook } from '../ports/address-book.ts';
import { deriveKey } from './derive-key.ts';

/** The nonce length that GCM is made for. @see NIST SP 800-38D, 5.2.1.1 */
const NONCE_BYTES = 12;

const TAG_BYTES = 16;

/** First byte of every ciphertext, so that keys can be changed one day. */
const KEY_VERSION = 1;

/**
 * Makes the address book. Hashes of accounts, of message keys and of codes, and encryption, each use a key of their own,
 * derived from the secret key.
 *
 * @param secretKey at least 32 bytes in UTF-8
 */
export function createAddressBook(secretKey: string): AddressBook {
  const contactKey = deriveKey(secretKey, 'contact-hash');
  const inboxKey = deriveKey(secretKey, 'inbox-key');
  const codeKey = deriveKey(secretKey, 'code-key');
  const parentKey = deriveKey(secretKey, 'parent-code');
  const markKey = deriveKey(secretKey, 'contact-mark');
  const encryptionKey = deriveKey(secretKey, 'encryption');
  return {
    contactHash: (channel, account) => keyedHash(contactKey, channel, account),
    inboxKey: (channel, key) => keyedHash(inboxKey, channel, key),
    codeKey: (code) => keyedHash(codeKey, 'code', code),
    parentCode: (walk) => parentCode(parentKey, walk),
    parentKey: (code) => keyedHash(parentKey, 'parent', code),
    contactMark: (about, contactId) => keyedHash(markKey, about, contactId),
    encrypt: (plain) => encrypt(encryptionKey, plain),
    decrypt: (ciphertext) => decrypt(encryptionKey, ciphertext),
  };
}

/** Realms (names of channels) hold no zero byte, so no two pairs run together into the same text. */
function keyedHash(key: KeyObject, realm: string, value: string): string {
  return createHmac('sha256', key).update(`${realm}\0${value}`).digest('base64url');
}

/** Draws from a stream of bytes that only the key's holder can make. */
function parentCode(key: KeyObject, walk: string): string {
  let bytes = Buffer.alloc(0);
  let at = 0;
  let block = 0;
  const word = (): number => {
    if (at === bytes.length) {
      bytes = createHmac('sha256', key).update(`code\0${walk}\0${block}`).digest();
      block += 1;
      at = 0;
    }
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  return makeParentCode((n) => word() % n);
}

/** Key version, nonce, ciphertext, tag. */
function encrypt(key: KeyObject, plain: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const hidden = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Uint8Array.of(KEY_VERSION), nonce, hidden, cipher.getAuthTag()]).toString(
    'base64url',
  );
}

function decrypt(key: KeyObject, ciphertext: string): string {
  const bytes = Buffer.from(ciphertext, 'base64url');
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error('the ciphertext is too short');
  if (bytes[0] !== KEY_VERSION) throw new Error(`the ciphertext was made under an unknown key version`);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const hidden = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
}
