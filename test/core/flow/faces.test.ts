/** The faces of our flows say what their words say. */

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';

/** From the least happy to the happiest: mouth closed, a smile, smiling eyes, an open laugh, stars. Wondering is no smile. */
const BY_HAPPINESS = ['😐', '🤔', '🙂', '😊', '😄', '🤩'];

const FOLDER = new URL('../../../flows/', import.meta.url);
const flows = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => compileFlow(parse(readFileSync(new URL(name, FOLDER), 'utf8'))));

describe.each(flows)('$id', (flow) => {
  const withFaces = flow.questions.flatMap((question) => {
    const faces = 'options' in question ? question.options.flatMap(({ face }) => face ?? []) : [];
    return faces.length === 0 ? [] : [{ id: question.id, kind: question.kind, faces }];
  });

  it.each(withFaces)('$id has no face twice', ({ faces }) => {
    expect(new Set(faces).size).toBe(faces.length);
  });

  it.each(withFaces.filter(({ kind }) => kind === 'scale'))(
    'the scale $id smiles more at each step',
    ({ faces }) => {
      const ranks = faces.map((face) => BY_HAPPINESS.indexOf(face));
      expect(ranks).not.toContain(-1);
      expect(ranks).toEqual([...ranks].sort((one, other) => one - other));
    },
  );
});
