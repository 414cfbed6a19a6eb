/** Reads the instants that vendors write in seconds, in milliseconds, or as text. */

/** Below this a number is taken for seconds: in milliseconds it would be September 2001, before any of the vendors. */
const LEAST_MILLISECONDS = 1e12;

/** The largest instant that is believed: 2100-01-01, in milliseconds. */
const MOST_MILLISECONDS = 4_102_444_800_000;

/**
 * Reads a vendor's time of sending.
 *
 * @param value seconds or milliseconds since 1970, as a number or decimal text
 * @param received the instant to use where the value is none
 */
export function readInstant(value: unknown, received: Date): Date {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return received;
  const milliseconds = number < LEAST_MILLISECONDS ? number * 1000 : number;
  return milliseconds <= MOST_MILLISECONDS ? new Date(milliseconds) : received;
}
