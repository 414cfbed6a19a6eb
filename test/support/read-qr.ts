// Reads a QR code from its dark and light modules, by the book (ISO/IEC 18004), without the library that made it.

/** What a code says, and how much of it may be lost. */
export type QrReading = { readonly text: string; readonly level: 'L' | 'M' | 'Q' | 'H' };

type Level = QrReading['level'];
const LEVELS: readonly Level[] = ['M', 'L', 'H', 'Q'];
/** Check words in each block, and blocks, for versions 1 to 10. */
const CHECKS: Readonly<Record<Level, readonly number[]>> = {
  L: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18],
  M: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
  Q: [13, 22, 18, 26, 18, 24, 18, 22, 20, 24],
  H: [17, 28, 22, 16, 22, 28, 26, 26, 24, 28],
};
const BLOCKS: Readonly<Record<Level, readonly number[]>> = {
  L: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4],
  M: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5],
  Q: [1, 1, 2, 2, 4, 4, 6, 6, 8, 8],
  H: [1, 1, 2, 4, 4, 4, 5, 6, 8, 8],
};
/** Middles of the small squares, for versions 1 to 10. */
const ALIGNMENT: readonly (readonly number[])[] = [
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
];
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (row, column) => (row + column) % 2 === 0,
  (row) => row % 2 === 0,
  (_, column) => column % 3 === 0,
  (row, column) => (row + column) % 3 === 0,
  (row, column) => (Math.floor(row / 2) + Math.floor(column / 3)) % 2 === 0,
  (row, column) => ((row * column) % 2) + ((row * column) % 3) === 0,
  (row, column) => (((row * column) % 2) + ((row * column) % 3)) % 2 === 0,
  (row, column) => (((row + column) % 2) + ((row * column) % 3)) % 2 === 0,
];

type Modules = readonly (readonly boolean[])[];

/**
 * Reads it.
 *
 * @param modules without the quiet zone
 * @throws where a module is wrong: nothing is corrected
 */
export function readQr(modules: Modules): QrReading {
  const version = (modules.length - 17) / 4;
  if (!Number.isInteger(version) || version < 1 || version > 10) throw new Error(`${modules.length} modules`);
  const { level, mask } = readFormat(modules);
  const words = readWords(modules, version, mask);
  const data = checkBlocks(words, { version, level });
  return { text: readBytes(data, version), level };
}

function readFormat(modules: Modules): { level: Level; mask: number } {
  const size = modules.length;
  const at = (row: number, column: number) => (modules[row]?.[column] === true ? 1 : 0);
  const first = [0, 1, 2, 3, 4, 5, 7].map((column) => at(8, column));
  const bits = [...first, at(8, 8), at(7, 8), ...[5, 4, 3, 2, 1, 0].map((row) => at(row, 8))];
  const again = [1, 2, 3, 4, 5, 6, 7].map((up) => at(size - up, 8));
  const rest = [8, 7, 6, 5, 4, 3, 2, 1].map((left) => at(8, size - left));
  const code = Number.parseInt(bits.join(''), 2);
  if (code !== Number.parseInt([...again, ...rest].join(''), 2)) throw new Error('two formats');
  const format = code ^ 0x5412;
  let remainder = format;
  for (let bit = 14; bit >= 10; bit -= 1) if ((remainder >> bit) & 1) remainder ^= 0x537 << (bit - 10);
  if (remainder !== 0) throw new Error('a broken format');
  const level = LEVELS[format >> 13];
  if (level === undefined) throw new Error('no level');
  return { level, mask: (format >> 10) & 7 };
}

/** Modules that hold no data: finders, timing, alignment, format, version. */
function isFixed(row: number, column: number, version: number): boolean {
  const size = version * 4 + 17;
  if (row === 6 || column === 6) return true;
  if ((row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9))
    return true;
  if (version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11))) return true;
  const middles = ALIGNMENT[version - 1] ?? [];
  const last = middles.at(-1);
  return middles.some((y) =>
    middles.some((x) => {
      const isFinder = (y === 6 && (x === 6 || x === last)) || (x === 6 && y === last);
      return !isFinder && Math.abs(row - y) <= 2 && Math.abs(column - x) <= 2;
    }),
  );
}

function readWords(modules: Modules, version: number, mask: number): readonly number[] {
  const size = modules.length;
  const isMasked = MASKS[mask] ?? (() => false);
  const bits: number[] = [];
  let isUpward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = isUpward ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (isFixed(row, column, version)) continue;
        bits.push((modules[row]?.[column] === true) !== isMasked(row, column) ? 1 : 0);
      }
    }
    isUpward = !isUpward;
  }
  const whole = Math.floor(bits.length / 8);
  return Array.from({ length: whole }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2),
  );
}

/** Takes the blocks apart and holds each to its check words. */
function checkBlocks(
  words: readonly number[],
  { version, level }: { readonly version: number; readonly level: Level },
): readonly number[] {
  const [checks, count] = [CHECKS[level][version - 1] ?? 0, BLOCKS[level][version - 1] ?? 1];
  const short = Math.floor(words.length / count);
  const longOnes = words.length % count;
  const lengths = Array.from({ length: count }, (_, at) => short - checks + (at >= count - longOnes ? 1 : 0));
  const blocks: number[][] = lengths.map(() => []);
  let next = 0;
  for (let at = 0; at < Math.max(...lengths); at += 1) {
    blocks.forEach((block, number) => {
      if (at < (lengths[number] ?? 0)) block.push(words[next++] ?? 0);
    });
  }
  const data = blocks.flatMap((block) => [...block]);
  for (let at = 0; at < checks; at += 1) for (const block of blocks) block.push(words[next++] ?? 0);
  for (const block of blocks) {
    if (syndromes(block, checks).some((one) => one !== 0)) throw new Error('a block with wrong check words');
  }
  return data;
}

/** Zero wherever a block is whole: Reed–Solomon over GF(256) with 0x11D. */
function syndromes(block: readonly number[], checks: number): readonly number[] {
  return Array.from({ length: checks }, (_, at) => {
    let root = 1;
    for (let power = 0; power < at; power += 1) root = product(root, 2);
    return block.reduce((sum, word) => product(sum, root) ^ word, 0);
  });
}

function product(one: number, other: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    result = (result << 1) ^ (result & 0x80 ? 0x11d : 0);
    if ((other >> bit) & 1) result ^= one;
  }
  return result;
}

function readBytes(data: readonly number[], version: number): string {
  const bits = data.map((word) => word.toString(2).padStart(8, '0')).join('');
  if (bits.slice(0, 4) !== '0100') throw new Error(`mode ${bits.slice(0, 4)}`);
  const wide = version < 10 ? 8 : 16;
  const length = Number.parseInt(bits.slice(4, 4 + wide), 2);
  const bytes = Array.from({ length }, (_, at) => {
    const from = 4 + wide + at * 8;
    return Number.parseInt(bits.slice(from, from + 8), 2);
  });
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}
