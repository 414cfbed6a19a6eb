/** Tallies: whatever was answered, each count is what counting by hand gives. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGE_BANDS } from '../../../src/core/age-band.ts';
import { CHANNEL_NAMES } from '../../../src/core/channel.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { type CountedResponse, countResponses } from '../../../src/core/release/count-responses.ts';
import type { RawTable } from '../../../src/core/release/raw-scope.ts';
import { readLines, readRawScope, totalOf } from '../../../src/core/release/read-tallies.ts';
import { layOutTallies } from '../../../src/core/release/tally-layout.ts';

const text = { vi: 'Chữ', en: 'Words' };
const options = ['a', 'b', 'c'].map((id) => ({ id, label: text }));
const scale = ['low', 'middle', 'high'].map((id) => ({ id, label: text, face: '🙂' }));
const LAYOUT = layOutTallies(
  compileFlow({
    ...{ flow: 'tallied', version: 1, title: text, languages: ['vi', 'en'], ages: [...AGE_BANDS] },
    ...{ channels: ['web'], indicators: [], closing: text },
    questions: [
      { id: 'age', kind: 'age', text },
      { id: 'consent', kind: 'consent', text, declined: text },
      { id: 'where', kind: 'place', depth: 'commune', text },
      { id: 'one', kind: 'choice', text, options },
      { id: 'many', kind: 'choices', text, options },
      { id: 'best', kind: 'rank', text, options },
      { id: 'hours', kind: 'number', text, min: 0, max: 24 },
      ...['s1', 's2', 's3'].map((id) => ({ id, kind: 'scale', text, options: scale })),
      { id: 'words', kind: 'text', text, 'max-length': 100 },
    ],
  }),
);
const PLACES = ['79', '79001', '79002', '01', '01001'];
const provinceOf = (code: string) => (PLACES.includes(code) ? code.slice(0, 2) : null);

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });
const closed = <T>(value: fc.Arbitrary<T>) => optional(fc.option(value, { nil: null, freq: 5 }));
const option = fc.constantFrom('a', 'b', 'c');
const RESPONSE = fc
  .record({
    disposition: fc.constantFrom('complete' as const, 'partial' as const),
    ageBand: fc.constantFrom(...AGE_BANDS, null),
    place: fc.constantFrom(...PLACES, '99999', null),
    channel: fc.constantFrom(...CHANNEL_NAMES, null),
    language: fc.constantFrom('vi', 'en', null),
    simulated: fc.boolean(),
    answers: fc.record({
      where: closed(fc.constantFrom(...PLACES)),
      one: closed(option),
      many: closed(fc.uniqueArray(option, { minLength: 1 })),
      best: closed(fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 })),
      hours: closed(fc.integer({ min: 0, max: 24 })),
      s1: closed(fc.constantFrom('low', 'middle', 'high')),
      s2: closed(fc.constantFrom('low', 'middle', 'high')),
      s3: closed(fc.constantFrom('low', 'middle', 'high')),
    }),
  })
  .map(
    ({ answers, ...response }): CountedResponse => ({
      ...response,
      answers: Object.fromEntries(
        Object.entries(answers).filter((entry) => entry[1] !== undefined),
      ) as CountedResponse['answers'],
    }),
  );

/** The values of a variable that a response stands in, said without the layout. */
function valuesOf(response: CountedResponse, name: string): readonly string[] {
  if (name === '@age') return response.ageBand === null ? [] : [response.ageBand];
  if (name === '@channel') return response.channel === null ? [] : [response.channel];
  if (name === '@language') return response.language === null ? [] : [response.language];
  const value = response.answers[name];
  if (value === undefined || value === null) return [];
  if (name === 'hours') {
    const from = Math.floor(Number(value) / 5) * 5;
    return [`${from}–${Math.min(24, from + 4)}`];
  }
  if (name === 'best') return [String((value as readonly string[])[0])];
  return typeof value === 'string' ? [value] : (value as readonly string[]);
}

function isIn(response: CountedResponse, scope: string): boolean {
  const province = response.place === null ? null : provinceOf(response.place);
  return scope === 'VN' || province === scope || (response.place === scope && province !== null);
}

function countsAt(responses: readonly CountedResponse[], scope: string, length: number): Int32Array {
  const counts = new Int32Array(length);
  const addition = countResponses(LAYOUT, responses, provinceOf).find((one) => one.scope === scope);
  for (const [index, at] of (addition?.at ?? []).entries()) counts[at] = addition?.more[index] ?? 0;
  return counts;
}

