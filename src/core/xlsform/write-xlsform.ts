/** Writes a flow as a form in a spreadsheet (XLSForm); reading it again gives exactly the same flow. */

import { EXACT, exactCells, isSamePart } from './exact.ts';
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
  rawFlowOf,
  useCells,
} from './form-frame.ts';
import type { Cells } from './form-table.ts';
import { BLOCKS_SHEET, readXlsForm } from './read-xlsform.ts';
import type { Workbook, WrittenSheet } from './workbook.ts';
import { headerCells, languageHeader } from './write-header.ts';
import {
  choiceCells,
  type Fields,
  fieldsOf,
  isPlainYesNo,
  questionCells,
  YES_NO_LIST,
} from './write-question.ts';

/** The rows of a form before they are put into columns. */
type FormRows = {
  readonly survey: readonly Cells[];
  readonly choices: readonly Cells[];
  readonly settings: Cells;
  readonly blocks: readonly Cells[] | null;
};

/** Which parts need to be kept beside their rows, because cells cannot say them; by where they stand. */
type Kept = { readonly header: boolean; readonly entries: ReadonlySet<string> };

/**
 * Writes it.
 *
 * @param source as a flow file is written, drafts with faults as well; what is no group of keys becomes an empty form
 */
export function writeXlsForm(source: unknown): readonly WrittenSheet[] {
  const raw = rawFlowOf(source);
  const plain = writeRows(raw, { header: false, entries: new Set() });
  return sheetsOf(writeRows(raw, whatIsLost(raw, plain)));
}

/** Reads what was written, and finds what is not what it was. */
function whatIsLost(raw: RawFlow, rows: FormRows): Kept {
  const outcome = readXlsForm(workbookOf(sheetsOf(rows)), '', (_, key) => key);
  const read = rawFlowOf(outcome.kind === 'read' ? outcome.source : {});
  const entries = new Set<string>();
  const compare = (ours: readonly unknown[], theirs: readonly unknown[] | undefined, list: string) => {
    for (const [at, entry] of ours.entries()) {
      const isSame = theirs?.length === ours.length && isSamePart(entry, theirs[at]);
      if (!isSame) entries.add(`${list} ${at}`);
    }
  };
  compare(raw.questions, read.questions, 'questions');
  const blocks = new Map(read.blocks ?? []);
  for (const [name, list] of raw.blocks ?? []) compare(list, blocks.get(name), name);
  return { header: !isSamePart(raw.header, read.header), entries };
}

function writeRows(raw: RawFlow, kept: Kept): FormRows {
  const writer = new RowWriter(raw, kept);
  const survey = raw.questions.flatMap((entry, at) => writer.inSurvey(entry, at));
  const blocks = raw.blocks?.flatMap(([name, entries]): readonly Cells[] => [
    new Map([
      ['type', 'begin_group'],
      ['name', name],
      [`${OWN}kind`, 'block'],
    ]),
    ...entries.flatMap((entry, at) => writer.inBlock(entry, name, at)),
    END,
  ]);
  const settings = headerCells(raw.header);
  return {
    ...{ survey, choices: writer.choices, blocks: blocks ?? null },
    settings: kept.header ? withCells(settings, exactCells(raw.header)) : settings,
  };
}

/** Writes entries, gathering their choices. */
class RowWriter {
  readonly choices: Cells[] = [];
  private readonly frame: FormFrame;
  private readonly kept: Kept;
  private readonly lists = new Set<string>();
  private room = MAX_PUT_IN;

  constructor(raw: RawFlow, kept: Kept) {
    this.frame = frameOf(joinFlow(raw));
    this.kept = kept;
  }

  inSurvey(entry: unknown, at: number): readonly Cells[] {
    const key = `questions ${at}`;
    if (!isUse(entry)) return [this.question(entry, ['questions', at], key)];
    const begin = this.withExact(useCells(fieldsOf(entry), this.frame), entry, key);
    const inner = putIn(this.frame, at, (rows) => rows <= this.room);
    this.room -= inner.length;
    return [begin, ...inner, END];
  }

