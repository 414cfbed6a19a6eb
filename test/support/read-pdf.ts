// Reads back what was drawn into a PDF: letters through the fonts' own tables, boxes as they stand on the page.
import { inflateSync } from 'node:zlib';

/** Words set at one go. Points from the page's upper left corner; `y` is the base line. */
export type PdfRun = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Glyph numbers; 0 is the empty box of a letter the typeface lacks. */
  readonly glyphs: readonly number[];
  /** Where the run ends. */
  readonly end: number;
};

/** A filled rectangle and its colour, red, green, blue from 0 to 1. */
export type PdfRect = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: readonly number[];
};

/** A page. */
export type PdfPage = {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly PdfRun[];
  readonly rects: readonly PdfRect[];
};

/** A document. */
export type PdfText = {
  readonly pages: readonly PdfPage[];
  readonly title: string;
  readonly language: string;
  /** Alternative texts of its pictures. */
  readonly alternatives: readonly string[];
};

type Entry = { readonly dict: string; readonly stream: Buffer | null };
type Font = { readonly letters: ReadonlyMap<number, string>; readonly widths: readonly number[] };
/** a b c d e f of a transformation. */
type Matrix = readonly [number, number, number, number, number, number];

const HERE: Matrix = [1, 0, 0, 1, 0, 0];

/** Reads a document as pdfkit writes it: a plain table of objects, Identity-H fonts with ToUnicode maps. */
export function readPdf(bytes: Uint8Array): PdfText {
  const file = Buffer.from(bytes);
  const entries = readEntries(file);
  const all = [...entries.values()];
  const pages = pageOrder(entries).map((page) => readPage(page, entries));
  const info = all.find(({ dict }) => /\/Creator/.test(dict))?.dict ?? '';
  const catalog = all.find(({ dict }) => /\/Type \/Catalog/.test(dict))?.dict ?? '';
  return {
    pages,
    title: readString(entryAt(entries, referenceOf(info, 'Title')).dict.trim()),
    language: readString(/\/Lang (\(.*?\))/.exec(catalog)?.[1] ?? ''),
    alternatives: all.flatMap(({ dict }) => {
      const alt = /\/Alt (\([\s\S]*?[^\\]\))\n/.exec(dict)?.[1];
      return alt === undefined ? [] : [readString(alt)];
    }),
  };
}

function readEntries(file: Buffer): Map<number, Entry> {
  const text = file.toString('latin1');
  const table = Number(/startxref\s+(\d+)/.exec(text)?.[1]);
  const rows = [...text.slice(table).matchAll(/(\d{10}) \d{5} ([fn]) ?\r?\n/g)];
  const entries = new Map<number, Entry>();
  for (const [number, [, offset, kind]] of rows.entries()) {
    if (kind !== 'n') continue;
    const from = text.indexOf('obj', Number(offset)) + 3;
    const end = text.indexOf('endobj', from);
    const streamAt = text.slice(from, end).search(/\bstream\n/);
    const dict = streamAt < 0 ? text.slice(from, end) : text.slice(from, from + streamAt);
    entries.set(number, { dict, stream: streamAt < 0 ? null : readStream(file, from + streamAt, dict) });
  }
  return entries;
}

function readStream(file: Buffer, at: number, dict: string): Buffer {
  const start = at + 'stream\n'.length;
  const raw = file.subarray(start, start + Number(/\/Length (\d+)/.exec(dict)?.[1]));
  return /FlateDecode/.test(dict) ? inflateSync(raw) : raw;
}

function pageOrder(entries: ReadonlyMap<number, Entry>): readonly Entry[] {
  const tree = [...entries.values()].find(({ dict }) => /\/Type \/Pages/.test(dict));
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.dict ?? '')?.[1] ?? '';
  return references(kids).map((number) => entryAt(entries, number));
}

function references(text: string): readonly number[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

function entryAt(entries: ReadonlyMap<number, Entry>, number: number): Entry {
  const entry = entries.get(number);
  if (entry === undefined) throw new Error(`no object ${number}`);
  return entry;
}

function readPage({ dict }: Entry, entries: ReadonlyMap<number, Entry>): PdfPage {
  const [, , width = 0, height = 0] = (/\/MediaBox \[([^\]]*)\]/.exec(dict)?.[1] ?? '')
    .split(' ')
    .map(Number);
  const resources = entryAt(entries, referenceOf(dict, 'Resources')).dict;
  const named = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? '';
  const fonts = new Map(
    [...named.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name = '', number]) => [
      name,
      readFont(entryAt(entries, Number(number)), entries),
    ]),
  );
  const content = references(/\/Contents ([^/]*)/.exec(dict)?.[1] ?? '')
    .map((number) => entryAt(entries, number).stream?.toString('latin1') ?? '')
    .join('\n');
  return { width, height, ...drawn(content, fonts, height) };
}

function referenceOf(dict: string, name: string): number {
  return Number(new RegExp(`/${name} (?:\\[)?(\\d+) 0 R`).exec(dict)?.[1]);
}

