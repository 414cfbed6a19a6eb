/** Text of one line as it is kept: without signs that nobody sees. */

/** Turns line breaks into spaces and leaves control signs and marks of direction out, which could make a name pass for another. */
export function plainLine(typed: string): string {
  return typed
    .replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
}
