/** Codes that people type: of an app, and for recovery. */

/** Letters and digits of which none is taken for its neighbour; 32, so that every byte is as good as another. */
const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Draws recovery codes: ten of twelve signs, 60 bits each, `abcd-efgh-ijkm`. */
export function drawRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () =>
    [...crypto.getRandomValues(new Uint8Array(12))]
      .map((byte) => SIGNS[byte % SIGNS.length])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );
}

/** Brings a typed recovery code to its form: small letters, in fours. */
export function readRecoveryCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/(.{4})(?=.)/g, '$1-');
}

/** Reads a typed code of six digits. @returns `null` where it is none */
export function readCode(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
