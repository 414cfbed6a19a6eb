/** Sets words into a box: as large as they fit, broken into lines, never beyond its edges. */

import { drawable } from './drawable.ts';
import { type Box, drawElement, type Face, INKS, type Ink, type Paper } from './paper.ts';

/** How words are set. Sizes in points. */
export type TextStyle = {
  readonly face?: Face;
  /** Size where there is room. */
  readonly size: number;
  /** Smallest size; what still does not fit then is cut off with "…". */
  readonly least?: number;
  readonly ink?: Ink;
  readonly align?: 'left' | 'center' | 'right';
  /** Where the words stand in a box with room to spare. */
  readonly stand?: 'top' | 'middle' | 'bottom';
  /** For screen readers: `H1`, `H2`, `P`. */
  readonly tag?: string;
  /** Points between letters. */
  readonly spacing?: number;
};

/** Words of a stack, and the room above them in points. */
export type Block = { readonly words: string; readonly style: TextStyle; readonly gap?: number };

/** Each try is this much smaller than the one before. */
const STEP = 0.95;

/** Draws words into a box. Empty words draw nothing. */
export function drawText(paper: Paper, words: string, box: Box, style: TextStyle): void {
  drawStack(paper, [{ words, style }], box, style.stand);
}

/** Draws several words one below the other; where there is little room all become smaller alike. */
export function drawStack(
  paper: Paper,
  blocks: readonly Block[],
  box: Box,
  stand: TextStyle['stand'] = 'top',
): void {
  const said = blocks
    .map((block) => ({ ...block, words: drawable(block.words) }))
    .filter(({ words }) => words !== '');
  const { set, height } = fitted(paper, said, box);
  const spare = Math.max(0, box.height - height);
  let y = box.y + (stand === 'middle' ? spare / 2 : stand === 'bottom' ? spare : 0);
  for (const line of set) {
    y += line.gap;
    const place = { x: box.x, y, width: box.width, height: line.height };
    drawElement(paper, { tag: line.style.tag ?? 'P' }, () => setWords(paper, line, place));
    y += line.height;
  }
}

/** A block whose size was found. */
type Set = Block & { readonly size: number; readonly gap: number; readonly height: number };

function fitted(paper: Paper, blocks: readonly Block[], box: Box): { set: readonly Set[]; height: number } {
  let set = sized(paper, blocks, box.width, 1);
  for (let scale = STEP; heightOf(set) > box.height; scale *= STEP) {
    if (set.every(({ size, style }) => size <= (style.least ?? style.size))) return cut(set, box.height);
    set = sized(paper, blocks, box.width, scale);
  }
  return { set, height: heightOf(set) };
}

function sized(paper: Paper, blocks: readonly Block[], width: number, scale: number): readonly Set[] {
  return blocks.map((block, at) => {
    const { size: most, least = most } = block.style;
    const size = Math.max(least, Math.min(most * scale, widest(paper, block, width)));
    const gap = at === 0 ? 0 : (block.gap ?? 0) * scale;
    return { ...block, size, gap, height: measure(paper, { ...block, size }, width) };
  });
}

/** The size at which the longest word still fits into a line. */
function widest(paper: Paper, { words, style }: Block, width: number): number {
  const longest = remembered(paper, ['longest', style.face, style.spacing, style.size, words], () => {
    choose(paper, style, 100);
    const spacing = (style.spacing ?? 0) * (100 / style.size);
    const wide = (word: string) => paper.doc.widthOfString(word, { characterSpacing: spacing });
    // The library counts the space behind the last letter as well.
    return Math.max(...words.split(' ').map(wide)) + spacing;
  });
  return (width / longest) * 100 * 0.995;
}

/** Even the smallest letters are too many: the longest texts give way down to a line, the first of all, a title, last. */
function cut(set: readonly Set[], height: number): { set: readonly Set[]; height: number } {
  const [first, ...others] = set;
  const inTurn = [...others.sort((one, other) => other.height - one.height), ...(first ? [first] : [])];
  const left = new Map<Set, number>();
  let excess = heightOf(set) - height;
  for (const one of inTurn) {
    const spared = Math.min(Math.max(0, excess), Math.max(0, one.height - one.size * LINE));
    left.set(one, one.height - spared);
    excess -= spared;
  }
  const kept = set.map((one) => ({ ...one, height: left.get(one) ?? one.height }));
  return { set: kept, height: heightOf(kept) };
}

/** Height of a line of the typeface, in sizes. */
const LINE = 1.3;

function heightOf(set: readonly Set[]): number {
  return set.reduce((sum, { gap, height }) => sum + gap + height, 0);
}

function measure(
  paper: Paper,
  { words, style, size }: Pick<Set, 'words' | 'style' | 'size'>,
  width: number,
): number {
  return remembered(paper, ['tall', style.face, style.spacing, style.size, size, width, words], () => {
    choose(paper, style, size);
    return paper.doc.heightOfString(words, { width, ...spacingOf(style, size) });
  });
}

function remembered(
  { measured }: Paper,
  of: readonly (string | number | undefined)[],
  take: () => number,
): number {
  const name = of.join('|');
  const known = measured.get(name) ?? take();
  measured.set(name, known);
  return known;
}

function setWords(paper: Paper, line: Set, box: Box): void {
  const { words, style, size } = line;
  const width = style.align === 'center' ? balanced(paper, line, box.width) : box.width;
  choose(paper, style, size);
  paper.doc.fillColor(INKS[style.ink ?? 'ink']);
  paper.doc.text(words, box.x + (box.width - width) / 2, box.y, {
    width,
    // A hair more than was measured: rounding must not cost the last line.
    height: box.height + 0.5,
    ellipsis: true,
    align: style.align ?? 'left',
    ...spacingOf(style, size),
  });
}

/** Tries of {@link balanced}; each halves what it is off. */
const BALANCING = 5;

/** The least width in which words take no more lines: no last line of one lonely word. */
function balanced(paper: Paper, line: Set, width: number): number {
  const longest = (width * line.size) / widest(paper, line, width);
  if (longest >= width || measure(paper, line, width) > line.height) return width;
  let [narrow, wide] = [Math.max(width / 2, longest), width];
  for (let tries = 0; tries < BALANCING; tries += 1) {
    const middle = (narrow + wide) / 2;
    if (measure(paper, line, middle) > line.height) narrow = middle;
    else wide = middle;
  }
  return wide;
}

function spacingOf(style: TextStyle, size: number): { characterSpacing?: number } {
  return style.spacing === undefined ? {} : { characterSpacing: style.spacing * (size / style.size) };
}

function choose({ doc }: Paper, style: TextStyle, size: number): void {
  doc.font(style.face ?? 'plain').fontSize(size);
}
