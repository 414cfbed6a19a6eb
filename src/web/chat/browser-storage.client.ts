/** The browser's storage, where it lets us have it. */

/** @returns `null` where the browser forbids it: even asking may then throw */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
