/** Bodies that are no deliveries, and deliveries with something wrong inside. */

import fc from 'fast-check';

/** What may come instead of an event. */
export const JUNK_BODIES: readonly string[] = [
  '',
  ' ',
  'not json',
  '[]',
  '[[]]',
  '"x"',
  '7',
  'null',
  'true',
  '{}',
  '{"ok":true,"result":{}}',
  '{"ok":true,"result":null}',
  '{"__proto__":{"update_id":1}}',
  '\u0000',
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  '['.repeat(10_000) + ']'.repeat(10_000),
  '['.repeat(10_000),
];

/** Values of every wrong type. */
const wrongValue = fc.oneof(
  fc.constantFrom(null, true, -1, 0, 1.5, Number.MAX_VALUE, '', '\uD800', '\u0000', [], {}, [[]], { id: {} }),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.jsonValue(),
);

/** Copies of a body in which one to three values, at any depth, are replaced or taken away; or any JSON at all. */
export function mutations(body: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(body);
  const change = fc.record({
    path: fc.constantFrom(...paths),
    value: fc.option(wrongValue, { nil: undefined }),
  });
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => apply(body, changes)),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))];
}

function apply(body: unknown, changes: readonly { path: readonly string[]; value: unknown }[]): unknown {
  const holder = { body: structuredClone(body) };
  for (const { path, value } of changes) {
    let at: Record<string, unknown> = holder;
    const all = ['body', ...path];
    for (const key of all.slice(0, -1)) {
      const next = at[key];
      if (typeof next !== 'object' || next === null) break;
      at = next as Record<string, unknown>;
    }
    const last = all.at(-1) ?? 'body';
    if (value === undefined) delete at[last];
    else at[last] = structuredClone(value);
  }
  return holder.body ?? null;
}
