/** Compiles the lists of words and patterns into what messages are matched with. */

import { readWords, releaseKeys, type Word } from '../reply/words.ts';
import { DANGER_KINDS, type DangerKind, type Severity } from './danger.ts';
import { type Shorthand, shorthandOf } from './spoken-words.ts';

/** A phrase of a group. */
export type Phrase = { readonly words: readonly Word[]; readonly group: number };

/** Groups that have to stand in a row. */
export type Rule = {
  readonly kind: DangerKind;
  readonly severity: Severity;
  readonly anyway: boolean;
  readonly groups: readonly number[];
};

/** The lists, compiled. */
export type Lexicon = {
  readonly shorthand: Shorthand;
  readonly vocabulary: ReadonlySet<string>;
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
  const vocabulary = new Set<string>();
  const add = (text: string, group: number) => {
    const words = releaseKeys(readWords(text));
    const [first] = words;
    if (first === undefined) return;
    for (const { plain } of words) if (plain.length > 1) vocabulary.add(plain);
    const key = words[1] === undefined ? first.plain : `${first.plain} ${words[1].plain}`;
    const there = phrases.get(key);
    if (there === undefined) phrases.set(key, [{ words, group }]);
    else there.push({ words, group });
  };
  for (const [name, list] of Object.entries(lists.words)) for (const text of list) add(text, groupOf(name));
  const known = new Set(Object.keys(lists.words).flatMap((name) => [name, `not-${name}`]));
  for (const line of lists.innocent) for (const text of line.split(',')) add(text, groupOf('innocent'));
  const rules = new Map<number, Rule[]>();
  const addRule = (list: PatternList, groups: readonly string[]) => {
    const rule = { ...headOf(list), groups: groups.map(groupOf) };
    const [first = 0] = rule.groups;
    rules.set(first, [...(rules.get(first) ?? []), rule]);
  };
  for (const list of lists.patterns) {
    for (const say of list.say) {
      const groups = say.split(' ');
      const unknown = groups.find((name) => !known.has(name));
      if (unknown !== undefined) throw new Error(`patterns: no group of words is named ${unknown}`);
      addRule(list, groups);
    }
  }
  for (const list of lists.english) {
    for (const say of list.say) {
      add(say, groupOf(`say ${say}`));
      addRule({ ...list, anyway: true }, [`say ${say}`]);
    }
  }
  const negated = new Map(['hit', 'want', 'bully', 'touch'].map((name) => [groupOf(name), groupOf(`not-${name}`)]));
  const shorthand = shorthandOf(lists.shorthand);
  return { shorthand, vocabulary, phrases, rules, groupOf, negatedOf: (group) => negated.get(group) ?? -1 };
}

function headOf({ kind, severity, anyway = false }: PatternList) {
  const named = DANGER_KINDS.find((one) => one === kind);
  if (named === undefined) throw new Error(`patterns: there is no kind ${kind}`);
  if (severity !== 'low' && severity !== 'medium' && severity !== 'high')
    throw new Error(`patterns: there is no severity ${severity}`);
  return { kind: named, severity, anyway } as const;
}
