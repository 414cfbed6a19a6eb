/** Reads the directory of a zip archive and unpacks single entries, never beyond a bound. */

import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { WorkbookRefusal } from './workbook-fault.ts';

/** One entry as the directory tells of it. */
export type ArchiveEntry = {
  readonly name: string;
  /** Bytes once unpacked, as announced: whoever made the file may lie. */
  readonly size: number;
  readonly packedSize: number;
  /** 0: stored as it is; 8: deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Where its own header begins. */
  readonly at: number;
};

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const ENTRY = 0x04034b50;
/** The end record and the longest comment after it. */
const LONGEST_END = 22 + 0xffff;
/** Stands where a number needs 64 bits, which then stand in an extra field. */
const IS_ZIP64 = 0xffffffff;

/**
 * Lists the entries.
 *
 * @throws WorkbookRefusal `damaged` where there is no directory, `unsafe` where it holds more than `most`
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT sections 4.3.12 and 4.3.16
 */
export function listEntries(file: Uint8Array, most: number): readonly ArchiveEntry[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  if (count > most) throw new WorkbookRefusal('unsafe');
  const entries: ArchiveEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = count; left > 0; left--) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) {
      throw new WorkbookRefusal('damaged');
    }
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const [name = 0, extra = 0, comment = 0] = lengths;
    if (at + 46 + name + extra + comment > view.byteLength) throw new WorkbookRefusal('damaged');
    entries.push(readEntry(file, view, { at, name, extra }));
    at += 46 + name + extra + comment;
  }
  return entries;
}

function endOfDirectory(view: DataView): number {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at > last - LONGEST_END; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new WorkbookRefusal('damaged');
}

type Place = { readonly at: number; readonly name: number; readonly extra: number };

function readEntry(file: Uint8Array, view: DataView, { at, name, extra }: Place): ArchiveEntry {
  const long = zip64(view, { at: at + 46 + name, length: extra });
  const number = (offset: number) => {
    const value = view.getUint32(at + offset, true);
    return value === IS_ZIP64 ? (long.shift() ?? value) : value;
  };
  // In this order they stand in the extra field.
  const size = number(24);
  const packedSize = number(20);
  const begin = number(42);
  return {
    name: new TextDecoder().decode(file.subarray(at + 46, at + 46 + name)),
    ...{ size, packedSize, at: begin },
    method: view.getUint16(at + 10, true),
    isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
  };
}

/** The numbers of the extra field that some programs write for every file, however small. */
function zip64(view: DataView, field: { readonly at: number; readonly length: number }): number[] {
  const end = field.at + field.length;
  for (let at = field.at; at + 4 <= end; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) {
      const count = Math.floor(Math.min(length, end - at - 4) / 8);
      return Array.from({ length: count }, (_, each) => Number(view.getBigUint64(at + 4 + each * 8, true)));
    }
    at += 4 + length;
  }
  return [];
}

const inflate = promisify(inflateRaw);

/**
 * Unpacks an entry, in a thread of its own.
 *
 * @param most bytes; beyond it nothing more is unpacked
 * @throws WorkbookRefusal `damaged`, also where more comes out than was announced
 */
export async function unpackEntry(file: Uint8Array, entry: ArchiveEntry, most: number): Promise<Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const { at, packedSize, method, isEncrypted } = entry;
  if (isEncrypted) throw new WorkbookRefusal('is-encrypted');
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== ENTRY) throw new WorkbookRefusal('damaged');
  const begin = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  const packed = file.subarray(begin, begin + packedSize);
  if (packed.byteLength !== packedSize) throw new WorkbookRefusal('damaged');
  if (method === 0 && packedSize <= most) return packed;
  if (method !== 8) throw new WorkbookRefusal('damaged');
  return inflate(packed, { maxOutputLength: most }).catch(() => {
    throw new WorkbookRefusal('damaged');
  });
}
