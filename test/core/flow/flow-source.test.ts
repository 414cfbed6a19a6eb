/** The JSON Schema for editors. */

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { flowJsonSchema } from '../../../src/core/flow/flow-source.ts';
import { flowData } from './flow-data.ts';

const file: unknown = JSON.parse(readFileSync('flows/flow.schema.json', 'utf8'));

test('the file beside the flows is what would be generated now (node scripts/flow-schema.mjs)', () => {
  expect(file).toEqual(flowJsonSchema());
});

describe('an editor that reads the file', () => {
  const schema = z.fromJSONSchema(file as Parameters<typeof z.fromJSONSchema>[0]);
  const accepts = (data: unknown) => schema.safeParse(data).success;
  const all = [
    'choice',
    'choices',
    'yes-no',
    'scale',
    'rank',
    'number',
    'text',
    'place',
    'age',
    'info',
    'lesson',
  ].map((kind, at) => ({ id: `q${at}`, kind }));

  test('accepts every kind of question', () => {
    expect(accepts(flowData(all))).toBe(true);
  });

  test.each<[string, object]>([
    ['an unknown key', flowData(all, { colour: 'blue' })],
    ['a choice of nothing', flowData([{ id: 'a', kind: 'choice', options: [] }])],
    ['a kind that there is none of', flowData([{ id: 'a', kind: 'chioce' }])],
    ['a text without Vietnamese', flowData(all, { closing: { en: 'Thanks' } })],
    ['an id with a capital', flowData([{ id: 'A', kind: 'info' }])],
    ['an unknown channel', flowData(all, { channels: ['fax'] })],
  ])('underlines %s', (_fault, data) => {
    expect(accepts(data)).toBe(false);
  });
});
