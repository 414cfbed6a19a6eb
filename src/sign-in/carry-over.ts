/** Carries what the library encrypted over from one secret to another. */

import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';

/**
 * Makes the carrying of one text.
 *
 * @param from secret it was encrypted under
 * @throws what the library throws where the text was not encrypted under it
 */
export function reencryptSignIn(from: string, to: string): (text: string) => Promise<string> {
  return async (text) =>
    symmetricEncrypt({ key: keyed(to), data: await symmetricDecrypt({ key: keyed(from), data: text }) });
}

/** As secrets are handed to the library. @see createAuth */
function keyed(secret: string) {
  return { keys: new Map([[1, secret]]), currentVersion: 1 };
}
