/** Keys and addresses of other systems, on both engines. */

import { afterAll, beforeAll, describe } from 'vitest';
import { pglite, postgres, type TriedStore } from './engines.ts';
import { programContract } from './program-contract.ts';

// With databases of their own: every release there is, is news to an address.
describe.each([pglite, postgres])('what programs connect with, on $name', (engine) => {
  let opened: TriedStore;
  beforeAll(async () => {
    opened = await engine.open();
  }, 60_000);
  afterAll(() => opened?.close());
  programContract(() => opened);
});
