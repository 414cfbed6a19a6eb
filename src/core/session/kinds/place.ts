/** The kind `place`: a province, then a commune, chosen from lists or by first letters, never by spelling alone. */

import type { QuestionOf } from '../../flow/flow.ts';
import { isProvinceCode, type Locality, NATION } from '../../locality.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { labelsOf } from '../../reply/label.ts';
import { findByPolarity } from '../../reply/polarity.ts';
import { readPointing } from '../../reply/position.ts';
import { readWords } from '../../reply/words.ts';
import type { Partway } from '../state.ts';
import { phrase, placeName, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readSpoken } from './spoken.ts';

/** Most places on one page: numbered lists are read on small screens. */
const PAGE_NUMBERED = 8;
const PAGE_BUTTONS = 10;
/** Longest beginning of a name that is kept, in UTF-16 units. */
const MAX_TYPED = 30;

type PlacePartway = Extract<Partway, { kind: 'place' }>;
type Search = {
  readonly turn: Turn;
  readonly depth: 'province' | 'commune';
  readonly at: PlacePartway;
  readonly page: readonly Locality[];
  readonly hasMore: boolean;
};

/** Puts a place question. */
export function askPlace(turn: Turn, { depth }: QuestionOf<'place'>): Asked {
  const search = searchOf(turn, depth);
  const { page, hasMore } = search;
  const options = page.map(({ code }) => ({ id: optionId(code), label: placeName(turn, code) }));
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
  };
}

function hintOf({ turn, at, page }: Search): string {
  if (at.typed !== undefined) return phrase(turn, page.length === 1 ? 'place.one-found' : 'place.found');
  if (at.province === undefined) return phrase(turn, 'place.province');
  return phrase(turn, 'place.commune', { province: placeName(turn, at.province) });
}

/** Numbers choose from the page; letters are looked for; a name spelled in full is still only offered. */
function read(search: Search, options: readonly ReplyOption[], text: string): Reading {
  const { turn, at } = search;
  const words = readWords(text);
  const spoken = readSpoken(turn, { words, text }, search.hasMore ? ['more'] : []);
  if (spoken?.command.read === 'more') return nextPage(search);
  if (spoken !== null) return spoken;
  const hasDigits = words.some(({ plain }) => /\d/.test(plain));
  const pointing = hasDigits ? readPointing(words, options.length) : null;
  const [index] = pointing?.indexes ?? [];
  const pointed = index === undefined || pointing?.indexes.length !== 1 ? undefined : options[index];
  if (pointed !== undefined) return choose(search, pointed.id) ?? { kind: 'miss' };
  const only = options.length === 1 && at.typed !== undefined ? options[0] : undefined;
  if (only !== undefined && findByPolarity(labelsOf(options), words, { yes: [0], no: [] }).length > 0) {
    return choose(search, only.id) ?? { kind: 'miss' };
  }
  return lookFor(search, text);
}

function nextPage({ at }: Search): Reading {
  return { kind: 'partway', partway: { ...at, page: (at.page ?? 0) + 1 } };
}

function lookFor({ turn, at }: Search, text: string): Reading {
  const typed = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TYPED)
    .toWellFormed()
    .trim();
  const within = at.province ?? NATION;
  const found = typed === '' ? [] : turn.gazetteer.startingWith(typed, within);
  if (found.length === 0) return { kind: 'miss', hint: phrase(turn, 'place.none-found') };
  return { kind: 'partway', partway: { kind: 'place', ...provinceOf(at), typed } };
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
