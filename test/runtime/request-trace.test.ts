/** The request in whose name something is done: carried through everything awaited, and never beyond its end. */

import { expect, test } from 'vitest';
import { requestId } from '../../src/runtime/request-id.ts';
import { openRequestTrace } from '../../src/runtime/request-trace.ts';

const BROUGHT = '3f2b8c1e-77aa-4c57-9d1f-0c2d4e6f8a91';

test('an id that came along is kept if a proxy may have made it', () => {
  expect(requestId(BROUGHT)).toBe(BROUGHT);
  expect(requestId('9F86D081884C7D659A2FEAA0C55AD015')).toBe('9f86d081884c7d659a2feaa0c55ad015');
});

test.each([
  undefined,
  '',
  'abc123',
  '0912345678901234567',
  '84912-345-678-0000000',
  'THU',
  'em buồn lắm em buồn lắm',
  'deadbeef'.repeat(9),
  'ffffffffffffffffff',
  `${BROUGHT}\n{"level":"info"}`,
  'Y2hpbGQgY29va2llIHZhbHVl',
])('%j gets another id', (brought) => {
  const id = requestId(brought);
  expect(id).not.toBe(brought);
  expect(id).toMatch(/^[\da-f-]{36}$/);
});

test('everything awaited for a request has its id, and requests at once have their own', async () => {
  const trace = openRequestTrace();
  const ids = await Promise.all(
    [0, 1, 2].map((n) =>
      trace.run(
        () => undefined,
        async () => {
          const before = n === 0 ? null : trace.id();
          await new Promise((done) => setTimeout(done, 5 - n));
          return [before ?? trace.id(), trace.id()];
        },
      ),
    ),
  );
  for (const [before, after] of ids) expect(after).toBe(before);
  expect(new Set(ids.flat()).size).toBe(3);
  expect(trace.id()).toBeNull();
});

test('the id is made only once something asks for it', async () => {
  const trace = openRequestTrace();
  let looked = 0;
  const brought = (): string => {
    looked += 1;
    return BROUGHT;
  };
  await trace.run(brought, async () => {
    expect(trace.idIfAsked()).toBeNull();
    expect(looked).toBe(0);
    expect(trace.id()).toBe(BROUGHT);
    expect(trace.idIfAsked()).toBe(BROUGHT);
    expect(trace.id()).toBe(BROUGHT);
    expect(looked).toBe(1);
  });
});

test('what runs apart, and what outlives its request, belongs to none', async () => {
  const trace = openRequestTrace();
  let later: Promise<string | null> = Promise.resolve('never');
  await trace.run(
    () => BROUGHT,
    async () => {
      expect(trace.apart(() => trace.id())).toBeNull();
      expect(trace.id()).toBe(BROUGHT);
      later = new Promise((done) => setTimeout(() => done(trace.id()), 10));
    },
  );
  expect(await later).toBeNull();
});

test('a request that fails ends as well', async () => {
  const trace = openRequestTrace();
  const fails = trace.run(
    () => undefined,
    () => Promise.reject(new Error('x')),
  );
  await expect(fails).rejects.toThrow('x');
  expect(trace.id()).toBeNull();
});
