/** Ids as they come in addresses. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether a text is a UUID: what is none names nothing, and the database would refuse it. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
