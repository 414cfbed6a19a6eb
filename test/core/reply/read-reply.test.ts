/** Typed replies are read as a child means them. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReply } from '../../../src/core/reply/read-reply.ts';
import { EVERYDAY_TABLES } from './everyday-cases.ts';
import { HARD_TABLES } from './hard-cases.ts';
import { REPLY_TABLES } from './reply-cases.ts';

function read(options: readonly { id: string; label: string; face?: string }[], reply: string): unknown {
  const reading = readReply({ options, reply });
  if (reading.read === 'option') return reading.index;
  return reading.read === 'ambiguous' ? reading.indexes : reading.read;
}

describe.each([...REPLY_TABLES, ...HARD_TABLES, ...EVERYDAY_TABLES])(
  'among $options',
  ({ options, faces, replies }) => {
    const shown = options.map((label, at) => {
      const face = faces?.[at];
      return { id: `o${at}`, label, ...(face === undefined ? {} : { face }) };
    });
    it.each(replies)('%j is read as %j', (reply, expected) => {
      expect(read(shown, reply)).toEqual(expected);
    });
  },
);

describe('no options', () => {
  it.each(['cuối', 'last', 'đầu tiên', 'first', '1', 'a', 'có', 'thứ nhất'])('leave %j unread', (reply) => {
    expect(read([], reply)).toBe('none');
  });
});

describe('any reply', () => {
  const options = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), {
    minLength: 0,
    maxLength: 12,
  });
  it('is read without failing, and only as an option that is there', () => {
    fc.assert(
      fc.property(options, fc.string({ maxLength: 60, unit: 'binary' }), (labels, reply) => {
        const shown = labels.map((label, at) => ({ id: String(at), label }));
        const reading = readReply({ options: shown, reply });
        if (reading.read === 'option') expect(shown[reading.index]).toBeDefined();
        if (reading.read === 'ambiguous') {
          expect(reading.indexes.length).toBeGreaterThan(0);
          for (const index of reading.indexes) expect(shown[index]).toBeDefined();
        }
      }),
      { numRuns: 500 },
    );
  });
});
