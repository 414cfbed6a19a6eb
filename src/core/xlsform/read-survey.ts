/** Reads the rows of a form into the questions of a flow. */

import type { QuestionSource } from '../flow/question-source.ts';
import type { TextGround } from './cell-text.ts';
import type { FormLookup, NamedQuestion } from './condition-of-xpath.ts';
import { readExact, sayTheSame } from './exact.ts';
import { OWN } from './form-columns.ts';
import {
  blockUseCells,
  type FormFrame,
  frameOf,
  groundOfRow,
  isUse,
  joinFlow,
  putIn,
  type RawFlow,
  useCells,
} from './form-frame.ts';
import { IdMaker } from './form-name.ts';
import { type FormReading, type NamedItem, namedQuestion, nameItems, spotOf } from './form-reading.ts';
import type { FormRow, FormTable } from './form-table.ts';
import { Notes } from './note.ts';
import { noteColumns } from './note-columns.ts';
import { otherId, planQuestion } from './plan-question.ts';
import { type Asked, readAsked } from './read-conditions.ts';
import { type FormItem, type FormItems, readItems, rowsWithin, type UseItem } from './read-items.ts';
import { choiceCells, type Fields, fieldsOf, questionCells, readRoutes } from './write-question.ts';

/** The questions of a form. */
export type SurveyReading = Pick<RawFlow, 'blocks' | 'questions'> & {
  readonly ids: IdMaker;
};

/** A row and what its own columns say it is, before that is held against the others. */
type Planned = {
  readonly item: FormItem;
  readonly named: NamedItem | null;
  /** What counts if the row was not changed. */
  readonly told: unknown;
  /** What counts if it was; without `when`. */
  readonly plan: QuestionSource | null;
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
  const questions = plan(survey, reading, ids);
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

function plan({ items, dropped }: FormItems, reading: FormReading, ids: IdMaker): readonly Planned[] {
  const questions = items.flatMap((item) => (item.kind === 'question' ? [item] : []));
  const named = new Map(nameItems(questions, reading, ids).map((one) => [one.item, one]));
  const byName = new Map([...named.values()].map((one) => [one.item.row.cells.get('name') ?? '', one.id]));
  const ground: TextGround = {
    plain: reading.languages.plain,
    idOf: (name) => (dropped.has(name) ? name : (byName.get(name) ?? name)),
  };
  return items.map((item): Planned => {
    const exact = readExact(item.row.cells);
    if (item.kind === 'use')
      return { item, named: null, told: exact === undefined ? readUse(item) : exact, plan: null };
    const one = named.get(item);
    if (one === undefined) throw new Error('an item without a name');
    // What is kept beside a row says it better than any note.
    const quiet = exact === undefined ? reading : { ...reading, notes: new Notes() };
    noteColumns(one, quiet);
    const source = planQuestion(one, quiet, ground);
    return { item, named: one, told: exact === undefined ? withOwn(source, item.row) : exact, plan: source };
  });
}

function planBlocks(table: FormTable, reading: FormReading) {
  const found: { name: string; rows: readonly Planned[] }[] = [];
  const { rows } = table;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined) break;
    if (row.cells.get(`${OWN}kind`) !== 'block') continue;
    const inner = rowsWithin(rows, at);
    const of = { ...reading, table };
    const items = readItems(inner, table, reading.notes);
    found.push({ name: row.cells.get('name') ?? '', rows: plan(items, of, new IdMaker('question')) });
    at += inner.length + 1;
  }
  return found;
}

function readUse({ row }: UseItem): Fields {
  const cell = (name: string) => row.cells.get(`${OWN}${name}`);
  const [as, when] = [cell('as'), cell('when')];
  return {
    use: cell('use') ?? '',
    ...(as === undefined ? {} : { as }),
    ...(when === undefined ? {} : { when }),
  };
}

/** Adds what only our own columns say. */
function withOwn(source: QuestionSource, { cells }: FormRow): Fields {
  const when = cells.get(`${OWN}when`);
  return { ...withRoutes(source, cells.get(`${OWN}routes`)), ...(when === undefined ? {} : { when }) };
}

function withRoutes(source: QuestionSource, routes: string | undefined): Fields {
  return routes === undefined ? source : { ...source, routes: readRoutes(routes) };
}

/** Names in the expressions of the form: its questions, those of blocks put in, and what was left out. */
function lookupOf(rows: readonly Planned[], { dropped }: FormItems, { flow }: FormFrame): FormLookup {
  const byName = new Map<string, NamedQuestion>();
  for (const { named, item } of rows) {
    const name = item.row.cells.get('name');
    if (named !== null && name !== undefined && !byName.has(name)) byName.set(name, namedQuestion(named));
  }
  return (name) => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const found = flow.byId.get(name);
    if (found !== undefined) {
      const { source } = found;
      const ids =
        source.kind === 'yes-no'
          ? ['yes', 'no']
          : 'options' in source
            ? source.options.map(({ id }) => id)
            : [];
      return { id: found.id, kind: source.kind, options: new Map(ids.map((id) => [id, id])) };
    }
    return dropped.has(name) ? 'dropped' : 'unknown';
  };
}