function readFont({ dict }: Entry, entries: ReadonlyMap<number, Entry>): Font {
  const map = entryAt(entries, referenceOf(dict, 'ToUnicode')).stream?.toString('latin1') ?? '';
  const letters = new Map<number, string>();
  for (const [, from = '', , list = ''] of map.matchAll(/<([\da-f]+)> <([\da-f]+)> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([\da-f ]*)>/gi)].forEach(([, hex = ''], at) => {
      letters.set(Number.parseInt(from, 16) + at, utf16(Buffer.from(hex.replace(/ /g, ''), 'hex')));
    });
  }
  const descendant = entryAt(entries, referenceOf(dict, 'DescendantFonts')).dict;
  const widths = (/\/W \[0 \[([^\]]*)\]/.exec(descendant)?.[1] ?? '').trim().split(/\s+/).map(Number);
  return { letters, widths };
}

/** Follows the drawing: where one is, which letters are set, which boxes are filled. */
function drawn(content: string, fonts: ReadonlyMap<string, Font>, height: number) {
  const runs: PdfRun[] = [];
  const rects: PdfRect[] = [];
  const path: Omit<PdfRect, 'fill'>[] = [];
  const kept: { at: Matrix; fill: readonly number[] }[] = [];
  let at: Matrix = HERE;
  let fill: readonly number[] = [0, 0, 0];
  let textAt: Matrix = HERE;
  let font: Font | undefined;
  let size = 0;
  const tokens = content.match(/\[(?:<[\da-f]*>|[-\d.\s])*\]|<[\da-f]+>|\((?:\\.|[^\\)])*\)|[^\s]+/gi) ?? [];
  let operands: string[] = [];
  const numbers = () => operands.map(Number);
  for (const token of tokens) {
    if (/^[-+.\d[</(]/.test(token)) {
      operands.push(token);
      continue;
    }
    if (token === 'q') kept.push({ at, fill });
    else if (token === 'Q') ({ at, fill } = kept.pop() ?? { at: HERE, fill: [0, 0, 0] });
    else if (token === 'cm') at = times(matrixOf(numbers()), at);
    else if (token === 'scn' || token === 'rg') fill = numbers();
    else if (token === 'Tm') textAt = matrixOf(numbers());
    else if (token === 'Tf') {
      font = fonts.get((operands[0] ?? '').slice(1));
      size = Number(operands[1]);
    } else if (token === 'TJ' && font !== undefined) {
      runs.push(readRun(operands[0] ?? '', { font, size, at: times(textAt, at), height }));
    } else if (token === 're') path.push(placed(numbers(), at, height));
    else if (token === 'f') rects.push(...path.splice(0).map((rect) => ({ ...rect, fill })));
    else if (/^[SnWBb]\*?$/.test(token)) path.splice(0);
    operands = [];
  }
  return { runs, rects };
}

function matrixOf([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[]): Matrix {
  return [a, b, c, d, e, f];
}

function times([a, b, c, d, e, f]: Matrix, [p, q, r, s, t, u]: Matrix): Matrix {
  return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u];
}

function placed([x = 0, y = 0, w = 0, h = 0]: readonly number[], at: Matrix, height: number) {
  const [a, , , d, e, f] = at;
  const [left, right] = [a * x + e, a * (x + w) + e];
  const [one, other] = [height - (d * y + f), height - (d * (y + h) + f)];
  return { x: left, y: Math.min(one, other), width: right - left, height: Math.abs(other - one) };
}

type Setting = { readonly font: Font; readonly size: number; readonly at: Matrix; readonly height: number };

function readRun(list: string, { font, size, at, height }: Setting): PdfRun {
  const glyphs: number[] = [];
  let wide = 0;
  for (const [, hex, shift] of list.matchAll(/<([\da-f]*)>|(-?[\d.]+)/gi)) {
    if (shift !== undefined) wide -= Number(shift);
    for (const code of (hex ?? '').match(/.{4}/g) ?? []) {
      const glyph = Number.parseInt(code, 16);
      glyphs.push(glyph);
      wide += font.widths[glyph] ?? 0;
    }
  }
  const scale = Math.abs(at[0]);
  const text = glyphs.map((glyph) => font.letters.get(glyph) ?? '\ufffd').join('');
  const x = at[4];
  return { text, glyphs, size: size * scale, x, y: height - at[5], end: x + (wide / 1000) * size * scale };
}

/** A string of the document: UTF-16 where it begins with the mark for it. */
function readString(written: string): string {
  if (written.startsWith('<')) return decodeString(Buffer.from(written.slice(1, -1), 'hex'));
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const bare = written.slice(1, -1).replace(/\\([\s\S])/g, (_, after: string) => escapes[after] ?? after);
  return decodeString(Buffer.from(bare, 'latin1'));
}

function decodeString(bytes: Buffer): string {
  return bytes[0] === 0xfe && bytes[1] === 0xff ? utf16(bytes.subarray(2)) : bytes.toString('latin1');
}

function utf16(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}
