/** What cells mean: texts that are shared, dates that are numbers, characters that XML cannot hold. */

import { WorkbookRefusal } from './workbook-fault.ts';
import type { XmlReader } from './xml-reader.ts';

/** Most shared texts; the largest part that is read could hold a few hundred thousand empty ones. */
const MAX_SHARED = 100_000;

/**
 * Reads the texts that cells share.
 *
 * @param pause lets others work; asked after every piece
 */
export async function readSharedTexts(
  reader: XmlReader | undefined,
  pause: () => Promise<void> | undefined,
): Promise<readonly string[]> {
  const texts: string[] = [];
  if (reader === undefined) return texts;
  let text: RichText | null = null;
  for (let piece = reader.next(); piece !== 'end'; piece = reader.next()) {
    const turn = pause();
    if (turn !== undefined) await turn;
    if (piece === 'open' && reader.name === 'si') text = new RichText();
    text?.take(piece, reader);
    if (piece !== 'close' || reader.name !== 'si' || text === null) continue;
    if (texts.push(text.whole()) > MAX_SHARED)
      throw new WorkbookRefusal('too-many-texts', { limit: MAX_SHARED });
    text = null;
  }
  return texts;
}

/** Gathers a text that may be cut into pieces of different looks; reading aids for other scripts are left out. */
export class RichText {
  private text = '';
  private isInText = false;
  private isInAid = false;

  take(piece: string, reader: XmlReader): void {
    if (piece === 'text') {
      if (this.isInText && !this.isInAid) this.text += reader.text;
    } else if (reader.name === 't') this.isInText = piece === 'open';
    else if (reader.name === 'rPh') this.isInAid = piece === 'open';
  }

  whole(): string {
    return unescapeText(this.text);
  }
}

/**
 * Replaces `_x000D_` by the character it stands for: so spreadsheets hold what XML cannot.
 *
 * @see ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
 */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Longest format that is looked at. */
const MAX_FORMAT = 255;

/** Reads which cell styles show a number as a date. */
export async function readDateStyles(reader: XmlReader | undefined): Promise<ReadonlySet<number>> {
  const dates = new Set<number>();
  if (reader === undefined) return dates;
  const formats = new Map<number, string>();
  let style = -1;
  for (let piece = reader.next(); piece !== 'end'; piece = reader.next()) {
    if (piece === 'open' && reader.name === 'numFmt') {
      formats.set(
        Number(reader.attribute('numFmtId')),
        (reader.attribute('formatCode') ?? '').slice(0, MAX_FORMAT),
      );
    }
    if (reader.name === 'cellXfs' && piece !== 'text') style = piece === 'open' ? 0 : -1;
    if (piece === 'open' && reader.name === 'xf' && style >= 0) {
      if (isDateFormat(Number(reader.attribute('numFmtId')), formats)) dates.add(style);
      style += 1;
    }
  }
  return dates;
}

/** @see ECMA-376 part 1, 18.8.30 (numFmt): the formats that need no declaration */
function isDateFormat(id: number, formats: ReadonlyMap<number, string>): boolean {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58)) return true;
  const letters = (formats.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '');
  return /[dmyhs]/i.test(letters) && !/general|0|#/i.test(letters);
}

const DAY = 86_400_000;

/** Writes a day number as `2026-11-24`, with `10:30` behind it where it is no whole day. */
export function writeDate(days: number, from1904: boolean): string | null {
  // The system of 1900 counts a 29 February that never was.
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(epoch + Math.round(days * DAY));
  if (Number.isNaN(date.getTime())) return null;
  const [day = '', time = ''] = date.toISOString().split('T');
  if (Number.isInteger(days)) return day;
  return days < 1 ? time.slice(0, 5) : `${day} ${time.slice(0, 5)}`;
}
