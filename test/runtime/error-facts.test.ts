/** Errors as the log shows them: enough to find the fault, and not one word of a child, a row or a token. */

import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../src/core/app-error.ts';
import { errorFacts } from '../../src/runtime/error-facts.ts';

const SECRET = 'Em buồn vì bố mẹ';

/** As `pg` and PGlite throw them. */
function databaseError(code: string, message: string): Error {
  return Object.assign(new Error(message), {
    ...{ name: 'error', severity: 'ERROR', code, detail: `Key (text)=(${SECRET}) exists`, where: SECRET },
    ...{ hint: SECRET, internalQuery: SECRET, parameters: [SECRET], query: `INSERT ${SECRET}` },
    ...{ table: 'sessions', constraint: 'sessions_state_check', column: 'state', routine: 'ExecConstraints' },
  });
}

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

const NASTY: Readonly<Record<string, unknown>> = {
  'a row that is refused': databaseError('23514', 'new row violates check constraint "sessions_state_check"'),
  'a value that cannot be read': databaseError('22P02', `invalid input syntax for type uuid: "${SECRET}"`),
  'a trigger that quotes the row': databaseError('P0001', `refused ${SECRET}`),
  'JSON that is none': thrownBy(() => JSON.parse(`{"text": ${SECRET}`)),
  'a schema that is not met': thrownBy(() =>
    z.strictObject({ a: z.literal('x') }).parse({ a: SECRET, [SECRET]: 1 }),
  ),
  'a property of nothing': thrownBy(() => Reflect.get(Object(undefined), 'x')[SECRET]),
  'an address that is none': thrownBy(() => new URL(SECRET)),
  'an error with words of its own': new Error(`cannot send ${SECRET}`),
  'an error caused by another': new Error('x', {
    cause: new Error(SECRET, { cause: databaseError('22001', SECRET) }),
  }),
  'an error named after something': Object.assign(new Error('x'), { name: SECRET, code: SECRET }),
  'an error of several lines': new Error(`x\n    at ${SECRET} (/home/child.ts:1:1)\n    at b (/c.ts:1:1)`),
  'an error whose words were changed': Object.assign(new Error(`first\n    at ${SECRET} (/a.ts:1:1)`), {
    message: 'second\nline',
  }),
  'a text that was thrown': SECRET,
  'an object that was thrown': { message: SECRET },
};

for (const [name, error] of Object.entries(NASTY)) {
  test(`${name} leaves nothing of its values`, () => {
    const told = JSON.stringify(errorFacts(error));
    for (const word of SECRET.split(' ')) expect(told).not.toContain(word);
  });
}

test('the fault can still be found: type, code, schema and place', () => {
  const facts = errorFacts(NASTY['a row that is refused']);
  expect(facts).toMatchObject({
    ...{
      type: 'error',
      code: '23514',
      constraint: 'sessions_state_check',
      table: 'sessions',
      column: 'state',
    },
    message: 'new row violates check constraint "sessions_state_check"',
  });
  expect(facts.stack).toMatch(/^ {4}at databaseError \(.*error-facts\.test\.ts:\d+:\d+\)/);
});

test('words that are always the same are kept, those of the system too', () => {
  expect(errorFacts(new Error('Connection terminated unexpectedly')).message).toBe(
    'Connection terminated unexpectedly',
  );
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
    ...{ code: 'ECONNREFUSED', syscall: 'connect', errno: -111 },
  });
  const facts = errorFacts(new AppError('storage-unavailable', {}, { cause: refused }));
  expect(facts).toMatchObject({
    type: 'AppError',
    code: 'storage-unavailable',
    message: 'storage-unavailable',
  });
  expect(facts.cause).toMatchObject({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5432' });
  expect(errorFacts(new ReferenceError('situation is not defined')).message).toBe('situation is not defined');
  expect(errorFacts(new ReferenceError(`${SECRET} is not defined`)).message).toBeUndefined();
  expect(errorFacts(thrownBy(() => Reflect.get(Object({}), 'x').y)).message).toBe(
    'Cannot read properties of undefined',
  );
});

test('a circle of causes ends', () => {
  const error = new Error('a');
  error.cause = error;
  expect(JSON.stringify(errorFacts(error)).length).toBeLessThan(20_000);
});
