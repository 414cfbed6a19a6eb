/** Takes the rows of a form for what their own columns say they are, before they are held against each other. */

import type { QuestionSource } from '../flow/question-source.ts';
import type { TextGround } from './cell-text.ts';
import type { FormLookup, NamedQuestion } from './condition-of-xpath.ts';
import { readExact } from './exact.ts';
import { OWN } from './form-columns.ts';
import type { FormFrame } from './form-frame.ts';
import { IdMaker } from './form-name.ts';
import { type FormReading, type NamedItem, namedQuestion, nameItems } from './form-reading.ts';
import type { FormRow, FormTable } from './form-table.ts';
import { Notes } from './note.ts';
import { noteColumns } from './note-columns.ts';
import { planQuestion } from './plan-question.ts';
import { type FormItem, type FormItems, readItems, rowsWithin, type UseItem } from './read-items.ts';
import { type Fields, readRoutes } from './write-question.ts';

/** A row and what its own columns say it is, before that is held against the others. */
export type Planned = {
  readonly item: FormItem;
  readonly named: NamedItem | null;
  /** What counts if the row was not changed. */
  readonly told: unknown;
  /** What counts if it was; without `when`. */
  readonly plan: QuestionSource | null;
};

/** Takes them. */
export function planRows(
  { items, dropped }: FormItems,
  reading: FormReading,
  ids: IdMaker,
): readonly Planned[] {
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

/** Takes the rows of the sheet of our blocks, block by block. */
export function planBlocks(table: FormTable, reading: FormReading) {
  const found: { name: string; rows: readonly Planned[] }[] = [];
  const { rows } = table;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined) break;
    if (row.cells.get(`${OWN}kind`) !== 'block') continue;
    const inner = rowsWithin(rows, at);
    const of = { ...reading, table };
    const items = readItems(inner, table, reading.notes);
    found.push({ name: row.cells.get('name') ?? '', rows: planRows(items, of, new IdMaker('question')) });
    at += inner.length + 1;
  }
  return found;
}

/** Reads the row of a block that is put in. */
export function readUse({ row }: UseItem): Fields {
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

/** Adds the routes of a row. */
export function withRoutes(source: QuestionSource, routes: string | undefined): Fields {
  return routes === undefined ? source : { ...source, routes: readRoutes(routes) };
}

/** Names in the expressions of the form: its questions, those of blocks put in, and what was left out. */
export function lookupOf(rows: readonly Planned[], { dropped }: FormItems, { flow }: FormFrame): FormLookup {
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
