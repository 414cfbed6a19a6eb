/** Looks places up in the table of localities. */

import { type Gazetteer, type Locality, type LocalityCode, NATION } from './locality.ts';
import { agreementOf, plainOf, readWords, type Word } from './reply/words.ts';

/** A place with its name cut into words. */
type Entry = { readonly locality: Locality; readonly words: readonly Word[]; readonly initials: string };

/** A province that was merged into another: people go on saying its name for years. */
export type Predecessor = { readonly oldName: string; readonly newCode: LocalityCode };

/** Kind words before a name, and how they are shortened; longest first. */
const KIND_WORDS = [
  'thanh pho',
  'thi xa',
  'thi tran',
  'dac khu',
  'tinh',
  'phuong',
  'xa',
  'tp',
  't p',
  'p',
  'x',
];

/** Names people say that no table holds, by code. */
const ALSO_CALLED: ReadonlyMap<LocalityCode, readonly string[]> = new Map([
  ['79', ['Sài Gòn', 'TPHCM', 'HCM', 'SG']],
]);

/**
 * Builds a gazetteer.
 *
 * @param rows all provinces and communes, each once, in any order
 * @param predecessors dissolved provinces: looked at only where no present name fits
 */
export function buildGazetteer(
  rows: readonly Locality[],
  predecessors: readonly Predecessor[] = [],
): Gazetteer {
  const collator = new Intl.Collator('vi');
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const byParent = new Map<LocalityCode, Locality[]>();
  for (const row of rows) {
    const siblings = byParent.get(row.parentCode);
    if (siblings === undefined) byParent.set(row.parentCode, [row]);
    else siblings.push(row);
  }
  for (const list of byParent.values()) list.sort((one, other) => collator.compare(one.name, other.name));
  const entries = new Map<LocalityCode, readonly Entry[]>();
  const childrenOf = (code: LocalityCode): readonly Locality[] => byParent.get(code) ?? [];

  /** Most provinces are never searched; their names are cut up when they first are. */
  const entriesOf = (parent: LocalityCode): readonly Entry[] => {
    const known =
      entries.get(parent) ?? childrenOf(parent).map((locality) => entryOf(locality.name, locality));
    entries.set(parent, known);
    return known;
  };

  const formerEntries = predecessors.flatMap(({ oldName, newCode }) => {
    const locality = byCode.get(newCode);
    return locality === undefined ? [] : [entryOf(oldName, locality)];
  });

  return {
    find: (code) => byCode.get(code),
    provinces: () => childrenOf(NATION),
    communesOf: (province) => (province === NATION ? [] : childrenOf(province)),
    startingWith: (typed, within) => {
      const words = readWords(typed);
      const found = search(entriesOf(within), words);
      return found.length > 0 || within !== NATION ? found : search(formerEntries, words);
    },
  };
}

function entryOf(name: string, locality: Locality): Entry {
  const words = readWords(name);
  return { locality, words, initials: words.map(({ plain }) => plain[0] ?? '').join('') };
}

/** Names beginning with what was typed come before names with a later word that does; then initials ("hcm"). */
function search(entries: readonly Entry[], typed: readonly Word[]): readonly Locality[] {
  const forms = [typed, withoutKind(typed)].filter((form) => form.length > 0);
  const found = new Set<Locality>();
  for (const form of forms) {
    for (const entry of entries) if (startsAt(entry, form, 0)) found.add(entry.locality);
  }
  for (const form of forms) {
    for (const entry of entries) {
      if (entry.words.some((_, at) => at > 0 && startsAt(entry, form, at))) found.add(entry.locality);
    }
  }
  if (found.size === 0)
    for (const entry of entries) if (forms.some((form) => isNickname(entry, form))) found.add(entry.locality);
  return [...found];
}

/** All typed words but the last must be whole; the last may be the beginning of one. */
function startsAt({ words }: Entry, typed: readonly Word[], start: number): boolean {
  return typed.every((word, at) => {
    const name = words[start + at];
    if (name === undefined) return false;
    return at < typed.length - 1 ? isSameWord(word, name) : isBeginning(word, name);
  });
}

function isSameWord(typed: Word, name: Word): boolean {
  return typed.plain === name.plain && agreementOf(typed, name) !== 'clash';
}

/** A tone typed on a beginning must be the name's: "hà" begins "Hà" and not "Hải". */
function isBeginning(typed: Word, name: Word): boolean {
  if (!name.plain.startsWith(typed.plain)) return false;
  if (typed.plain.length === name.plain.length) return isSameWord(typed, name);
  const cut = { ...name, letters: name.letters.slice(0, typed.letters.length), plain: typed.plain };
  return agreementOf(typed, cut) !== 'clash';
}

/** "hanoi", "hcm", "sài gòn". */
function isNickname({ locality, words, initials }: Entry, typed: readonly Word[]): boolean {
  const plain = plainOf(typed).replaceAll(' ', '');
  if (plain.length >= 2 && typed.length === 1 && plain === initials) return true;
  if (plain.length >= 3 && plainOf(words).replaceAll(' ', '').startsWith(plain)) return true;
  const names = ALSO_CALLED.get(locality.code) ?? [];
  return (
    plain.length >= 2 && names.some((name) => plainOf(readWords(name)).replaceAll(' ', '').startsWith(plain))
  );
}

function withoutKind(typed: readonly Word[]): readonly Word[] {
  const plain = plainOf(typed);
  const kind = KIND_WORDS.find((word) => plain.startsWith(`${word} `));
  return kind === undefined ? [] : typed.slice(kind.split(' ').length);
}
