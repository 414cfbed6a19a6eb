/** What changed between two texts, word by word. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import { type Language, SOURCE_LANGUAGE } from '../language.ts';
import type { FlowText, Wording } from './text.ts';

/** A run of words that both texts have, or that only this one has. */
export type Piece = { readonly words: string; readonly isChanged: boolean };

/** One wording that is not what it was; `null`: there was none, or is none any more. */
export type WordingChange = {
  readonly language: Language;
  readonly band: AgeBand | 'all';
  readonly before: readonly Piece[] | null;
  readonly after: readonly Piece[] | null;
};

/** Most pairs of words compared; longer texts are marked from the first difference to the last. */
const MAX_PAIRS = 100_000;

/**
 * Longest common subsequence of two lists.
 *
 * @returns pairs of positions, in order
 */
export function commonItems(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < before.length && column < after.length) {
    if (before[row] === after[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

/** Marks the words that only one of two texts has. */
export function markWords(
  before: string,
  after: string,
): { readonly before: readonly Piece[]; readonly after: readonly Piece[] } {
  const [left, right] = [wordsOf(before), wordsOf(after)];
  const shared = left.length * right.length > MAX_PAIRS ? sharedEnds(left, right) : commonItems(left, right);
  return {
    before: pieces(left, new Set(shared.map(([at]) => at))),
    after: pieces(right, new Set(shared.map(([, at]) => at))),
  };
}

function wordsOf(text: string): readonly string[] {
  const trimmed = text.normalize('NFC').trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

function sharedEnds(
  left: readonly string[],
  right: readonly string[],
): readonly (readonly [number, number])[] {
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start++;
  let end = 0;
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  return [
    ...Array.from({ length: start }, (_, at) => [at, at] as const),
    ...Array.from({ length: end }, (_, at) => [left.length - end + at, right.length - end + at] as const),
  ];
}

function pieces(words: readonly string[], shared: ReadonlySet<number>): readonly Piece[] {
  const runs: { words: string[]; isChanged: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const isChanged = !shared.has(at);
    const run = runs.at(-1);
    if (run?.isChanged === isChanged) run.words.push(word);
    else runs.push({ words: [word], isChanged });
  }
  return runs.map((run) => ({ words: run.words.join(' '), isChanged: run.isChanged }));
}

/** Gives every wording of a text that changed, by language and age band; an absent text has none. */
export function wordingChanges(
  before: FlowText | undefined | null,
  after: FlowText | undefined | null,
): readonly WordingChange[] {
  const written = [...Object.keys(before ?? {}), ...Object.keys(after ?? {})].sort();
  const languages = [...new Set([...written.filter((one) => one === SOURCE_LANGUAGE), ...written])];
  return languages.flatMap((language) =>
    (['all', ...AGE_BANDS] as const).flatMap((band): readonly WordingChange[] => {
      const [was, is] = [ownWording(before, language, band), ownWording(after, language, band)];
      if (sameWords(was, is)) return [];
      if (was === null || is === null) {
        const whole = (words: string | null) => (words === null ? null : [{ words, isChanged: true }]);
        return [{ language, band, before: whole(was), after: whole(is) }];
      }
      return [{ language, band, ...markWords(was, is) }];
    }),
  );
}

/** Line breaks and double spaces are no change that a child sees. */
function sameWords(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  return wordsOf(one).join(' ') === wordsOf(other).join(' ');
}

function ownWording(
  text: FlowText | undefined | null,
  language: Language,
  band: AgeBand | 'all',
): string | null {
  const wording: Wording | undefined =
    text !== undefined && text !== null && Object.hasOwn(text, language) ? text[language] : undefined;
  if (wording === undefined) return null;
  if (typeof wording === 'string') return band === 'all' ? wording : null;
  return wording[band] ?? null;
}
