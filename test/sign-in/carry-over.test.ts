/** What the library for signing in encrypted is carried over to another secret. */

import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { expect, test } from 'vitest';
import { reencryptSignIn } from '../../src/sign-in/carry-over.ts';

const keyed = (secret: string) => ({ keys: new Map([[1, secret]]), currentVersion: 1 });
const [from, to] = ['a'.repeat(43), 'b'.repeat(43)];

test('a second factor opens under the new secret and no longer under the old one', async () => {
  const hidden = await symmetricEncrypt({ key: keyed(from), data: 'base32:ABCD' });
  const carried = await reencryptSignIn(from, to)(hidden);
  expect(await symmetricDecrypt({ key: keyed(to), data: carried })).toBe('base32:ABCD');
  await expect(symmetricDecrypt({ key: keyed(from), data: carried })).rejects.toThrow();
});

test('what was encrypted under another secret is refused', async () => {
  const hidden = await symmetricEncrypt({ key: keyed('c'.repeat(43)), data: 'x' });
  await expect(reencryptSignIn(from, to)(hidden)).rejects.toThrow();
});
