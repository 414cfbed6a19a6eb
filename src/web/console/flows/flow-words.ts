/** How flows, questions and times are called on the pages of flows. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { questionHeadline } from '../../../core/flow/question-headline.ts';
import { type DraftEntry, partOf, textOf } from '../../../core/flow-draft/draft-source.ts';
import type { EntryNumber } from '../../../core/flow-draft/number-entries.ts';
import { isBlockUse, kindOf } from '../../../core/flow-draft/question-parts.ts';
import { readCell, writtenLanguages } from '../../../core/flow-draft/wording.ts';
import { type Language, SOURCE_LANGUAGE } from '../../../core/language.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import type { PhraseValues } from '../../../core/say.ts';
import type { Visit } from '../console-route.ts';

/** Gives a phrase of `console.flows.…`. */
export type FlowPhrase = (key: string, values?: PhraseValues) => string;

/** Binds a visit's phrases to those of flows. */
export function flowPhrase(visit: Pick<Visit, 'phrase'>): FlowPhrase {
  return (key, values) => visit.phrase(`console.flows.${key}`, values);
}

/** Gives the words of a text in the reader's language, else in whichever there are; empty where there are none. */
export function wordsOf(text: unknown, language: Language): string {
  const languages = [language, SOURCE_LANGUAGE, ...writtenLanguages(text)];
  for (const one of languages) {
    for (const band of ['all', ...AGE_BANDS] as const) {
      const words = readCell(text, one, band).trim();
      if (words !== '') return words;
    }
  }
  return '';
}

/** The title of a flow, or that it has none yet. */
export function titleOf(visit: Visit, title: unknown): string {
  return wordsOf(title, visit.language) || visit.phrase('console.flows.untitled');
}

/** The few words by which a question is known in lists; that of a block's use is the block's name. */
export function headlineOf(visit: Visit, entry: DraftEntry, most = 90): string {
  if (isBlockUse(entry))
    return visit.phrase('console.flows.block', { name: textOf(entry, 'as') || textOf(entry, 'use') });
  const words = wordsOf(partOf(entry, 'text'), visit.language);
  if (words === '') return visit.phrase('console.flows.unworded');
  return questionHeadline({ text: { [SOURCE_LANGUAGE]: words } }, { language: SOURCE_LANGUAGE }, most);
}

/** All the words of a question, as far as a card has room; for a block's use its name. */
export function cardWords(visit: Visit, entry: DraftEntry): string {
  const words = wordsOf(partOf(entry, 'text'), visit.language);
  if (isBlockUse(entry) || words === '') return headlineOf(visit, entry);
  const letters = [...words];
  return letters.length <= MAX_CARD ? words : `${letters.slice(0, MAX_CARD).join('').trim()}…`;
}

/** Most letters of a card. */
const MAX_CARD = 280;

/** What kind of question an entry is, in words. */
export function kindWords(visit: Visit, entry: DraftEntry): string {
  if (isBlockUse(entry)) return visit.phrase('console.flows.kind.block');
  return visit.phrase(`console.flows.kind.${kindOf(entry) ?? 'unknown'}`);
}

/** `5`, or `12–14` for a block. */
export function numberWords(number: EntryNumber | undefined): string {
  if (number === undefined) return '?';
  return number.last > number.first ? `${number.first}–${number.last}` : String(number.first);
}

/** The name of a place. */
export function placeWords(visit: Visit, place: LocalityCode): string {
  if (place === NATION) return visit.phrase('console.flows.nation');
  return visit.ground.gazetteer.find(place)?.name ?? place;
}

/** Day and time in Viet Nam, short: `23/11/2026 10:05`. */
export function timeWords(instant: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit' },
  }).format(instant);
  return parts.replace(',', '');
}

/** Ages of a band: `7–8`. */
export function bandWords(band: string): string {
  return band.replace('-', '–');
}
