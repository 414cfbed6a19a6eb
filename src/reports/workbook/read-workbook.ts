/** Reads an `.xlsx` file: the sheets that are asked for, within limits, without keeping others waiting. */

import { setImmediate as turn } from 'node:timers/promises';
import type { Sheet, Workbook } from '../../core/xlsform/workbook.ts';
import { readDateStyles, readSharedTexts } from './cell-values.ts';
import { MAX_CELLS, MAX_CHARACTERS } from './limits.ts';
import { openPackage, type Package } from './package.ts';
import { readSheet, type SheetGround } from './read-sheet.ts';
import { type WorkbookFault, WorkbookRefusal } from './workbook-fault.ts';

/** What reading came to. */
export type WorkbookReading =
  | { readonly kind: 'read'; readonly workbook: Workbook }
  | { readonly kind: 'faulty'; readonly fault: WorkbookFault };

/** Longest time that others wait, in milliseconds, beside what one call of the parser takes. */
const LONGEST_TURN = 10;

/**
 * Reads it. Formulas are never worked out: their values are taken as they were saved.
 *
 * @param file the bytes of the file, whatever they are
 * @param wants tells by its name whether a sheet is to be read
 */
export async function readWorkbook(
  file: Uint8Array,
  wants: (sheet: string) => boolean,
): Promise<WorkbookReading> {
  try {
    return { kind: 'read', workbook: await read(openPackage(file), wants) };
  } catch (error) {
    if (error instanceof WorkbookRefusal) return { kind: 'faulty', fault: error.fault };
    throw error;
  }
}

async function read(parts: Package, wants: (sheet: string) => boolean): Promise<Workbook> {
  const pause = pauses();
  const book = await readBook(parts);
  const sheets: Sheet[] = [];
  const wanted = book.sheets.filter(({ name }) => wants(name));
  const ground: SheetGround = {
    sharedTexts: await readSharedTexts(await book.related('sharedStrings'), pause),
    dateStyles: await readDateStyles(await book.related('styles')),
    from1904: book.from1904,
    pause,
    left: { cells: MAX_CELLS, characters: MAX_CHARACTERS },
  };
  for (const { name, isHidden, part } of wanted) {
    const reader = await parts.read(part);
    if (reader === undefined) throw new WorkbookRefusal('damaged');
    sheets.push(await readSheet(reader, { name, isHidden }, ground));
  }
  return {
    sheets,
    unread: book.sheets.filter(({ name }) => !wants(name)).map(({ name }) => name),
    hasExternalLinks: parts.names.some((name) => /(^|\/)externalLinks\//.test(name)),
    hasMacros: parts.names.some((name) => name.endsWith('vbaProject.bin')),
  };
}

type Book = {
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean; readonly part: string }[];
  readonly from1904: boolean;
  /** Begins to read the part of a kind. */
  readonly related: (kind: string) => ReturnType<Package['read']>;
};

/** Most sheets of a file: forms have three, our own workbooks of results some hundreds. */
const MAX_SHEETS = 1000;

async function readBook(parts: Package): Promise<Book> {
  const root = await relationsOf(parts, '');
  const path = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const reader = await parts.read(path);
  if (reader === undefined) throw new WorkbookRefusal('damaged');
  const relations = await relationsOf(parts, path);
  const sheets: { name: string; isHidden: boolean; part: string }[] = [];
  let from1904 = false;
  for (let piece = reader.next(); piece !== 'end'; piece = reader.next()) {
    if (piece !== 'open') continue;
    if (reader.name === 'workbookPr') from1904 = /^(1|true)$/.test(reader.attribute('date1904') ?? '');
    if (reader.name !== 'sheet') continue;
    const id = reader.attribute('id');
    const part = relations.find((one) => one.id === id && one.type === 'worksheet')?.target;
    if (part === undefined) continue;
    const isHidden = /hidden/i.test(reader.attribute('state') ?? '');
    if (sheets.push({ name: reader.attribute('name') ?? '', isHidden, part }) > MAX_SHEETS) {
      throw new WorkbookRefusal('unsafe');
    }
  }
  return {
    ...{ sheets, from1904 },
    async related(kind) {
      const target = relations.find(({ type }) => type === kind)?.target;
      return target === undefined ? undefined : parts.read(target);
    },
  };
}

type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** Reads where the parts that belong to a part lie; what lies outside the file is left out. */
async function relationsOf(parts: Package, path: string): Promise<readonly Relation[]> {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(path) ?? [];
  const reader = await parts.read(`${folder}_rels/${name}.rels`);
  const relations: Relation[] = [];
  if (reader === undefined) return relations;
  for (let piece = reader.next(); piece !== 'end'; piece = reader.next()) {
    if (piece !== 'open' || reader.name !== 'Relationship') continue;
    if (reader.attribute('TargetMode') === 'External') continue;
    const target = reader.attribute('Target') ?? '';
    relations.push({
      id: reader.attribute('Id') ?? '',
      type: (reader.attribute('Type') ?? '').replace(/^.*\//, ''),
      target: target.startsWith('/') ? target.slice(1) : `${folder}${target}`,
    });
  }
  return relations;
}

/** Pieces of a file between two looks at the clock. */
const PIECES = 64;

/** Lets the event loop turn whenever others have waited long enough. */
function pauses(): () => Promise<void> | undefined {
  let since = performance.now();
  let pieces = 0;
  return () => {
    pieces += 1;
    if (pieces % PIECES !== 0 || performance.now() - since < LONGEST_TURN) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
}
