/** Reads the order of a form: which rows are questions, which groups are around them, what was left out. */

import { OWN } from './form-columns.ts';
import type { FormRow, FormTable } from './form-table.ts';
import type { Notes } from './note.ts';
import { nearestType, type QuestionType, readType } from './question-type.ts';

/** A row that becomes a question or a card. */
export type QuestionItem = {
  readonly kind: 'question';
  readonly row: FormRow;
  readonly type: Extract<QuestionType, { kind: 'select' | 'simple' }>;
  /** First rows of the groups around it, outermost first. */
  readonly groups: readonly FormRow[];
};

/** A block of ours that is put in. */
export type UseItem = {
  readonly kind: 'use';
  readonly row: FormRow;
  readonly groups: readonly FormRow[];
  /** Its questions, as they are written out for other programs. */
  readonly inner: readonly FormRow[];
};

/** @see QuestionItem */
export type FormItem = QuestionItem | UseItem;

/** What a sheet holds. */
export type FormItems = {
  readonly items: readonly FormItem[];
  /** Names of rows that were left out. */
  readonly dropped: ReadonlySet<string>;
};

/** Deepest groups in groups. */
const MAX_DEPTH = 20;

/** Reads rows in order; groups deeper than anybody follows say nothing of the questions in them. */
export function readItems(rows: readonly FormRow[], table: FormTable, notes: Notes): FormItems {
  const items: FormItem[] = [];
  const dropped = new Set<string>();
  const groups: FormRow[] = [];
  const near = new Map<string, string>();
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined) break;
    const type = readType(row.cells.get('type') ?? '');
    const spot = { sheet: table.sheet, row: row.row };
    if (type.kind === 'begin') {
      if (row.cells.get(`${OWN}kind`) === 'use') {
        const inner = rowsWithin(rows, at);
        items.push({ kind: 'use', row, groups: groups.slice(0, MAX_DEPTH), inner });
        at += inner.length + 1;
        continue;
      }
      groups.push(row);
      if (groups.length > MAX_DEPTH) notes.add('group-too-deep', spot);
      noteGroup(type.what, row, table, notes);
    } else if (type.kind === 'end') {
      if (groups.pop() === undefined) notes.add('end-without-begin', spot);
    } else if (type.kind === 'select' || type.kind === 'simple') {
      items.push({ kind: 'question', row, type, groups: groups.slice(0, MAX_DEPTH) });
    } else {
      const name = row.cells.get('name');
      if (name !== undefined) dropped.add(name);
      noteDropped(type, row, { table, notes, near });
    }
  }
  for (const { row } of groups) notes.add('begin-without-end', { sheet: table.sheet, row });
  return { items, dropped };
}

/** The rows between the beginning of a group and its end. */
export function rowsWithin(rows: readonly FormRow[], begin: number): readonly FormRow[] {
  let depth = 1;
  for (let at = begin + 1; at < rows.length; at++) {
    const { kind } = readType(rows[at]?.cells.get('type') ?? '');
    if (kind === 'begin') depth += 1;
    if (kind === 'end') depth -= 1;
    if (depth === 0) return rows.slice(begin + 1, at);
  }
  return rows.slice(begin + 1);
}

function noteGroup(what: 'group' | 'repeat', { row, cells }: FormRow, table: FormTable, notes: Notes): void {
  const spot = { sheet: table.sheet, row };
  if (what === 'repeat') notes.add('repeat-once', spot, { name: cells.get('name') ?? '' });
  for (const [name, text] of cells) {
    const at = { ...spot, column: table.columns.get(name) ?? 0 };
    if (/^label(::|$)/.test(name)) notes.add('group-label-dropped', at, { label: text });
    else if (name === 'appearance') notes.add('appearance-dropped', at, { appearance: text });
    else if (!/^(type|name|relevant|repeat_count|em_noi::.*)$/.test(name)) {
      notes.add('column-dropped', at, { header: table.headers.get(name) ?? name });
    }
  }
}

type DroppedGround = {
  readonly table: FormTable;
  readonly notes: Notes;
  /** What was probably meant by unknown types; finding that takes its time. */
  readonly near: Map<string, string>;
};

function noteDropped(
  type: Extract<QuestionType, { kind: 'dropped' | 'missing' | 'unknown' }>,
  { row, cells }: FormRow,
  { table, notes, near }: DroppedGround,
): void {
  const spot = { sheet: table.sheet, row };
  const at = { ...spot, column: table.columns.get('type') ?? 0 };
  const written = cells.get('type') ?? '';
  if (type.kind === 'dropped') notes.add(type.note, spot, { type: written, name: cells.get('name') ?? '' });
  else if (type.kind === 'missing') notes.add('type-missing', spot, { name: cells.get('name') ?? '' });
  else {
    const meant = near.get(written) ?? nearestType(written) ?? '';
    near.set(written, meant);
    notes.add('type-unknown', at, { type: written, near: meant });
  }
}
