/** The id that a form was drawn with. */

/** Tells whether a text is a UUID; a forged one is replaced. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
