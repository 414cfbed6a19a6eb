/** Reads a delivery's body as JSON without ever throwing. */

/** @returns the parsed value, or `undefined` where the text is no JSON */
export function parseBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
