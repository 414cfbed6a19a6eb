/** Writes an SPSS system file (`.sav`): numbers and short texts with names, labels and missing values, in UTF-8. */

/** A variable. */
export type SavVariable = {
  /** `[a-z][a-z0-9_]{0,63}` */
  readonly name: string;
  readonly label: string;
  /** Bytes of a text, 1 to 255; `null` for numbers. */
  readonly width: number | null;
  /** Digits behind the point. */
  readonly decimals?: number;
  readonly measure: 'nominal' | 'ordinal' | 'scale';
  /** What numbers stand for. */
  readonly labels?: ReadonlyMap<number, string>;
  /** A number that stands for no value. */
  readonly missing?: number;
};

/** A file's contents. */
export type SavFile = {
  readonly title: string;
  readonly madeAt: Date;
  /** Texts for whoever asks where it comes from; long ones are broken into lines. */
  readonly notes: readonly string[];
  readonly variables: readonly SavVariable[];
  /** Values in the order of the variables; `null` is no value. */
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Bytes of one value; texts take several. */
const UNIT = 8;
/** What SPSS reads as no value. */
const SYSTEM_MISSING = -Number.MAX_VALUE;
/** The number next above it. */
const LOWEST = -1.7976931348623155e308;
const LABEL_BYTES = 255;
const VALUE_LABEL_BYTES = 120;
const NOTE_BYTES = 80;
const MEASURES = { nominal: 1, ordinal: 2, scale: 3 } as const;
/** Formats F and A. */
const [FORMAT_NUMBER, FORMAT_TEXT] = [5, 1];
const NUMBER_WIDTH = 10;
/** The code page of UTF-8. */
const UTF8 = 65_001;

/**
 * Writes it, uncompressed.
 *
 * @see https://www.gnu.org/software/pspp/pspp-dev/html_node/System-File-Format.html
 */
export function writeSav(file: SavFile): Uint8Array<ArrayBuffer> {
  const parts = [
    header(file),
    ...file.variables.flatMap((variable, at) => variableRecords(variable, shortName(at))),
    ...valueLabelRecords(file.variables),
    documents(file.notes),
    integers(7, [3, 4, 8, 1, 0, 0, -1, 1, 1, 2, UTF8]),
    Buffer.concat([integers(7, [4, 8, 3]), doubles([SYSTEM_MISSING, Number.MAX_VALUE, LOWEST])]),
    display(file.variables),
    extension(13, Buffer.from(file.variables.map(({ name }, at) => `${shortName(at)}=${name}`).join('\t'))),
    extension(20, Buffer.from('UTF-8')),
    integers(999, [0]),
    ...file.rows.map((row) => dataRow(row, file.variables)),
  ];
  return new Uint8Array(Buffer.concat(parts));
}

function header({ title, madeAt, variables, rows }: SavFile): Buffer {
  const [, date, month, year, time] = /(\d+) (\w+) \d\d(\d\d) ([\d:]+)/.exec(madeAt.toUTCString()) ?? [];
  const size = variables.reduce((sum, { width }) => sum + unitsOf(width), 0);
  return Buffer.concat([
    Buffer.from('$FL2'),
    padded('@(#) SPSS DATA FILE - Em Noi', 60),
    integers(2, [size, 0, 0, rows.length]),
    doubles([100]),
    padded(`${date} ${month} ${year}`, 9),
    padded(time ?? '', 8),
    padded(title, 64),
    Buffer.alloc(3),
  ]);
}

/** A text longer than one unit has nameless variables after it. */
function variableRecords(variable: SavVariable, short: string): readonly Buffer[] {
  const { width, decimals = 0, missing } = variable;
  const label = Buffer.from(cut(variable.label, LABEL_BYTES));
  const format =
    width === null
      ? (FORMAT_NUMBER << 16) | (NUMBER_WIDTH << 8) | decimals
      : (FORMAT_TEXT << 16) | (width << 8);
  const missings = missing === undefined ? [] : [missing];
  return [
    Buffer.concat([
      integers(2, [width ?? 0, 1, missings.length, format, format]),
      padded(short, 8),
      integers(label.length, []),
      label,
      Buffer.alloc(-label.length & 3),
      doubles(missings),
    ]),
    ...Array.from({ length: unitsOf(width) - 1 }, () =>
      Buffer.concat([integers(2, [-1, 0, 0, 0, 0]), padded('', 8)]),
    ),
  ];
}

function valueLabelRecords(variables: readonly SavVariable[]): readonly Buffer[] {
  let index = 1;
  return variables.flatMap(({ width, labels }) => {
    const own = index;
    index += unitsOf(width);
    if (labels === undefined || labels.size === 0) return [];
    const pairs = [...labels].map(([value, label]) => {
      const text = Buffer.from(cut(label, VALUE_LABEL_BYTES));
      const length = Math.ceil((text.length + 1) / UNIT) * UNIT;
      return Buffer.concat([doubles([value]), Buffer.from([text.length]), text], UNIT + length);
    });
    return [integers(3, [labels.size]), ...pairs, integers(4, [1, own])];
  });
}

function documents(notes: readonly string[]): Buffer {
  const lines = notes.flatMap(brokenLines);
  if (lines.length === 0) return Buffer.alloc(0);
  return Buffer.concat([integers(6, [lines.length]), ...lines.map((line) => padded(line, NOTE_BYTES))]);
}

function brokenLines(text: string): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (Buffer.byteLength(longer) <= NOTE_BYTES) lines[lines.length - 1] = longer;
    else lines.push(cut(word, NOTE_BYTES));
  }
  return lines;
}

