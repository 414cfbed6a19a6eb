/** Where someone is led after signing in: only ever to a page of the console or the council. */

/** Any base will do: an address that leaves it is refused. */
const BASE = 'http://console.invalid';

/**
 * Reads the address someone wanted to go to. An address of another site, of another part of this one, or of the door
 * itself becomes the first page.
 */
export function safePath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?:console|council)(?:[/?]|$)/.test(wanted) || wanted.length > 500)
    return '/console';
  if (!URL.canParse(wanted, BASE)) return '/console';
  const { origin, pathname, search } = new URL(wanted, BASE);
  const isOwn = origin === BASE && /^\/(?:console|council)(?:\/|$)/.test(pathname);
  const isDoor = /^\/console\/(?:sign-in|sign-out|invitation)(?:\/|$)/.test(pathname);
  return isOwn && !isDoor ? `${pathname}${search}` : '/console';
}

/** Adds it to an address of the door, where it is not the first page anyway. */
export function withFrom(path: string, from: string): string {
  return from === '/console' ? path : `${path}?from=${encodeURIComponent(from)}`;
}
