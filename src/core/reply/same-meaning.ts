/** Words that mean the same from one region or habit to the next: "ba" for "bố", "đôi khi" for "thỉnh thoảng". */

import { agreementOf, readWords, type Word } from './words.ts';

/** Said otherwise also within a sentence. */
const NAMES = groups([
  'bố, ba, cha, tía, bọ, papa, dad, daddy, father',
  'mẹ, má, mạ, bầm, mama, mami, mom, mum, mother',
  'nam, con trai, trai, bạn nam, boy, male',
  'nữ, con gái, gái, bạn nữ, girl, female',
  'buýt, bus',
  'lợn, heo',
  'thầy cô, cô giáo, thầy giáo, cô thầy',
  'muộn, trễ',
  'nhà vệ sinh, wc, toilet, toilets, toa lét',
  'xanh lá, xanh lá cây, lá cây',
  'xanh dương, xanh nước biển, xanh biển, xanh lam',
]);

/** Said otherwise only where they are the whole reply: within a sentence they mean more than this. */
const PHRASES = groups([
  'cùng, với',
  'giờ, tiếng',
  'trên, hơn, nhiều hơn',
  'sau, trên, hơn',
  'dưới, ít hơn',
  'thỉnh thoảng, đôi khi, lâu lâu, đôi lúc',
  'luôn luôn, lúc nào cũng, lúc nào cũng vậy, lúc nào cũng có, luôn',
  'hằng ngày, hàng ngày, mỗi ngày, ngày nào cũng',
  'không bao giờ, chưa bao giờ, chưa từng, never',
  'hiếm khi, ít khi',
  'không ai, không có ai, chẳng ai, nobody, no one',
  'một lần, once, one time',
  'hai lần, twice, two times',
  'không biết, không rõ, không chắc, không nhớ',
  'not sure, i dont know, dont know, idk, dunno, unsure, i am not sure',
]);

/** A way of saying, and all the ways of its meaning. */
type Saying = { readonly phrase: readonly Word[]; readonly group: Group; readonly isName: boolean };
type Group = readonly (readonly Word[])[];

const sayings = new Map<string, Saying[]>();
for (const group of [...NAMES, ...PHRASES]) {
  for (const phrase of group) {
    const first = phrase[0]?.plain ?? '';
    sayings.set(first, [...(sayings.get(first) ?? []), { phrase, group, isName: NAMES.includes(group) }]);
  }
}

/**
 * Gives a reply with one expression said otherwise, in every way there is. A single word counts only with all its marks:
 * "ma" may be anything.
 */
export function saidOtherwise(words: readonly Word[]): readonly (readonly Word[])[] {
  return replaced(words, false);
}

/** The same for a sentence, of which only names are said otherwise. */
export function namedOtherwise(words: readonly Word[]): readonly (readonly Word[])[] {
  return replaced(words, true);
}

function replaced(words: readonly Word[], isNameOnly: boolean): readonly (readonly Word[])[] {
  const found: (readonly Word[])[] = [];
  for (let start = 0; start < words.length; start += 1) {
    for (const { phrase, group, isName } of sayings.get(words[start]?.plain ?? '') ?? []) {
      if (isNameOnly && !isName) continue;
      if (!phrase.every((meant, at) => isMeant(words[start + at], meant, phrase.length))) continue;
      for (const other of group) {
        if (other === phrase) continue;
        found.push([...words.slice(0, start), ...other, ...words.slice(start + phrase.length)]);
      }
    }
  }
  return found;
}

function isMeant(typed: Word | undefined, meant: Word, size: number): boolean {
  if (typed === undefined || typed.plain !== meant.plain) return false;
  const agreement = agreementOf(typed, meant);
  return agreement === 'same' || (agreement === 'open' && size > 1);
}

function groups(lists: readonly string[]): readonly Group[] {
  return lists.map((list) => list.split(', ').map(readWords));
}
