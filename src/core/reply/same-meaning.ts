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
  'nhà vệ sinh, wc, toilet, toa lét',
  'xanh lá, xanh lá cây',
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
  'không bao giờ, chưa bao giờ, never',
  'không biết, không rõ, không chắc, không nhớ',
  'not sure, i dont know, dont know, idk, dunno, unsure, i am not sure',
]);

/**
 * Gives a reply with one expression said otherwise, in every way there is. A single word counts only with all its marks:
 * "ma" may be anything.
 */
export function saidOtherwise(words: readonly Word[]): readonly (readonly Word[])[] {
  return replaced(words, [...NAMES, ...PHRASES]);
}

/** The same for a sentence, of which only names are said otherwise. */
export function namedOtherwise(words: readonly Word[]): readonly (readonly Word[])[] {
  return replaced(words, NAMES);
}

type Groups = readonly (readonly (readonly Word[])[])[];

function replaced(words: readonly Word[], among: Groups): readonly (readonly Word[])[] {
  return among.flatMap((group) =>
    group.flatMap((phrase) => {
      const start = startOf(phrase, words);
      if (start === null) return [];
      const others = group.filter((other) => other !== phrase);
      return others.map((other) => [
        ...words.slice(0, start),
        ...other,
        ...words.slice(start + phrase.length),
      ]);
    }),
  );
}

function startOf(phrase: readonly Word[], words: readonly Word[]): number | null {
  for (let start = 0; start + phrase.length <= words.length; start += 1) {
    if (phrase.every((meant, at) => isMeant(words[start + at], meant, phrase.length))) return start;
  }
  return null;
}

function isMeant(typed: Word | undefined, meant: Word, size: number): boolean {
  if (typed === undefined || typed.plain !== meant.plain) return false;
  const agreement = agreementOf(typed, meant);
  return agreement === 'same' || (agreement === 'open' && size > 1);
}

function groups(lists: readonly string[]): Groups {
  return lists.map((list) => list.split(', ').map(readWords));
}
