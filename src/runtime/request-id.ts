/** Ids of requests, as proxies make them. */

/**
 * The id that a request brought along, if it looks harmless, else a new one. Only hexadecimal digits and dashes that
 * are not digits alone: a UUID or what proxies make instead, but no account id, phone number, code, cookie or word.
 */
export function requestId(brought: string | undefined): string {
  const harmless = brought !== undefined && /^(?=.*[a-f])(?=.*\d)[\da-f-]{16,64}$/i.test(brought);
  return harmless ? brought.toLowerCase() : crypto.randomUUID();
}
