/** Guesses what a file is that is no spreadsheet, so that its sender reads more than "no". */

import type { WorkbookFaultCode } from './workbook-fault.ts';

const PDF = [0x25, 0x50, 0x44, 0x46];
/** Container of Office files before 2007, and of encrypted ones since. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** Guesses from the first bytes of a file that is no archive. */
export function guessKind(file: Uint8Array): WorkbookFaultCode {
  if (beginsWith(file, PDF)) return 'is-pdf';
  if (beginsWith(file, OLE)) return holds(file, 'EncryptedPackage') ? 'is-encrypted' : 'is-old-excel';
  return isTable(file) ? 'is-csv' : 'not-a-spreadsheet';
}

/** Guesses from the names in an archive. */
export function guessArchive(names: readonly string[]): WorkbookFaultCode {
  if (names.some((name) => name.endsWith('workbook.bin'))) return 'is-binary-excel';
  if (names.includes('content.xml') && names.includes('mimetype')) return 'is-ods';
  if (names.some((name) => /^(word|ppt)\//.test(name))) return 'is-other-office';
  return 'not-a-spreadsheet';
}

/** Plain text whose first line holds separators. */
function isTable(file: Uint8Array): boolean {
  const [first = ''] = new TextDecoder().decode(file.subarray(0, 2000)).split(/\r?\n/);
  const isPlain = [...first].every((letter) => letter >= ' ' || letter === '\t');
  return isPlain && /[,;\t]/.test(first) && !/^[\s\ufeff]*[<{[]/.test(first);
}

function beginsWith(file: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => file[at] === byte);
}

/** Tells whether a file holds a name in UTF-16, as the directory of an OLE container does. */
function holds(file: Uint8Array, name: string): boolean {
  const bytes = [...name].flatMap((letter) => [letter.charCodeAt(0), 0]);
  const first = bytes[0] ?? 0;
  for (let at = file.indexOf(first); at >= 0; at = file.indexOf(first, at + 1)) {
    if (beginsWith(file.subarray(at, at + bytes.length), bytes)) return true;
  }
  return false;
}
