/** Reads the lists of choices of a form. */

import { YES_NO_LABELS } from '../flow/compile-flow.ts';
import type { FlowTextSource } from '../flow/question-source.ts';
import { readCellText } from './cell-text.ts';
import { OWN } from './form-columns.ts';
import type { FormLanguages } from './form-languages.ts';
import { IdMaker } from './form-name.ts';
import type { Cells, FormRow, FormTable } from './form-table.ts';
import { Notes } from './note.ts';

/** One choice of a list. */
export type Choice = {
  /** As the form calls it. */
  readonly name: string;
  /** As we call it: the id of an option. */
  readonly id: string;
  readonly label: FlowTextSource;
  readonly face?: string;
  /** Whether its words are those we have for yes and no. */
  readonly isDefault: boolean;
  readonly cells: Cells;
};

/** A list, by whose name questions call it. */
export type ChoiceList = {
  readonly choices: readonly Choice[];
  /** Every row of it, those left out among them. */
  readonly rows: readonly FormRow[];
};

/** Columns that are read; every other with a value in it is noted. */
const READ = /^(list_name|name|label(::.*)?|em_noi::.*)$/;

/** What reading lists needs. */
export type ChoicesGround = {
  readonly languages: FormLanguages;
  readonly notes: Notes;
  /** Lists whose questions are kept beside their rows: nothing is lost there. */
  readonly kept: ReadonlySet<string>;
};

/** Reads them. */
export function readChoices(table: FormTable, ground: ChoicesGround): ReadonlyMap<string, ChoiceList> {
  const { languages, notes, kept } = ground;
  const lists = new Map<string, OpenList>();
  let last = '';
  for (const row of table.rows) {
    const name = row.cells.get('list_name') ?? '';
    // A list named once for all rows beneath it is a common way of writing.
    last = name === '' ? last : name;
    const list = lists.get(last) ?? { choices: [], rows: [], ids: new IdMaker('option'), seen: new Set() };
    lists.set(last, list);
    list.rows.push(row);
    const heard = kept.has(last) ? new Notes() : notes;
    const choice = readChoice({ row, table, languages, notes: heard }, list);
    if (choice !== null) list.choices.push(choice);
  }
  noteOtherColumns(table, notes);
  return lists;
}

type OpenList = {
  readonly choices: Choice[];
  readonly rows: FormRow[];
  readonly ids: IdMaker;
  /** Names and labels that are there already. */
  readonly seen: Set<string>;
};

type ChoiceSpot = {
  readonly row: FormRow;
  readonly table: FormTable;
  readonly languages: FormLanguages;
  readonly notes: Notes;
};

function readChoice({ row, table, languages, notes }: ChoiceSpot, { ids, seen }: OpenList): Choice | null {
  const { cells } = row;
  const spot = { sheet: table.sheet, row: row.row };
  const ground = { plain: languages.plain, idOf: (name: string) => name };
  const written = readCellText(cells, { name: 'label', pipes: false }, ground);
  const name = cells.get('name') ?? nameFromLabel(written);
  if (name === '') {
    notes.add('choice-empty', spot);
    return null;
  }
  if (!cells.has('name')) notes.add('choice-unnamed', spot, { name });
  const label = written ?? { [languages.plain]: name };
  const key = JSON.stringify([name, label]);
  if (seen.has(key)) {
    notes.add('choice-repeated', spot, { name });
    return null;
  }
  seen.add(key);
  if (written === undefined) notes.add('label-missing', spot, { name });
  const { id, isOther } = ids.make(name);
  const at = { ...spot, column: table.columns.get('name') ?? 0 };
  if (isOther) notes.add('id-changed', at, { name, id });
  else if (id !== name) notes.add('ids-changed', at);
  const face = cells.get(`${OWN}face`);
  return {
    ...{ name, id, label, cells },
    ...(face === undefined ? {} : { face }),
    isDefault: cells.get(`${OWN}default`) === 'yes' && isDefaultLabel(id, label),
  };
}

function nameFromLabel(label: FlowTextSource | undefined): string {
  const [first] = Object.values(label ?? {});
  return typeof first === 'string' ? first : (first?.all ?? '');
}

function isDefaultLabel(id: string, label: FlowTextSource): boolean {
  const ours = id === 'yes' ? YES_NO_LABELS.yes : id === 'no' ? YES_NO_LABELS.no : {};
  return Object.entries(label).every(
    ([language, words]) => Object.hasOwn(ours, language) && ours[language] === words,
  );
}

function noteOtherColumns(table: FormTable, notes: Notes): void {
  for (const [name, column] of table.columns) {
    if (READ.test(name)) continue;
    const rows = table.rows.filter(({ cells }) => cells.has(name));
    const code = /^(image|big-image|audio|video)/.test(name) ? 'media-dropped' : 'column-dropped';
    for (const { row } of rows) {
      const header = table.headers.get(name) ?? name;
      notes.add(code, { sheet: table.sheet, row, column }, { header, type: header });
    }
  }
}
