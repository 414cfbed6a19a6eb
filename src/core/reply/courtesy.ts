/** Takes the polite words off a reply: "dạ em chọn vui ạ" is "vui". */

import { agreementOf, readWords, type Word } from './words.ts';

const LEADING = table(
  'dạ vâng thưa em e con cháu mình tớ tui tôi cháu thì là chắc chắn nghĩ thấy chọn trả lời câu hình như cũng i im it its is my',
);
const AFTER_THUA = table('cô thầy anh chị');
const TRAILING = table(
  'ạ nha nhé nhá nhe nè né á ó đó đấy à ơi luôn nhỉ mà thôi cơ đi nghen hen hén ha hihi haha hehe please pls thanks cô thầy chị với thưa anh',
);

/**
 * Gives a reply in ever barer forms: as it is, without closing courtesy, without opening courtesy as well.
 * At least one word is always left.
 */
export function barerForms(words: readonly Word[]): readonly (readonly Word[])[] {
  const open = withoutTrailing(words);
  const bare = withoutLeading(open);
  const forms = [words];
  if (open.length < words.length) forms.push(open);
  if (bare.length < open.length)
    forms.push(bare, ...(bare.length < words.length ? [withoutLeading(words)] : []));
  return forms;
}

/** Takes courtesy off both ends. */
export function withoutCourtesy(words: readonly Word[]): readonly Word[] {
  return withoutLeading(withoutTrailing(words));
}

/** Tells whether a word by itself is only courtesy. */
export function isCourtesy(word: Word): boolean {
  return isIn(LEADING, word) || isIn(TRAILING, word);
}

function withoutTrailing(words: readonly Word[]): readonly Word[] {
  let end = words.length;
  for (
    let word = words[end - 1];
    end > 1 && word !== undefined && isIn(TRAILING, word);
    word = words[end - 1]
  ) {
    end -= 1;
  }
  return end === words.length ? words : words.slice(0, end);
}

function withoutLeading(words: readonly Word[]): readonly Word[] {
  let start = 0;
  for (let word = words[0]; start < words.length - 1 && word !== undefined; word = words[start]) {
    const isAddress = words[start - 1]?.plain === 'thua' && isIn(AFTER_THUA, word);
    if (!isAddress && !isIn(LEADING, word)) break;
    start += 1;
  }
  return start === 0 ? words : words.slice(start);
}

function table(forms: string): ReadonlyMap<string, readonly Word[]> {
  const byPlain = new Map<string, Word[]>();
  for (const word of readWords(forms)) byPlain.set(word.plain, [...(byPlain.get(word.plain) ?? []), word]);
  return byPlain;
}

function isIn(forms: ReadonlyMap<string, readonly Word[]>, word: Word): boolean {
  return (forms.get(word.plain) ?? []).some((form) => agreementOf(word, form) !== 'clash');
}
