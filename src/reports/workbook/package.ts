/** The parts of a spreadsheet file: known to be one, looked over before anything is unpacked. */

import { type ArchiveEntry, listEntries, unpackEntry } from './archive.ts';
import { guessArchive, guessKind } from './guess-kind.ts';
import { MAX_ENTRIES, MAX_FILE_BYTES, MAX_PART_BYTES, MAX_UNPACKED_BYTES } from './limits.ts';
import { WorkbookRefusal } from './workbook-fault.ts';
import { XmlReader } from './xml-reader.ts';

/** The parts of one file. */
export type Package = {
  readonly names: readonly string[];
  /**
   * Unpacks a part and begins to read it.
   *
   * @param name without a slash at the beginning
   * @returns `undefined` where there is none
   * @throws WorkbookRefusal `unpacks-too-large`, `damaged`
   */
  readonly read: (name: string) => Promise<XmlReader | undefined>;
};

/**
 * Opens a file.
 *
 * @throws WorkbookRefusal where it is no spreadsheet, with what it seems to be
 */
export function openPackage(file: Uint8Array): Package {
  if (file.byteLength === 0) throw new WorkbookRefusal('empty-file');
  if (file.byteLength > MAX_FILE_BYTES) throw new WorkbookRefusal('too-large', megabytes(MAX_FILE_BYTES));
  if (file[0] !== 0x50 || file[1] !== 0x4b) throw new WorkbookRefusal(guessKind(file));
  const entries = entriesByName(listEntries(file, MAX_ENTRIES));
  const names = [...entries.keys()];
  if (!names.includes('[Content_Types].xml') || !names.some((name) => /(^|\/)workbook\d*\.xml$/.test(name))) {
    throw new WorkbookRefusal(guessArchive(names));
  }
  let left = MAX_UNPACKED_BYTES;
  return {
    names,
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      left -= entry.size;
      if (entry.size > MAX_PART_BYTES || left < 0) {
        throw new WorkbookRefusal('unpacks-too-large', megabytes(MAX_PART_BYTES));
      }
      return new XmlReader(await unpackEntry(file, entry, Math.max(1, entry.size)));
    },
  };
}

function megabytes(bytes: number) {
  return { megabytes: bytes / 1024 / 1024 };
}

/** Names that lead out of a folder, or come twice, are no accident; nothing is written anywhere all the same. */
function entriesByName(entries: readonly ArchiveEntry[]): ReadonlyMap<string, ArchiveEntry> {
  const byName = new Map<string, ArchiveEntry>();
  for (const entry of entries) {
    const { name } = entry;
    if (byName.has(name) || isWayOut(name)) throw new WorkbookRefusal('unsafe');
    byName.set(name, entry);
  }
  return byName;
}

function isWayOut(name: string): boolean {
  return name.startsWith('/') || /^[a-z]:/i.test(name) || name.split(/[/\\]/).includes('..');
}
