/** Reads yes and no: "dạ", "ừ", "k", "dạ không ạ", for options that mean yes and no. */

import { barerForms } from './courtesy.ts';
import { isNegator, type Label } from './label.ts';
import { isNo, writeOut } from './shorthand.ts';
import { agreementOf, plainOf, readWords, type Word } from './words.ts';

/** Which options mean yes and no; several where the yes comes in shades ("Có nhiều", "Có ít"). */
export type Polarity = { readonly yes: readonly number[]; readonly no: readonly number[] };

const YES = phrases(
  'dạ, đương nhiên là có, tất nhiên là có, chắc chắn có, ừ thì có, ừ hử, ok ok, okok, vâng, ừ, ok, có, yes, y, đúng, đúng rồi, đúng vậy, đồng ý, chắc chắn, chắc chắn rồi, tất nhiên, tất nhiên rồi, dĩ nhiên, đương nhiên, được, được chứ, có chứ, dạ có, dạ vâng, dạ được, rồi, sure, of course, yes please, muốn, có muốn, chuẩn, phải, có luôn, ừ có, vâng có, có rồi, i do, yes i do, agree, i agree, right, true, i am, sẵn sàng, chịu',
);
const NO = phrases(
  'không, sai rồi, không hẳn, chưa, no, n, nope, sai, không có, không phải, không đồng ý, không muốn, không đâu, không được, dạ không, chưa có, chưa đâu, không thích, không hề, đâu có, no thanks, no thank you, i dont, not really, không chịu, not yet, false, chẳng, chả, dạ chưa, không nha, không cần, không không, chưa bao giờ, chẳng có, làm gì có',
);
/** After a "không" these make it a third thing: not knowing is not a no. */
const UNSURE = new Set('biet chac ro nho tra hieu y sure'.split(' '));
const YES_STARTS = new Set('co da vang u ok yes dong roi dung duoc'.split(' '));

// Labels are made ready once for each list; so is what they mean.
const known = new WeakMap<readonly Label[], Polarity>();

/**
 * Reads a reply as a yes or a no.
 *
 * @param polarity which options mean them, where the question itself says so
 * @returns fitting options; empty where the reply is neither or no option means it
 */
export function findByPolarity(
  labels: readonly Label[],
  words: readonly Word[],
  polarity?: Polarity,
): readonly number[] {
  const meaning = meaningOf(words);
  if (meaning === null) return [];
  return (polarity ?? polarityOf(labels))[meaning];
}

/** Finds the one option that denies within its words ("Hầu như không") for a bare no; it has to be asked about. */
export function findOnlyDenial(labels: readonly Label[], words: readonly Word[]): readonly number[] {
  if (meaningOf(words) !== 'no') return [];
  const denials = labels.filter(({ words: label }) =>
    label.some((word, at) => isNo(word) && !isUnsure(label[at + 1])),
  );
  return denials.length === 1 ? denials.map(({ index }) => index) : [];
}

/** Tells which of the options mean yes and no. */
export function polarityOf(labels: readonly Label[]): Polarity {
  let polarity = known.get(labels);
  if (polarity === undefined) {
    polarity = judge(labels);
    known.set(labels, polarity);
  }
  return polarity;
}

function meaningOf(words: readonly Word[]): 'yes' | 'no' | null {
  for (const form of barerForms(words)) {
    const full = collapse(writeOut(form));
    if (isPhrase(NO, full)) return 'no';
    if (isPhrase(YES, full)) return 'yes';
  }
  return null;
}

/** "không không không" is one no. */
function collapse(words: readonly Word[]): readonly Word[] {
  const first = words[0];
  return first !== undefined && words.every(({ plain }) => plain === first.plain) ? [first] : words;
}

function judge(labels: readonly Label[]): Polarity {
  const no = labels.filter((label) => isNoLabel(label));
  const opposites = labels.filter((label) => no.some((other) => isOpposite(label, other)));
  const yes = opposites.length > 0 ? opposites : labels.filter((label) => isYesLabel(label));
  return { yes: barest(yes), no: barest(no) };
}

/** Among "Có" and "Có nhiều" a plain yes is "Có". */
function barest(labels: readonly Label[]): readonly number[] {
  const bare = labels.filter(({ words }) => words.length === 1);
  return (bare.length === 1 ? bare : labels).map(({ index }) => index);
}

function isNoLabel({ words }: Label): boolean {
  const [first, second] = words;
  if (first === undefined || !(isNo(first) || ['chua', 'no', 'not', 'sai'].includes(first.plain)))
    return false;
  return !isUnsure(second);
}

function isUnsure(word: Word | undefined): boolean {
  return word !== undefined && UNSURE.has(word.plain);
}

function isYesLabel({ words }: Label): boolean {
  const [first, second] = words;
  if (first === undefined || !YES_STARTS.has(first.plain)) return false;
  return !(second !== undefined && ['le', 'the', 'khi'].includes(second.plain));
}

function isOpposite(label: Label, no: Label): boolean {
  return (
    no.words.length > 1 && plainOf(no.words.slice(1)) === plainOf(label.words) && !label.words.some(isNegator)
  );
}

type Phrases = ReadonlyMap<string, readonly (readonly Word[])[]>;

function phrases(list: string): Phrases {
  const byPlain = new Map<string, (readonly Word[])[]>();
  for (const phrase of list.split(', ')) {
    const words = readWords(phrase);
    const key = plainOf(words);
    byPlain.set(key, [...(byPlain.get(key) ?? []), words]);
  }
  return byPlain;
}

function isPhrase(list: Phrases, words: readonly Word[]): boolean {
  const forms = list.get(plainOf(words)) ?? [];
  return forms.some((form) =>
    form.every((meant, at) => {
      const typed = words[at];
      return typed !== undefined && agreementOf(typed, meant) !== 'clash';
    }),
  );
}
