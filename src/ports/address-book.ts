/** Turns account ids into what may be stored: a keyed hash to find them by, a ciphertext to answer them. */

import type { ChannelName } from '../core/channel.ts';
import type { StandingPurpose } from '../core/standing-consent.ts';

/** Keyed hash (HMAC-SHA-256) of channel and account; 43 characters of base64url. */
export type ContactHash = string;

/** Keyed hash of a message's key, channel included; 43 characters of base64url. */
export type InboxKey = string;

/** Keyed hash of a one-time code; 43 characters of base64url. */
export type CodeKey = string;

/** Keyed hash of a contact's id for one purpose; 43 characters of base64url. Two of the same contact have nothing in common. */
export type ContactMark = string;

/** AES-256-GCM ciphertext, base64url, with key version and nonce. */
export type Ciphertext = string;

/** The only holder of the secret key. All methods are synchronous: they run once per message. */
export interface AddressBook {
  contactHash(channel: ChannelName, account: string): ContactHash;
  inboxKey(channel: ChannelName, key: string): InboxKey;
  codeKey(code: string): CodeKey;
  /** The code by which a parent finds a walk: always the same for it, and stored nowhere. */
  parentCode(walk: string): string;
  /** Keyed hash of such a code, by which the parent's word is found. */
  parentKey(code: string): CodeKey;
  /** By which something is kept of a contact in a row that does not name it. `week`: how many messages of ours it got. */
  contactMark(about: StandingPurpose | 'week', contactId: string): ContactMark;
  /** Encrypts an account id or a trace; the same plain text gives another ciphertext each time. */
  encrypt(plain: string): Ciphertext;
  /** @throws when the ciphertext was changed or was made under another key */
  decrypt(ciphertext: Ciphertext): string;
}
