/** Holds each row of a form against what it says elsewhere, and settles what it becomes. */

import type { FormLookup } from './condition-of-xpath.ts';
import { readExact, sayTheSame } from './exact.ts';
import { OWN } from './form-columns.ts';
import { blockUseCells, type FormFrame, groundOfRow, isUse, putIn, useCells } from './form-frame.ts';
import type { IdMaker } from './form-name.ts';
import { type FormReading, type NamedItem, spotOf } from './form-reading.ts';
import { otherId } from './plan-question.ts';
import { lookupOf, type Planned, planRows, readUse, withRoutes } from './plan-rows.ts';
import { type Asked, readAsked } from './read-conditions.ts';
import { readItems, type UseItem } from './read-items.ts';
import { choiceCells, type Fields, fieldsOf, questionCells, type RowGround } from './write-question.ts';

/** What settling a row needs. */
export type FinishGround = {
  readonly reading: FormReading;
  readonly lookup: FormLookup;
  readonly frame: FormFrame;
  readonly path: readonly (string | number)[];
  readonly ids: IdMaker;
};

/** Settles it: to nothing, one question, or two where "other" is asked for. */
export function finishRow(row: Planned, ground: FinishGround): readonly unknown[] {
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
  const rows = planRows(items, reading, ground.ids);
  const names = lookupOf(rows, items, ground.frame);
  const lookup: FormLookup = (name) => {
    const found = names(name);
    return typeof found === 'string' ? ground.lookup(name) : found;
  };
  return rows.flatMap((row, at) => finishRow(row, { ...ground, lookup, path: ['detached', at] }));
}
