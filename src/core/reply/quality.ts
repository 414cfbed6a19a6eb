/** Reads a denied quality: "ko vui lắm" is "Chưa vui", "không thoải mái" is "Chưa thoải mái lắm". */

import { degreeOf } from './degree.ts';
import { isNegator, type Label } from './label.ts';
import { polarityOf } from './polarity.ts';
import { writeOut } from './shorthand.ts';
import { agreementOf, plainOf, type Word } from './words.ts';

const FILLERS = new Set('he ti nao em e a da'.split(' '));

/** Finds the one option that denies, or in a yes-or-no affirms, the quality a reply names; empty where none or more do. */
export function findQuality(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  const denied = deniedOf(labels);
  if (denied.length === 0) return [];
  const said = partsOf(words);
  if (said.core.length === 0 || said.denials > 1) return [];
  const found = denied.filter(({ core }) => sameWords(said.core, core));
  if (found.length !== 1) return [];
  if (said.denials === 1) return found.map(({ index }) => index);
  const { yes } = polarityOf(labels);
  return labels.length === 2 && yes.length === 1 ? yes : [];
}

type Denied = { readonly index: number; readonly core: readonly Word[] };

const known = new WeakMap<readonly Label[], readonly Denied[]>();

/** The labels that deny something once, and what; made ready once for each list. */
function deniedOf(labels: readonly Label[]): readonly Denied[] {
  let denied = known.get(labels);
  if (denied === undefined) {
    denied = labels.flatMap(({ index, words }) => {
      const { core, denials } = partsOf(words);
      return denials === 1 ? [{ index, core }] : [];
    });
    known.set(labels, denied);
  }
  return denied;
}

function partsOf(words: readonly Word[]): { readonly core: readonly Word[]; readonly denials: number } {
  const full = writeOut(words);
  const denies = (word: Word, at: number) =>
    isNegator(word) || (at === 0 && word.letters === 'đâu' && word.tone === '');
  const core = full.filter(
    (word, at) => !denies(word, at) && degreeOf(word) === null && !FILLERS.has(word.plain),
  );
  return { core, denials: full.filter(denies).length };
}

function sameWords(typed: readonly Word[], meant: readonly Word[]): boolean {
  if (plainOf(typed) !== plainOf(meant)) return false;
  return typed.every((word, at) => {
    const other = meant[at];
    return other !== undefined && agreementOf(word, other) !== 'clash';
  });
}
