/** Reads one sheet: the values of its cells, and what was odd about them. */

import type { Sheet, SheetOddity, SheetRow } from '../../core/xlsform/workbook.ts';
import { RichText, unescapeText, writeDate } from './cell-values.ts';
import { MAX_CELLS, MAX_CHARACTERS, MAX_COLUMNS, MAX_ROWS } from './limits.ts';
import { WorkbookRefusal } from './workbook-fault.ts';
import type { XmlReader } from './xml-reader.ts';

/** What is the same for all sheets of a file. */
export type SheetGround = {
  readonly sharedTexts: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly from1904: boolean;
  /** Lets others work where it is time. */
  readonly pause: () => Promise<void> | undefined;
  /** What may still be read, over all sheets. */
  readonly left: { cells: number; characters: number };
};

/** Most oddities of a sheet; one note stands for all of a kind anyway. */
const MAX_ODDITIES = 500;

/**
 * Reads it.
 *
 * @throws WorkbookRefusal `too-many-rows`, `too-many-columns`, `too-many-cells`, `too-many-texts`, `damaged`
 */
export async function readSheet(
  reader: XmlReader,
  sheet: { readonly name: string; readonly isHidden: boolean },
  ground: SheetGround,
): Promise<Sheet> {
  const reading = new SheetReading(sheet.name, ground);
  for (let piece = reader.next(); piece !== 'end'; piece = reader.next()) {
    reading.take(piece, reader);
    const turn = ground.pause();
    if (turn !== undefined) await turn;
  }
  return { ...sheet, rows: reading.rows, oddities: reading.oddities };
}

type OpenCell = {
  readonly column: number;
  readonly type: string;
  readonly style: number;
  value: string | null;
  hasFormula: boolean;
  /** Text that stands in the cell itself. */
  readonly inline: RichText;
};

class SheetReading {
  readonly rows: SheetRow[] = [];
  readonly oddities: SheetOddity[] = [];
  private readonly name: string;
  private readonly ground: SheetGround;
  private row = 0;
  private column = 0;
  private isHiddenRow = false;
  private cells = new Map<number, string>();
  private cell: OpenCell | null = null;
  private isInValue = false;

  constructor(name: string, ground: SheetGround) {
    this.name = name;
    this.ground = ground;
  }

  take(piece: string, reader: XmlReader): void {
    const { cell } = this;
    if (piece === 'text') {
      if (this.isInValue && cell !== null) cell.value = (cell.value ?? '') + reader.text;
      cell?.inline.take(piece, reader);
      return;
    }
    if (cell !== null) this.takeInCell(piece, reader, cell);
    else if (reader.name === 'row') this.takeRow(piece, reader);
    else if (reader.name === 'c' && piece === 'open') this.cell = this.beginCell(reader);
    else if (reader.name === 'mergeCell' && piece === 'open') this.takeMerged(reader.attribute('ref') ?? '');
  }

  private takeRow(piece: string, reader: XmlReader): void {
    if (piece === 'open') {
      this.row = positive(reader.attribute('r')) ?? this.row + 1;
      this.column = 0;
      this.isHiddenRow = reader.attribute('hidden') === '1';
      this.cells = new Map();
      return;
    }
    if (this.cells.size === 0) return;
    if (this.rows.length >= MAX_ROWS) {
      throw new WorkbookRefusal('too-many-rows', { sheet: this.name, limit: MAX_ROWS });
    }
    this.rows.push({ row: this.row, cells: this.cells });
    if (this.isHiddenRow) this.note({ kind: 'hidden-row', row: this.row, column: 0 });
  }

  private beginCell(reader: XmlReader): OpenCell {
    const address = /^([A-Z]{1,3})\d+$/.exec(reader.attribute('r') ?? '')?.[1];
    this.column = address === undefined ? this.column + 1 : columnNumber(address);
    return {
      column: this.column,
      type: reader.attribute('t') ?? 'n',
      style: Number(reader.attribute('s') ?? -1),
      value: null,
      hasFormula: false,
      inline: new RichText(),
    };
  }

  private takeInCell(piece: string, reader: XmlReader, cell: OpenCell): void {
    if (reader.name === 'v') {
      this.isInValue = piece === 'open';
      if (piece === 'open') cell.value = '';
    } else if (reader.name === 'f') cell.hasFormula = true;
    else if (reader.name === 'c') this.endCell(cell);
    else cell.inline.take(piece, reader);
  }

  private endCell(cell: OpenCell): void {
    this.cell = null;
    const { row } = this;
    const { column } = cell;
    if (cell.hasFormula && (cell.value ?? '') === '' && cell.type !== 'str') {
      this.note({ kind: 'formula-without-value', row, column });
    }
    const text = this.textOf(cell);
    if (text.trim() === '') return;
    const { left } = this.ground;
    left.cells -= 1;
    left.characters -= text.length;
    if (left.cells < 0) throw new WorkbookRefusal('too-many-cells', { limit: MAX_CELLS });
    if (left.characters < 0) throw new WorkbookRefusal('too-many-texts', { limit: MAX_CHARACTERS });
    if (this.cells.size >= MAX_COLUMNS) {
      throw new WorkbookRefusal('too-many-columns', { sheet: this.name, limit: MAX_COLUMNS });
    }
    this.cells.set(column, text);
  }

  private textOf(cell: OpenCell): string {
    const { type, value, column } = cell;
    switch (type) {
      case 's':
        return (value === null ? undefined : this.ground.sharedTexts[Number(value)]) ?? '';
      case 'inlineStr':
        return cell.inline.whole();
      case 'str':
        return unescapeText(value ?? '');
      case 'b':
        return value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : '';
      case 'e':
        this.note({ kind: 'cell-error', row: this.row, column, about: value ?? '' });
        return '';
      case 'd':
        this.note({ kind: 'date', row: this.row, column });
        return value ?? '';
      default:
        return this.numberOf(cell);
    }
  }

  private numberOf({ value, style, column }: OpenCell): string {
    if (value === null || value.trim() === '') return '';
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    const date = this.ground.dateStyles.has(style) ? writeDate(number, this.ground.from1904) : null;
    if (date === null) return String(number);
    this.note({ kind: 'date', row: this.row, column });
    return date;
  }

  private takeMerged(range: string): void {
    const [, letters = '', row = ''] = /^([A-Z]{1,3})(\d+):/.exec(range) ?? [];
    if (letters === '') return;
    this.note({ kind: 'merged', row: Number(row), column: columnNumber(letters), about: range });
  }

  private note(oddity: SheetOddity): void {
    if (this.oddities.length < MAX_ODDITIES) this.oddities.push(oddity);
  }
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
