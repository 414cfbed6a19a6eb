/** The kind `place`: a province, then a commune, chosen from lists or by first letters, never by spelling alone. */

import type { QuestionOf } from '../../flow/flow.ts';
import { isProvinceCode, type Locality, NATION } from '../../locality.ts';
import { withoutCourtesy } from '../../reply/courtesy.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { labelsOf } from '../../reply/label.ts';
import { findByPolarity } from '../../reply/polarity.ts';
import { readPointing } from '../../reply/position.ts';
import { writeOut } from '../../reply/shorthand.ts';
import { plainOf, readWords, type Word } from '../../reply/words.ts';
import type { Partway } from '../state.ts';
import { phrase, placeName, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { isNumbered } from './shown-options.ts';
import { readSpoken } from './spoken.ts';

/** Most places on one page: numbered lists are read on small screens. */
const PAGE_NUMBERED = 8;
const PAGE_BUTTONS = 10;
/** Longest beginning of a name that is kept, in UTF-16 units. */
const MAX_TYPED = 30;

/** Most words of a reply in which a name is looked for. */
const MAX_WORDS = 20;

/** Words before and after a name: "dạ em ở … ạ". Taken off only where the name is not found with them. */
const BEFORE = wordSet(
  'dạ vâng thưa cô thầy ừ em e con cháu mình tớ nhà quê ở tại sống đang hiện nay từ đến là thì của thuộc i im am live in from at my is home the',
);
const AFTER = wordSet('ạ nha nhé nhe nè á ó đó đấy luôn ơi cô thầy rồi thôi city province');
const UNKNOWN = new Set(
  [
    'không biết',
    'chưa biết',
    'không nhớ',
    'không rõ',
    'quên rồi',
    'quên',
    "don't know",
    "i don't know",
    'not sure',
  ].map((said) => plainOf(readWords(said))),
);

type PlacePartway = Extract<Partway, { kind: 'place' }>;
type Search = {
  readonly turn: Turn;
  readonly depth: 'province' | 'commune';
  readonly at: PlacePartway;
  readonly page: readonly Locality[];
  readonly hasMore: boolean;
  /** The list is answered by typing. */
  readonly isTyped: boolean;
};

/** Puts a place question. */
export function askPlace(turn: Turn, { depth }: QuestionOf<'place'>): Asked {
  const search = searchOf(turn, depth);
  const { page, hasMore } = search;
  // The province was named when its list was put.
  const options = page.map(({ code, name }) => ({ id: optionId(code), label: name.normalize('NFC') }));
  return {
    options,
    extras: hasMore ? ['more'] : [],
    hint: hintOf(search),
    entry: 'letters',
    read: (text) => read(search, options, text),
    tap: (option) => {
      return option === '_more' ? nextPage(search) : choose(search, option);
    },
  };
}

function searchOf(turn: Turn, depth: 'province' | 'commune'): Search {
  const { gazetteer, limits, state } = turn;
  const known = state.place !== undefined && isProvinceCode(state.place) ? state.place : undefined;
  const begun: PlacePartway = state.partway?.kind === 'place' ? state.partway : { kind: 'place' };
  const at: PlacePartway =
    known === undefined || begun.province !== undefined ? begun : { ...begun, province: known };
  const within = at.province ?? NATION;
  const all =
    at.typed === undefined
      ? at.province === undefined
        ? gazetteer.provinces()
        : gazetteer.communesOf(at.province)
      : gazetteer.startingWith(at.typed, within);
  const isNumberedList = limits.choiceUi === 'numbered' || limits.maxButtons < PAGE_BUTTONS + 4;
  const size = isNumberedList ? PAGE_NUMBERED : PAGE_BUTTONS;
  // Beyond the last page the list begins anew.
  const page = (at.page ?? 0) * size < all.length ? (at.page ?? 0) : 0;
  const start = page * size;
  return {
    turn,
    depth,
    at: { ...at, page },
    page: all.slice(start, start + size),
    hasMore: all.length > size,
    isTyped: isNumbered(turn, Math.min(size, all.length)),
  };
}

function hintOf({ turn, at, page, isTyped }: Search): string {
  const how = isTyped ? '-number' : '';
  if (at.typed !== undefined) return phrase(turn, `place.${page.length === 1 ? 'one-found' : 'found'}${how}`);
  if (at.province === undefined) return phrase(turn, `place.province${how}`);
  return phrase(turn, `place.commune${how}`, { province: provinceName(turn, at.province) });
}

/** "Thành phố Hồ Chí Minh", as it is said in a sentence. */
function provinceName(turn: Turn, code: string): string {
  const name = placeName(turn, code);
  return turn.gazetteer.find(code)?.kind === 'thanh_pho' ? phrase(turn, 'place.city', { name }) : name;
}

/** Numbers choose from the page; letters are looked for; a name spelled in full is still only offered. */
function read(search: Search, options: readonly ReplyOption[], text: string): Reading {
  const { turn, at } = search;
  const words = readWords(text);
  const isFound = at.typed !== undefined;
  const spoken = readSpoken(turn, { words, text }, [
    ...(search.hasMore ? (['more'] as const) : []),
    ...(isFound ? (['other'] as const) : []),
  ]);
  if (spoken?.command.read === 'more') return nextPage(search);
  if (spoken?.command.read === 'other') return searchAgain(search);
  if (spoken !== null) return spoken;
  const hasDigits = words.some(({ plain }) => /\d/.test(plain));
  const pointing = hasDigits ? readPointing(words, options.length) : null;
  const [index] = pointing?.indexes ?? [];
  const pointed = index === undefined || pointing?.indexes.length !== 1 ? undefined : options[index];
  if (pointed !== undefined) return choose(search, pointed.id) ?? { kind: 'miss' };
  const only = options.length === 1 && isFound !== undefined ? options[0] : undefined;
  if (only !== undefined && findByPolarity(labelsOf(options), words, { yes: [0], no: [] }).length > 0) {
    return choose(search, only.id) ?? { kind: 'miss' };
  }
  if (only !== undefined && findByPolarity(labelsOf(options), words, { yes: [], no: [0] }).length > 0) {
    return searchAgain(search);
  }
  if (isUnknown(words)) return { kind: 'miss', hint: phrase(turn, 'place.unknown') };
  return lookFor(search, text);
}

/** What was found is not it: the whole list again. */
function searchAgain({ turn, at }: Search): Reading {
  const lead = phrase(turn, 'place.other');
  if (at.province === undefined) return { kind: 'partway', lead };
  return { kind: 'partway', partway: { kind: 'place', province: at.province }, lead };
}

function isUnknown(words: readonly Word[]): boolean {
  const bare = withoutCourtesy(words);
  return [words, bare, writeOut(bare)].some((form) => UNKNOWN.has(plainOf(form)));
}

function nextPage({ at }: Search): Reading {
  return { kind: 'partway', partway: { ...at, page: (at.page ?? 0) + 1 } };
}

function lookFor({ turn, at }: Search, text: string): Reading {
  const within = at.province ?? NATION;
  const typed = barer(text).find((form) => turn.gazetteer.startingWith(form, within).length > 0);
  if (typed === undefined) return { kind: 'miss', hint: phrase(turn, 'place.none-found') };
  return { kind: 'partway', partway: { kind: 'place', ...provinceOf(at), typed } };
}

/** A reply in ever barer forms: as it is, then without the words around a name. */
function barer(text: string): readonly string[] {
  const all = text.toWellFormed().normalize('NFC').trim().split(/\s+/, MAX_WORDS);
  const isIn = (set: ReadonlySet<string>, word: string | undefined): boolean =>
    word !== undefined && set.has(bareWord(word));
  const forms: string[] = [];
  for (let end = all.length; end > 0; end -= 1) {
    for (let start = 0; start < end; start += 1) {
      forms.push(all.slice(start, end).join(' '));
      if (!isIn(BEFORE, all[start])) break;
    }
    if (!isIn(AFTER, all[end - 1])) break;
  }
  return forms.map((form) => form.slice(0, MAX_TYPED).toWellFormed().trim()).filter((form) => form !== '');
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(bareWord));
}

/** In small letters without signs around; marks count: "ở" is no "ô". */
function bareWord(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function choose({ turn, depth, at }: Search, option: string): Reading | null {
  const code = option.slice(1);
  const place = turn.gazetteer.find(code);
  if (place === undefined || option !== optionId(code)) return null;
  if (place.level === 'commune') {
    return depth === 'commune' ? { kind: 'answer', value: code } : null;
  }
  if (depth === 'province') return { kind: 'answer', value: code };
  // The list of this province is already there: a second tap on it changes nothing.
  return { kind: 'partway', partway: at.province === code ? at : { kind: 'place', province: code } };
}

function provinceOf({ province }: PlacePartway): { readonly province?: string } {
  return province === undefined ? {} : { province };
}

function optionId(code: string): string {
  return `${isProvinceCode(code) ? 'p' : 'c'}${code}`;
}
