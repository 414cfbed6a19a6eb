/** Breaks text into lines by an estimate of its width: nothing is measured on a server. */

/** Widths of letters in parts of the type size, for Be Vietnam Pro; generous, so that nothing sticks out. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/\p{Extended_Pictographic}|[\u1100-\u11ff\u2e80-\uffdc]/u, 1.35],
  [/[MW@%mw—…]/u, 0.9],
  [/[A-Z0-9ĐÀ-Ý&]/u, 0.66],
  [/\s/u, 0.28],
  [/[ijl.,:;'’|!()[\]]/u, 0.3],
  [/[ftrI“”-]/u, 0.38],
];
const OTHER = 0.59;

/** Width in units of text at a size in units; on the generous side. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text.normalize('NFC')) {
    const base = letter.normalize('NFD').charAt(0);
    width += WIDTHS.find(([letters]) => letters.test(letter) || letters.test(base))?.[1] ?? OTHER;
  }
  return width * size;
}

/** How text is broken. */
export type Wrapping = { readonly width: number; readonly size: number; readonly most: number };

/** Gives the lines; what does not fit into `most` of them ends in an ellipsis, and so does a word longer than a line. */
export function wrapped(text: string, { width, size, most }: Wrapping): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(joined, size) <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  const last = kept.pop();
  if (last === undefined) return [];
  const ended = lines.length > most ? withEllipsis(last, width, size) : last;
  return [...kept, ended].map((line) => fitted(line, width, size));
}

/** Leaves whole words out until the sign finds room. */
function withEllipsis(line: string, width: number, size: number): string {
  const words = line.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')}…`, size) > width) words.pop();
  return `${words.join(' ').replace(/…$/, '')}…`;
}

function fitted(line: string, width: number, size: number): string {
  if (textWidth(line, size) <= width) return line;
  const letters = [...line.replace(/…$/, '')];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}