  inBlock(entry: unknown, block: string, at: number): readonly Cells[] {
    const key = `${block} ${at}`;
    if (!isUse(entry)) return [this.question(entry, ['blocks', block, at], key)];
    return [this.withExact(blockUseCells(fieldsOf(entry)), entry, key), END];
  }

  private question(entry: unknown, path: readonly (string | number)[], key: string): Cells {
    const fields = fieldsOf(entry);
    const ground = groundOfRow(this.frame, path);
    this.addList(fields, ground.list);
    return this.withExact(questionCells(fields, ground), entry, key);
  }

  private withExact(cells: Cells, entry: unknown, key: string): Cells {
    return this.kept.entries.has(key) ? withCells(cells, exactCells(entry)) : cells;
  }

  private addList(question: Fields, list: string): void {
    const name = isPlainYesNo(question) ? YES_NO_LIST : list;
    if (this.lists.has(name)) return;
    this.lists.add(name);
    for (const cells of choiceCells(question, this.frame.languages)) {
      this.choices.push(withCells(cells, [['list_name', name]]));
    }
  }
}

/** Most rows of blocks that are put in, all together; beyond it other programs see empty groups. */
const MAX_PUT_IN = 400;

const END: Cells = new Map([['type', 'end_group']]);

function withCells(cells: Cells, more: readonly (readonly [string, string])[]): Cells {
  return new Map([...cells, ...more]);
}

/** Columns in the order people know; ours come behind. */
const ORDER = [
  'list_name',
  'type',
  'name',
  'label',
  'hint',
  'required',
  'relevant',
  'constraint',
  'appearance',
  'form_title',
  'form_id',
  'version',
  'default_language',
];

function sheetsOf({ survey, choices, settings, blocks }: FormRows): readonly WrittenSheet[] {
  return [
    sheetOf('survey', survey, ['type', 'name', 'required', 'relevant', 'constraint', 'appearance']),
    sheetOf('choices', choices, ['list_name', 'name']),
    sheetOf('settings', [settings], []),
    ...(blocks === null ? [] : [sheetOf(BLOCKS_SHEET, blocks, ['type', 'name'])]),
  ];
}

function sheetOf(name: string, rows: readonly Cells[], always: readonly string[]): WrittenSheet {
  const columns = [...new Set([...always, ...rows.flatMap((cells) => [...cells.keys()])])].sort(
    (a, b) => rankOf(a) - rankOf(b),
  );
  return {
    name,
    widths: columns.map(widthOf),
    rows: [columns.map(headerOf), ...rows.map((cells) => columns.map((column) => cells.get(column) ?? null))],
  };
}

/** What is kept exactly comes last of all. */
function rankOf(column: string): number {
  if (column.startsWith(EXACT)) return 1000;
  const at = ORDER.indexOf(column.split('::')[0] ?? '');
  return at < 0 ? 500 : at;
}

function headerOf(column: string): string {
  const [, base = '', language = ''] = /^(label|hint)::([a-z]{2,3})$/.exec(column) ?? [];
  return language === '' ? column : `${base}::${languageHeader(language)}`;
}

function widthOf(column: string): number {
  if (column.startsWith(EXACT)) return 12;
  if (/label|hint|closing|declined|partial|explain|title/.test(column)) return 48;
  return /relevant|constraint|when|routes/.test(column) ? 32 : 18;
}

/** What a spreadsheet program would read of these sheets. */
function workbookOf(sheets: readonly WrittenSheet[]): Workbook {
  return {
    sheets: sheets.map(({ name, rows }) => ({
      name,
      isHidden: false,
      oddities: [],
      rows: rows.flatMap((row, at) => {
        const cells = row.flatMap((cell, column) =>
          cell === null || cell === '' ? [] : [[column + 1, String(cell)] as const],
        );
        return cells.length === 0 ? [] : [{ row: at + 1, cells: new Map(cells) }];
      }),
    })),
    ...{ unread: [], hasExternalLinks: false, hasMacros: false },
  };
}
