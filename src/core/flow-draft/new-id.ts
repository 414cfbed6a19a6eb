/** Makes ids out of words, so that no author has to think of one. */

import { RESERVED_WORDS } from '../flow/parse-condition.ts';

/** Longest id that is made; leaves room for a number behind it. */
const LONGEST = { question: 20, option: 13, flow: 36 };

/** Words that stand in most questions and tell none apart, without their marks. */
const COMMON = new Set(
  (
    'em co khong cac ban la thi ma o va cua cho duoc nhung mot khi nao gi the hay voi nhe nhung toi tu do nay dang se da ' +
    'theo ve vao ra thay nghi muon o dau ai sao bao nhieu the nao vi the are does did how is it of or the what ' +
    'when where which who why you your have has can for'
  ).split(' '),
);

/**
 * Makes the id of a question, option or flow.
 *
 * @param words what it is about, in any language; empty or in another script gives `cau-1`, `y-1`, `bo-cau-hoi-1`
 * @param taken ids that it must differ from
 */
export function newId(
  what: 'question' | 'option' | 'flow',
  words: string,
  taken: ReadonlySet<string>,
): string {
  const cut = cutOf(plainWords(words, what), LONGEST[what]);
  // Buttons and files take an option's number, but a question's id begins with a letter.
  const fits =
    what === 'option' ? cut !== '' : /^[a-z]/.test(cut) && (what === 'question' || cut.length >= 3);
  const isFree = !taken.has(cut) && !RESERVED_WORDS.has(cut) && cut !== 'age' && cut !== 'place';
  if (fits && isFree) return cut;
  const stem = fits ? cut : { question: 'cau', option: 'y', flow: 'bo-cau-hoi' }[what];
  for (let count = fits ? 2 : 1; ; count++) {
    const id = `${stem}-${count}`;
    if (!taken.has(id)) return id;
  }
}

/** Makes an id like another one: for a copy. */
export function idLike(id: string, taken: ReadonlySet<string>): string {
  const stem = id.replace(/-\d+$/, '').slice(0, LONGEST.question);
  for (let count = 2; ; count++) {
    const next = `${stem === '' ? 'cau' : stem}-${count}`;
    if (!taken.has(next)) return next;
  }
}

function plainWords(words: string, what: 'question' | 'option' | 'flow'): readonly string[] {
  const plain = words
    .slice(0, 400)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const telling = plain.filter((word) => !COMMON.has(word));
  return what === 'question' && telling.length > 0 ? telling : plain;
}

/** As many whole words as fit. */
function cutOf(words: readonly string[], most: number): string {
  let id = '';
  for (const word of words) {
    const next = id === '' ? word : `${id}-${word}`;
    if (next.length > most) break;
    id = next;
  }
  return id === '' ? (words[0] ?? '').slice(0, most) : id;
}