type FinishGround = {
  readonly reading: FormReading;
  readonly lookup: FormLookup;
  readonly frame: FormFrame;
  readonly path: readonly (string | number)[];
  readonly ids: IdMaker;
};

function finishRow(row: Planned, ground: FinishGround): readonly unknown[] {
  if (row.item.kind === 'use') return finishUse(row, row.item, ground);
  const { named, plan: source } = row;
  if (named === null || source === null) return [];
  const { reading, path, frame, lookup } = ground;
  const rowGround = { ...groundOfRow(frame, path), list: listOf(named) };
  const exact = readExact(named.item.row.cells);
  if (exact !== undefined) {
    if (isUnchanged(exact, named, rowGround)) return [exact];
    reading.notes.add('exact-outdated', spotOf(reading, named.item.row));
  }
  const { item } = named;
  const asked = readAsked(item.row, item.groups, { reading, lookup, relevantOf: rowGround.relevantOf });
  if (asked.kind === 'never') {
    reading.notes.add('never-asked', spotOf(reading, item.row, 'relevant'), { id: named.id });
    return [];
  }
  const routes = item.row.cells.get(`${OWN}routes`);
  return [asAsked(withRoutes(source, routes), asked), ...otherQuestion(named, ground)];
}

function asAsked(source: Fields, asked: Asked): Fields {
  return asked.kind === 'when' ? { ...source, when: asked.when } : source;
}

function listOf({ item }: NamedItem): string {
  return item.type.kind === 'select' ? item.type.list : '';
}

type RowGround = Parameters<typeof questionCells>[1];

/** Tells whether a row and its choices still say what was kept beside them. */
function isUnchanged(exact: unknown, { item, list }: NamedItem, ground: RowGround): boolean {
  const fields = fieldsOf(exact);
  const cells = new Map(item.row.cells);
  if (!sayTheSame(questionCells(fields, ground), cells)) return false;
  const written = choiceCells(fields, ground.languages);
  const rows = list?.rows ?? [];
  return (
    written.length === rows.length &&
    written.every((choice, at) => sayTheSame(choice, rows[at]?.cells ?? new Map()))
  );
}

/** "Other" is followed by a question which: so do the programs that read such forms. */
function otherQuestion({ item, id, choices }: NamedItem, { reading, ids }: FinishGround): readonly Fields[] {
  if (item.type.kind !== 'select' || !item.type.hasOther) return [];
  const follow = ids.make(`${id}-other`).id;
  const text = reading.words('which-other');
  return [{ id: follow, kind: 'text', text, 'max-length': 200, when: `${id} = ${otherId(choices)}` }];
}

function finishUse({ told }: Planned, item: UseItem, ground: FinishGround): readonly unknown[] {
  const { frame, reading, path } = ground;
  const at = path[1];
  if (path[0] === 'blocks' || typeof at !== 'number') {
    const isUnchanged = sayTheSame(blockUseCells(fieldsOf(told)), item.row.cells);
    return isUse(told) && isUnchanged ? [told] : [readUse(item)];
  }
  const { length } = item.inner;
  const written = length === 0 ? [] : putIn(frame, at, (rows) => rows === length);
  const isSame =
    length === 0 ||
    (written.length === length &&
      written.every((cells, each) => sayTheSame(cells, item.inner[each]?.cells ?? new Map())));
  const fields = fieldsOf(told);
  if (isSame && sayTheSame(useCells(fields, frame), item.row.cells)) return [told];
  if (isSame) {
    const relevantOf = groundOfRow(frame, path).relevantOf;
    const asked = readAsked(item.row, item.groups, { reading, lookup: ground.lookup, relevantOf });
    const { when: _, ...use } = readUse(item);
    return asked.kind === 'never' ? [] : [asAsked(use, asked)];
  }
  return detach(item, ground);
}

/** A block whose questions were changed where it is put in is no longer that block: they become questions of their own. */
function detach(item: UseItem, ground: FinishGround): readonly unknown[] {
  const { reading } = ground;
  reading.notes.add('shared-block-changed', spotOf(reading, item.row), {
    block: item.row.cells.get(`${OWN}use`) ?? '',
  });
  const inner = readItems(item.inner, reading.table, reading.notes);
  const groups = [...item.groups, item.row];
  const items = {
    ...inner,
    items: inner.items.map((one) => ({ ...one, groups: [...groups, ...one.groups] })),
  };
  const rows = plan(items, reading, ground.ids);
  const names = lookupOf(rows, items, ground.frame);
  const lookup: FormLookup = (name) => {
    const found = names(name);
    return typeof found === 'string' ? ground.lookup(name) : found;
  };
  return rows.flatMap((row, at) => finishRow(row, { ...ground, lookup, path: ['detached', at] }));
}
