/** What is written as a form and read again is exactly the flow it was. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalFlowJson } from '../../../src/core/flow/compile-flow.ts';
import { readXlsForm } from '../../../src/core/xlsform/read-xlsform.ts';
import { writeXlsForm } from '../../../src/core/xlsform/write-xlsform.ts';
import { flowArbitrary } from './flow-arbitrary.ts';
import { asRead } from './sheets.ts';

function roundTrip(source: unknown) {
  const outcome = readXlsForm(asRead(writeXlsForm(source)), 'khong-dung', (_, key) => key);
  if (outcome.kind === 'faulty') throw new Error(outcome.fault.code);
  return outcome;
}

/** JSON as a database would give it back: half characters cannot be stored. */
function stored(source: unknown): unknown {
  return JSON.parse(JSON.stringify(source));
}

test('a flow comes back as it was, and without a note', () => {
  fc.assert(
    fc.property(flowArbitrary(false), (flow) => {
      const { source, notes } = roundTrip(stored(flow));
      expect(canonicalFlowJson(source)).toBe(canonicalFlowJson(stored(flow)));
      expect(notes).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('a draft full of faults comes back as it was', () => {
  fc.assert(
    fc.property(flowArbitrary(true), (flow) => {
      expect(canonicalFlowJson(roundTrip(stored(flow)).source)).toBe(canonicalFlowJson(stored(flow)));
    }),
    { numRuns: 300 },
  );
});
