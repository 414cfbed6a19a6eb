/** The audit log, on both engines. */

import { afterAll, beforeAll, describe } from 'vitest';
import { auditContract } from './audit-contract.ts';
import { pglite, postgres, type TriedStore } from './engines.ts';

// With databases of their own: tampering stops everything else that would be entered.
describe.each([pglite, postgres])('the audit log on $name', (engine) => {
  let opened: TriedStore;
  beforeAll(async () => {
    opened = await engine.open();
  }, 60_000);
  afterAll(() => opened?.close());
  auditContract(() => opened);
});
