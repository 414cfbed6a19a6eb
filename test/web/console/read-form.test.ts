/** Forms as they arrive: what is taken, and what is too much. */

import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { readForm } from '../../../src/web/console/read-form.ts';

const TYPE = 'application/x-www-form-urlencoded';

/** Sends a body to a route that tells what it read. */
async function read(body: string, names: readonly string[], type: string = TYPE): Promise<unknown> {
  const app = new Hono();
  app.post('/', async (c) => {
    const form = await readForm({ c });
    if (typeof form === 'string') return c.json(form);
    return c.json(names.map((name) => form.texts(name)));
  });
  const headers = { 'content-type': type, 'content-length': String(new TextEncoder().encode(body).length) };
  return (await app.request('/', { method: 'POST', body, headers })).json();
}

test('texts come composed, trimmed, with plain line breaks, in their order', async () => {
  expect(await read('a=+e%CC%82m+&a=x%0D%0Ay&b=1', ['a', 'b', 'c'])).toEqual([['êm', 'x\ny'], ['1'], []]);
});

test('names that objects have by nature are fields like any other', async () => {
  expect(await read('__proto__=1&constructor=2', ['__proto__', 'constructor', 'toString'])).toEqual([
    ['1'],
    ['2'],
    [],
  ]);
});

test('a form of twenty thousand fields is read, one of more is too large', async () => {
  expect(await read('a&'.repeat(19_999), ['b'])).toEqual([[]]);
  expect(await read('a&'.repeat(20_001), ['b'])).toBe('too-large');
});

test('a body that says it is longer than allowed is not read', async () => {
  expect(await read(`a=${'x'.repeat(2 * 1024 * 1024)}`, ['a'])).toBe('too-large');
});

test('what is no form is unreadable', async () => {
  expect(await read('{}', ['a'], 'application/json')).toBe('unreadable');
});
