/** Reads the rows of a form into the questions of a flow. */

import { finishRow } from './finish-rows.ts';
import { frameOf, joinFlow, type RawFlow } from './form-frame.ts';
import { IdMaker } from './form-name.ts';
import type { FormReading } from './form-reading.ts';
import type { FormTable } from './form-table.ts';
import { lookupOf, type Planned, planBlocks, planRows } from './plan-rows.ts';
import { readItems } from './read-items.ts';
import type { Fields } from './write-question.ts';

/** The questions of a form. */
export type SurveyReading = Pick<RawFlow, 'blocks' | 'questions'> & {
  readonly ids: IdMaker;
};

/**
 * Reads them.
 *
 * @param blocks the sheet of our blocks; `null` where there is none
 * @param header of the flow, as its own columns tell it
 */
export function readSurvey(reading: FormReading, blocks: FormTable | null, header: Fields): SurveyReading {
  const { table } = reading;
  const survey = readItems(table.rows, table, reading.notes);
  const ids = new IdMaker('question');
  const questions = planRows(survey, reading, ids);
  const inBlocks = blocks === null ? [] : planBlocks(blocks, reading);
  const told: RawFlow = {
    header,
    blocks: blocks === null ? null : inBlocks.map(({ name, rows }) => [name, rows.map((row) => row.told)]),
    questions: questions.map((row) => row.told),
  };
  const frame = frameOf(joinFlow(told));
  const lookup = lookupOf(questions, survey, frame);
  const finish = (rows: readonly Planned[], of: FormReading, path: readonly (string | number)[]) =>
    rows.flatMap((row, at) => finishRow(row, { reading: of, lookup, frame, path: [...path, at], ids }));
  return {
    ids,
    blocks:
      blocks === null
        ? null
        : inBlocks.map(({ name, rows }) => [
            name,
            finish(rows, { ...reading, table: blocks }, ['blocks', name]),
          ]),
    questions: finish(questions, reading, ['questions']),
  };
}
