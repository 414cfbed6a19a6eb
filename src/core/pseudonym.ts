/** The yearly pseudonym: what the participation ledger counts a child by, until its key is destroyed. */

/**
 * Makes pseudonyms of one year.
 *
 * @param key the year's 32 random bytes; once they are destroyed no pseudonym can be made or checked again
 * @returns a function from what identifies a child within the year (a contact's hash and the respondent's number, or a
 *   one-time code) to 43 characters of base64url, HMAC-SHA-256
 */
export async function pseudonymMaker(key: Uint8Array): Promise<(subject: string) => Promise<string>> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), hmac, false, ['sign']);
  return async (subject) =>
    base64url(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(subject)));
}

function base64url(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
