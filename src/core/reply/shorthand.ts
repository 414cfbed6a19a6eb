/** Children's shorthand written out in full: "k" is "không", "dc" is "được". */

import { isDigits, readWords, type Word } from './words.ts';

/** Full form, then the short ones; short forms with marks count only with these marks. */
const SHORT_FORMS: readonly (readonly [full: string, shorts: string])[] = [
  [
    'không',
    'k ko kg kh khg hk hok hog hong hông hổng hem kô kho khum hum hơm khom hôk khog khôg khogn khgo hêm',
  ],
  ['không', 'kog kông kohng khng khonh hoong khongg'],
  ['có', 'kó cóa coá kóa'],
  ['được', 'dc đc dk đk đuoc dươc đựơc'],
  ['bình thường', 'bt bth bthg bthường bthuong bthương btg'],
  ['không biết', 'kb kbt kbiet kbiết hbt hbiet kobit kbit kbik'],
  ['biết', 'bit bik bjt bít bjk pit pít'],
  ['rồi', 'r rui rùi òi oy rồy ròi gòi'],
  ['gì', 'j ji zì'],
  ['thích', 'thik thix thic thick thjch thít thíc thýk'],
  ['vui', 'zui dzui vuj zuj dui'],
  ['buồn', 'bùn bun pùn'],
  ['quá', 'wá wa qá qa'],
  ['yêu', 'iu iêu ýêu'],
  ['vậy', 'z zậy zay dậy zị'],
  ['với', 'vs zới dzới'],
  ['cũng', 'cx cug cũg'],
  ['em', 'e emm'],
  ['mình', 'mk mik mjk mìn mìh'],
  ['bạn', 'bn bợn'],
  ['người', 'ng ngừi'],
  ['nhiều', 'nhìu nhiu nhju'],
  ['làm', 'lm'],
  ['học', 'hc'],
  ['trường', 'trg trườg truog'],
  ['chưa', 'chx'],
  ['muốn', 'mún mun'],
  ['thôi', 'thui'],
  ['thường', 'thg thườg thuog'],
  ['luôn', 'lun'],
  ['lắm', 'lém'],
  ['vâng', 'vg vag vâg dzâng zâng'],
  ['dạ', 'zạ dạk'],
  ['ừ', 'u uh ừh uk uhm um ừm ukm ừa uhu ờ ờm uhuh'],
  ['ok', 'oke okie okay oki okela ôkê ôk okê okey okla okee okelah okii'],
  ['yes', 'yep yea ya yub yeah yup yess yesss ye yas'],
  ['no', 'nope nah noo'],
  ['bố', 'pố'],
  ['thầy', 'thày thằy'],
  ['viết', 'vít'],
  ['giáo viên', 'gv'],
  ['học sinh', 'hs'],
  ['gia đình', 'gđ gd'],
  ['bây giờ', 'bh bjo'],
  ['nhưng', 'nhg nhưg nhug'],
  ['trong', 'trog'],
  ['những', 'nhữg'],
  ['điện thoại', 'đt dt'],
  ['hơi', 'hoi'],
  ['chủ nhật', 'cn'],
  ['giờ', 'h g'],
  ['phút', 'p ph'],
  ['rất', 'rấc rứt'],
];

type Expansion = { readonly short: Word; readonly full: readonly Word[] };

const expansions = new Map<string, Expansion[]>();
for (const [full, shorts] of SHORT_FORMS) {
  for (const form of shorts.split(' ')) {
    const short = readWords(form)[0];
    if (short === undefined) continue;
    const known = expansions.get(short.plain) ?? [];
    known.push({ short, full: readWords(full) });
    expansions.set(short.plain, known);
  }
}

const biet = readWords('biết');
const hom = readWords('hôm');
const khong = readWords('không');

/**
 * Writes shorthand out.
 *
 * @returns the words themselves where nothing in them is short
 */
export function writeOut(words: readonly Word[]): readonly Word[] {
  // Most words are no shorthand, and a reply is looked at in many ways.
  if (!words.some((word) => expansions.has(word.plain) || isNought(word, words))) return words;
  let isChanged = false;
  const full = words.flatMap((word, at) => {
    const meant = isNought(word, words) ? khong : fullFormOf(word, words[at - 1], words[at + 1]);
    if (meant === null) return [word];
    isChanged = true;
    const [first, ...rest] = meant;
    return first === undefined ? [word] : [{ ...first, opensClause: word.opensClause }, ...rest];
  });
  return isChanged ? full : words;
}

/** "0 thích" is "không thích"; a nought by itself is a number. */
function isNought({ plain }: Word, { length }: readonly Word[]): boolean {
  return plain === '0' && length > 1;
}

/** "hum nay" is "hôm nay". */
const DAYS = new Set(['nay', 'qua', 'kia', 'truoc', 'bua']);

/** Tells whether a word is "không" or one of the many ways of writing it, slips included. */
export function isNo(word: Word): boolean {
  if (word.plain === 'khong') return word.tone === '';
  const full = fullFormOf(word);
  if (full !== null) return full[0]?.plain === 'khong';
  return word.tone === '' && /^(kh?|h|g)o+(n|ng|g|gn|nh|k)$/.test(word.plain) && word.letters.includes('ô');
}

/** "bt" is "bình thường" by itself and "biết" after a "không"; "p" is "phút" behind digits. */
function fullFormOf(word: Word, before?: Word, after?: Word): readonly Word[] | null {
  const known = expansions.get(word.plain);
  if (known === undefined) return null;
  if (word.plain === 'hum' && after !== undefined && DAYS.has(after.plain)) return hom;
  if (word.plain[0] === 'p' && word.plain.length <= 2 && !(before !== undefined && isDigits(before)))
    return null;
  if (word.plain === 'bt' && before !== undefined && isNo(before)) return biet;
  const found = known.find(({ short }) => short.letters === word.letters && short.tone === word.tone);
  return found?.full ?? null;
}