function display(variables: readonly SavVariable[]): Buffer {
  const shown = variables.flatMap(({ width, measure }) => [
    MEASURES[measure],
    Math.min(width ?? NUMBER_WIDTH, 40),
    width === null ? 1 : 0,
  ]);
  return Buffer.concat([integers(7, [11, 4, shown.length]), integersOf(shown)]);
}

function extension(kind: number, bytes: Buffer): Buffer {
  return Buffer.concat([integers(7, [kind, 1, bytes.length]), bytes]);
}

function dataRow(row: readonly (string | number | null)[], variables: readonly SavVariable[]): Buffer {
  return Buffer.concat(
    variables.map(({ width }, at) => {
      const value = row[at] ?? null;
      if (width !== null) return padded(value === null ? '' : String(value), unitsOf(width) * UNIT, width);
      return doubles([typeof value === 'number' && Number.isFinite(value) ? value : SYSTEM_MISSING]);
    }),
  );
}

/** Names of eight letters, for programs of the time before longer ones. */
function shortName(at: number): string {
  return `V${at + 1}`;
}

function unitsOf(width: number | null): number {
  return width === null ? 1 : Math.ceil(width / UNIT);
}

function integers(first: number, others: readonly number[]): Buffer {
  return integersOf([first, ...others]);
}

function integersOf(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeInt32LE(value, at * 4);
  return bytes;
}

function doubles(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [at, value] of values.entries()) bytes.writeDoubleLE(value, at * 8);
  return bytes;
}

/** Brings a text to so many bytes with spaces. */
function padded(text: string, bytes: number, most: number = bytes): Buffer {
  const room = Buffer.alloc(bytes, 0x20);
  Buffer.from(cut(text, most)).copy(room);
  return room;
}

/** Shortens a text to so many bytes, between two letters; "…" says so where there is room for it. */
function cut(text: string, bytes: number): string {
  const whole = text.normalize('NFC').toWellFormed().replaceAll('\u0000', '');
  if (Buffer.byteLength(whole) <= bytes) return whole;
  const end = bytes < 8 ? '' : '…';
  let kept = '';
  for (const letter of whole) {
    if (Buffer.byteLength(kept + letter + end) > bytes) break;
    kept += letter;
  }
  return kept + end;
}
