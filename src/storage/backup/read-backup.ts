/** Reads a backup as a stream, and vouches at its end that it was whole. */

import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { type Bytes, unpack } from './envelope.ts';
import {
  type BackupContents,
  type BackupEnd,
  type BackupHeader,
  contentsSchema,
  endSchema,
  FORMAT_VERSION,
  headerSchema,
  tableLineSchema,
} from './format.ts';
import { createRowMarker, type RowMarker } from './rows.ts';

/** A header is a few hundred bytes; a file that begins with a longer line is none of ours. */
const MAX_HEADER_BYTES = 4_096;

/** How much is handed on at once: so many rows, or so many characters. */
const BATCH_ROWS = 500;
const BATCH_LENGTH = 1_000_000;

/** A backup whose header was read. */
export type OpenedBackup = {
  readonly header: BackupHeader;
  /** The header as it stands in the file. */
  readonly headerLine: Uint8Array;
  readonly rest: Bytes;
};

/** One after the other: the contents; rows, table after table; the end. */
export type BackupPart =
  | { readonly kind: 'contents'; readonly contents: BackupContents }
  | { readonly kind: 'rows'; readonly table: string; readonly lines: readonly string[] }
  | { readonly kind: 'end'; readonly end: BackupEnd };

const NEWLINE = 0x0a;

/**
 * Reads the header.
 *
 * @throws {AppError} `backup-unknown`: not a backup of ours; `backup-newer`: of a format that came later
 */
export async function openBackup(bytes: Bytes): Promise<OpenedBackup> {
  const iterator = bytes[Symbol.asyncIterator]();
  let begun: Uint8Array = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const next = begun.length > MAX_HEADER_BYTES ? null : await iterator.next();
    if (next === null || next.done) throw new AppError('backup-unknown');
    begun = Buffer.concat([begun, next.value]);
    end = begun.indexOf(NEWLINE);
  }
  const headerLine = begun.subarray(0, end + 1);
  const rest = async function* restOf() {
    if (begun.length > headerLine.length) yield begun.subarray(headerLine.length);
    yield* { [Symbol.asyncIterator]: () => iterator };
  };
  return { header: parseHeader(Buffer.from(headerLine).toString('utf8')), headerLine, rest: rest() };
}

const anyVersion = headerSchema.pick({ format: true, version: true, program: true });

function parseHeader(line: string): BackupHeader {
  const value = parseJson(line);
  const found = anyVersion.safeParse(value);
  if (!found.success) throw new AppError('backup-unknown');
  const { version, program } = found.data;
  if (version > FORMAT_VERSION) throw new AppError('backup-newer', { program });
  const header = headerSchema.safeParse(value);
  if (!header.success) throw damaged('its header is not as it was written');
  return header.data;
}

/**
 * Reads what is inside. The end comes only after the last byte was read and everything agreed with it; what came before
 * counts for nothing until then.
 *
 * @throws {AppError} `backup-damaged`
 */
export async function* readParts(opened: OpenedBackup, secretKey: string): AsyncGenerator<BackupPart> {
  const marks = new Map<string, RowMarker>();
  let end: BackupEnd | null = null;
  for await (const part of partsOf(linesOf(opened, secretKey))) {
    if (end !== null) throw damaged('something follows its end');
    if (part.kind === 'end') {
      end = part.end;
      continue;
    }
    if (part.kind === 'contents' && marks.size > 0) throw damaged('it says twice what is inside');
    if (part.kind === 'contents')
      for (const { name } of part.contents.tables) marks.set(name, createRowMarker());
    else markerOf(marks, part.table).add(part.lines);
    yield part;
  }
  if (end === null) throw damaged('it ends in the middle');
  for (const [table, marker] of marks) {
    const { rows, sha256 } = marker.mark();
    const told = end.tables[table];
    if (told?.rows !== rows || told.sha256 !== sha256)
      throw damaged(`the rows of ${table} are not all there`);
  }
  yield { kind: 'end', end };
}

function markerOf(marks: ReadonlyMap<string, RowMarker>, table: string): RowMarker {
  const marker = marks.get(table);
  if (marker === undefined) throw damaged(`a table ${table} turns up that was not announced`);
  return marker;
}

async function* partsOf(lines: AsyncIterable<string>): AsyncGenerator<BackupPart> {
  let table: string | null = null;
  let batch: string[] = [];
  let length = 0;
  for await (const line of lines) {
    if (line.startsWith('[')) {
      if (table === null) throw damaged('rows come before the name of their table');
      batch.push(line);
      length += line.length;
      if (batch.length < BATCH_ROWS && length < BATCH_LENGTH) continue;
    }
    if (table !== null && batch.length > 0) yield { kind: 'rows', table, lines: batch };
    [batch, length] = [[], 0];
    if (line.startsWith('[')) continue;
    const part = parsePart(line);
    if (part.kind === 'table') table = part.table;
    else yield part;
  }
  if (table !== null && batch.length > 0) yield { kind: 'rows', table, lines: batch };
}

const partSchema = z.union([
  contentsSchema.transform((contents) => ({ kind: 'contents' as const, contents })),
  tableLineSchema.transform(({ table }) => ({ kind: 'table' as const, table })),
  endSchema.transform(({ end }) => ({ kind: 'end' as const, end })),
]);

function parsePart(line: string): z.infer<typeof partSchema> {
  const part = partSchema.safeParse(parseJson(line));
  if (!part.success) throw damaged('a line in it makes no sense');
  return part.data;
}

/** Line by line; `node:readline` would also break lines at U+2028, which may stand in what a child wrote. */
async function* linesOf(opened: OpenedBackup, secretKey: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let begun = '';
  for await (const piece of faultsTold(unpack(opened.rest, envelopeKeyOf(opened, secretKey)))) {
    const lines = (begun + decoder.decode(piece, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
  if (begun !== '') throw damaged('it ends in the middle of a line');
}

function envelopeKeyOf({ header, headerLine }: OpenedBackup, secretKey: string) {
  if (header.salt === null) return null;
  return { secretKey, salt: Buffer.from(header.salt, 'base64url'), header: headerLine };
}

async function* faultsTold(bytes: Bytes): Bytes {
  try {
    yield* bytes;
  } catch (cause) {
    throw cause instanceof AppError ? cause : damaged('it was cut off or changed', cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(fault: string, cause?: unknown): AppError {
  return new AppError('backup-damaged', { fault }, { cause });
}
