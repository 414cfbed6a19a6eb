/** JSON for PostgreSQL: everything a child can type goes in, and means the same when it comes out. */

import { assert, jsonValue, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonicalJson, toJson } from '../../src/storage/json.ts';

/** The characters that PostgreSQL refuses in `jsonb`. */
const mended = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd');

describe('JSON for jsonb', () => {
  it('replaces exactly zero bytes and unpaired surrogates', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(toJson(text))).toBe(mended(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves written-out escapes alone', () => {
    for (const text of ['\\u0000', '\\\\ud800', '\\', '\u0001', '\ud83d\ude00', 'a\\\0']) {
      expect(JSON.parse(toJson([text]))).toEqual([mended(text)]);
    }
  });
});

describe('canonical JSON', () => {
  it('is the same for the same content, whatever the order of keys', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(toCanonicalJson(turned(value))).toBe(toCanonicalJson(value));
        expect(JSON.parse(toCanonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('differs where a list is in another order', () => {
    expect(toCanonicalJson([1, 2])).not.toBe(toCanonicalJson([2, 1]));
  });
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, turned(part)]),
  );
}