/** Counts a table by hand. */
function byHand(responses: readonly CountedResponse[], { rows, columns }: RawTable) {
  const across = columns === null ? [''] : columns.ids;
  const stands = (response: CountedResponse, column: string) => {
    if (columns === null) return true;
    return columns.name === '@place'
      ? isIn(response, column)
      : valuesOf(response, columns.name).includes(column);
  };
  const answers = (response: CountedResponse) =>
    rows.name === '@place'
      ? PLACES.some((one) => one.length === 2 && isIn(response, one))
      : valuesOf(response, rows.name).length > 0;
  const holds = (response: CountedResponse, id: string) =>
    rows.name === '@place' ? isIn(response, id) : valuesOf(response, rows.name).includes(id);
  const count = (which: (response: CountedResponse) => boolean) => responses.filter(which).length;
  return {
    counts: rows.ids.map((id) =>
      across.map((column) => count((one) => stands(one, column) && holds(one, id))),
    ),
    answered: across.map((column) => count((one) => stands(one, column) && answers(one))),
    skipped: across.map((column) => count((one) => stands(one, column) && one.answers[rows.name] === null)),
  };
}

describe('tallies', () => {
  it('hold every table of the nation as counting by hand gives it', () => {
    fc.assert(
      fc.property(fc.array(RESPONSE, { maxLength: 30 }), (responses) => {
        const nation = { scope: 'VN', counts: countsAt(responses, 'VN', LAYOUT.wide) };
        const below = ['79', '01'].map((scope) => ({
          scope,
          counts: countsAt(responses, scope, LAYOUT.wide),
        }));
        const raw = readRawScope(LAYOUT, nation, below);
        // Seven questions and three attributes; with @place eleven; each pair once.
        expect(raw.tables).toHaveLength(11 + (11 * 10) / 2);
        for (const table of raw.tables) {
          const { counts, answered, skipped } = table;
          expect([table.rows.name, table.columns?.name, { counts, answered, skipped }]).toEqual([
            table.rows.name,
            table.columns?.name,
            byHand(responses, table),
          ]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('count each response for the nation, its province and its commune', () => {
    fc.assert(
      fc.property(fc.array(RESPONSE, { maxLength: 20 }), (responses) => {
        for (const addition of countResponses(LAYOUT, responses, provinceOf)) {
          const of = responses.filter((one) => isIn(one, addition.scope));
          expect(addition.responses).toBe(of.length);
          expect(addition.length).toBe(addition.scope.length === 5 ? LAYOUT.narrow : LAYOUT.wide);
        }
      }),
    );
  });

  it('are the same in one batch and in many', () => {
    fc.assert(
      fc.property(fc.array(RESPONSE, { maxLength: 20 }), fc.integer({ min: 0, max: 20 }), (responses, at) => {
        const whole = countsAt(responses, 'VN', LAYOUT.wide);
        const parts = [responses.slice(0, at), responses.slice(at)].map((part) =>
          countsAt(part, 'VN', LAYOUT.wide),
        );
        expect(
          whole.map((count, index) => count - (parts[0]?.[index] ?? 0) - (parts[1]?.[index] ?? 0)),
        ).toEqual(new Int32Array(LAYOUT.wide));
      }),
    );
  });

  it('come with the nation first, then by code', () => {
    const responses = ['79001', '01', '79'].map((place) => aResponse({ place }));
    const scopes = countResponses(LAYOUT, responses, provinceOf).map(({ scope }) => scope);
    expect(scopes).toEqual(['VN', '01', '79', '79001']);
  });

  it('keep a place question by province, and who answered it', () => {
    const responses = [aResponse({ answers: { where: '79001' } }), aResponse({ answers: { where: null } })];
    const line = readLines(LAYOUT, countsAt(responses, 'VN', LAYOUT.wide)).find(
      ({ variable }) => variable.name === 'where',
    );
    expect([line?.cells[79], line?.answered, line?.skipped]).toEqual([1, 1, 1]);
  });

  it('count who took the option at the same place of every scale, from three scales on', () => {
    const counted = (answers: CountedResponse['answers']) =>
      totalOf(countsAt([aResponse({ answers })], 'VN', LAYOUT.wide), 'straight');
    expect(counted({ s1: 'low', s2: 'low', s3: 'low' })).toBe(1);
    expect(counted({ s1: 'low', s2: 'low', s3: 'high' })).toBe(0);
    expect(counted({ s1: 'low', s2: 'low', s3: null })).toBe(0);
  });
});

function aResponse(changes: Partial<CountedResponse>): CountedResponse {
  return {
    ...{
      disposition: 'complete',
      ageBand: null,
      place: null,
      channel: null,
      language: null,
      simulated: false,
    },
    answers: {},
    ...changes,
  };
}
