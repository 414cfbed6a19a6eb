/** JSON for PostgreSQL: everything a child can type goes in, and means the same when it comes out. */

import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/storage/json.ts';

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
