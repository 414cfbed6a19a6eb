/** Compiles the lists of words and patterns into what messages are matched with. */

import { readWords, releaseKeys, type Word } from '../reply/words.ts';
import { DANGER_KINDS, type DangerKind, type Severity } from './danger.ts';
import { type Shorthand, shorthandOf } from './spoken-words.ts';

/** A phrase of some groups; up to {@link SLOT} words of any kind may stand between two of its parts. */
export type Phrase = { readonly parts: readonly (readonly Word[])[]; readonly groups: readonly number[] };

/** Words that may stand for the `_` of a phrase. */
export const SLOT = 3;

/** Groups that have to stand in a row (`inOrder`), or near one another. */
export type Rule = {
  readonly kind: DangerKind;
  readonly severity: Severity;
  readonly anyway: boolean;
  readonly inOrder: boolean;
  readonly groups: readonly number[];
};

/** The lists, compiled. */
export type Lexicon = {
  readonly shorthand: Shorthand;
  /** Words of all phrases, by their plain letters. */
  readonly vocabulary: ReadonlyMap<string, readonly Word[]>;
  /** Phrases by the plain letters of their first word, or of their first two with a space between. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Rules by their first group. */
  readonly rules: ReadonlyMap<number, readonly Rule[]>;
  readonly groupOf: (name: string) => number;
  /** Group that stands for the negated one; -1 where there is none. */
  readonly negatedOf: (group: number) => number;
};

/** The lists as they are written. */
export type Lists = {
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly innocent: readonly string[];
  readonly patterns: readonly PatternList[];
  readonly english: readonly PatternList[];
  readonly shorthand: Readonly<Record<string, string>>;
};

/** Patterns of one kind. */
export type PatternList = {
  readonly kind: string;
  readonly severity: string;
  readonly anyway?: boolean;
  readonly say: readonly string[];
  readonly near?: readonly string[];
};

/**
 * Compiles.
 *
 * @throws Error where a pattern names a kind, severity or group that there is not: a fault of the lists
 */
export function compileLexicon(lists: Lists): Lexicon {
  const names = new Map<string, number>();
  const groupOf = (name: string): number => {
    const known = names.get(name) ?? names.size;
    names.set(name, known);
    return known;
  };
  const phrases = new Map<string, Phrase[]>();
  const vocabulary = new Map<string, Word[]>();
  const add = (text: string, groups: readonly number[]) => {
    const parts = text.split('_').map((part) => releaseKeys(readWords(part)));
    const [first, second] = parts[0] ?? [];
    if (first === undefined) return;
    for (const word of parts.flat()) if (word.plain.length > 1) learn(vocabulary, word);
    const key = second === undefined ? first.plain : `${first.plain} ${second.plain}`;
    const there = phrases.get(key);
    if (there === undefined) phrases.set(key, [{ parts, groups }]);
    else there.push({ parts, groups });
  };
  for (const [name, list] of Object.entries(lists.words)) {
    const groups = [name, ...holdersOf(name, lists.words)].map(groupOf);
    for (const text of list) if (!text.startsWith('+')) add(text, groups);
  }
  const known = new Set(Object.keys(lists.words).flatMap((name) => [name, `not-${name}`]));
  for (const line of lists.innocent) for (const text of line.split(',')) add(text, [groupOf('innocent')]);
  const rules = new Map<number, Rule[]>();
  const addRule = (list: PatternList, names: readonly string[], inOrder: boolean) => {
    const unknown = names.find((name) => !known.has(name));
    if (unknown !== undefined) throw new Error(`patterns: no group of words is named ${unknown}`);
    const rule = { ...headOf(list), inOrder, groups: names.map(groupOf) };
    const [first = 0] = rule.groups;
    rules.set(first, [...(rules.get(first) ?? []), rule]);
  };
  for (const list of lists.patterns) {
    for (const say of list.say) addRule(list, say.split(' '), true);
    for (const near of list.near ?? []) addRule(list, near.split(' '), false);
  }
  for (const [at, list] of lists.english.entries()) {
    const name = `english ${at}`;
    known.add(name);
    for (const say of list.say) add(say, [groupOf(name)]);
    addRule({ ...list, anyway: true }, [name], true);
  }
  const negated = new Map(
    ['hit', 'want', 'bully', 'touch'].map((name) => [groupOf(name), groupOf(`not-${name}`)]),
  );
  const shorthand = shorthandOf(lists.shorthand);
  return { shorthand, vocabulary, phrases, rules, groupOf, negatedOf: (group) => negated.get(group) ?? -1 };
}

function learn(vocabulary: Map<string, Word[]>, word: Word): void {
  const there = vocabulary.get(word.plain);
  if (there === undefined) vocabulary.set(word.plain, [word]);
  else if (there.every(({ letters, tone }) => letters !== word.letters || tone !== word.tone))
    there.push(word);
}

/** Groups that take a group in (`+name`), or take in one that does. */
function holdersOf(name: string, words: Lists['words']): readonly string[] {
  const holders = Object.keys(words).filter(
    (holder) => holder !== name && words[holder]?.includes(`+${name}`),
  );
  return [...new Set(holders.flatMap((holder) => [holder, ...holdersOf(holder, words)]))];
}

function headOf({ kind, severity, anyway = false }: PatternList) {
  const named = DANGER_KINDS.find((one) => one === kind);
  if (named === undefined) throw new Error(`patterns: there is no kind ${kind}`);
  if (severity !== 'low' && severity !== 'medium' && severity !== 'high')
    throw new Error(`patterns: there is no severity ${severity}`);
  return { kind: named, severity, anyway } as const;
}
