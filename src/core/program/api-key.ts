/** A key by which another system reads what was published for a place and what lies in it. */

import type { LocalityCode } from '../locality.ts';

/** A key as those who look after it see it; what opens is stored nowhere. */
export type ApiKey = {
  readonly id: string;
  /** What it is for, in the words of who made it. */
  readonly name: string;
  /** `VN`, a province or a commune: it reaches that and whatever lies in it. */
  readonly place: LocalityCode;
  /** Name of who made it, as colleagues read it. */
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  /** Day (Asia/Ho_Chi_Minh) it was last used on; `null` where it never was. */
  readonly lastUsedOn: string | null;
};

/** How a key stands. */
export type ApiKeyState = 'open' | 'expired' | 'withdrawn';

/** Tells whether a key still opens, and if not, why. */
export function apiKeyState(
  { withdrawnAt, expiresAt }: Pick<ApiKey, 'withdrawnAt' | 'expiresAt'>,
  now: Date,
): ApiKeyState {
  if (withdrawnAt !== null) return 'withdrawn';
  return expiresAt <= now ? 'expired' : 'open';
}

/** Tells whether a text can be a key at all: `emn_` and 256 bits as base64url. */
export function isKeyText(text: string): boolean {
  return /^emn_[A-Za-z0-9_-]{43}$/.test(text);
}

/** Longest name, in characters. */
export const MAX_KEY_NAME = 80;

/** Days a key may be made for; one that never ends is forgotten somewhere. */
export const KEY_DAYS = [30, 90, 180, 365, 730] as const;

/** Who asks for published figures: everybody, or whoever has a key. */
export type ProgramReader =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'key'; readonly id: string; readonly place: LocalityCode };
