/** A question, or the settings of a flow, as rows of a part and its words: for comparing two of them. */

import { CHANNEL_NAMES } from '../../../core/channel.ts';
import {
  type DraftEntry,
  type DraftSource,
  draftSource,
  itemsOf,
  partOf,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import { isBlockUse, TEXT_PARTS } from '../../../core/flow-draft/question-parts.ts';
import { readCell, WORDING_BANDS, writtenLanguages } from '../../../core/flow-draft/wording.ts';
import { languageName, SOURCE_LANGUAGE } from '../../../core/language.ts';
import type { Visit } from '../console-route.ts';
import type { ConditionSpeech } from './condition-words.ts';
import { bandWords, flowPhrase, kindWords } from './flow-words.ts';

/** One part and what it says. */
export type EntryRow = { readonly label: string; readonly words: string };

/** Gives the rows of a question. */
export function entryRows(visit: Visit, entry: DraftEntry, speech: ConditionSpeech): readonly EntryRow[] {
  const phrase = flowPhrase(visit);
  const condition = (text: unknown) => (typeof text === 'string' ? speech.condition(text) : '');
  const kind = textOf(entry, 'kind');
  const texts = TEXT_PARTS.flatMap((part) =>
    textRows(visit, phrase(part === 'text' ? 'part.text' : `part.${part}`), partOf(entry, part)),
  );
  const options = itemsOf(entry, 'options').flatMap((option, at) => [
    ...textRows(
      visit,
      phrase('part.option', { number: at + 1 }),
      partOf(option, 'label'),
      textOf(option, 'face'),
    ),
  ]);
  const plain = ['min', 'max', 'max-length', 'depth', 'cut', 'as'].map((key) => ({
    label: phrase(`part.${key}`),
    words: String(partOf(entry, key) ?? ''),
  }));
  const right = itemsOf(entry, 'right').map(String).join(', ');
  const routes = itemsOf(entry, 'routes')
    .map(draftSource)
    .map((route, at) => ({
      label: phrase('part.route', { number: at + 1 }),
      words: routeWords(visit, route, speech),
    }));
  return [
    ...(isBlockUse(entry)
      ? []
      : [{ label: phrase('part.kind'), words: kind === '' ? '' : kindWords(visit, entry) }]),
    ...texts,
    ...options,
    ...plain,
    { label: phrase('part.right'), words: right },
    { label: phrase('part.when'), words: condition(entry.when) },
    ...routes,
  ].filter(({ words }) => words !== '');
}

/** One way on in words. */
export function routeWords(visit: Visit, route: DraftEntry, speech: ConditionSpeech): string {
  const phrase = flowPhrase(visit);
  const to = textOf(route, 'to');
  const target = to === 'end' ? phrase('route.end') : speech.question(to);
  const when = partOf(route, 'when');
  return typeof when === 'string'
    ? phrase('route.said', { condition: speech.condition(when), target })
    : phrase('route.said-always', { target });
}

/** Gives the rows of the settings. */
export function settingsRows(visit: Visit, source: DraftSource): readonly EntryRow[] {
  const phrase = flowPhrase(visit);
  return [
    ...textRows(visit, phrase('settings.title'), source.title),
    ...settingsLists(visit, source),
    ...textRows(visit, phrase('settings.closing'), source.closing),
  ];
}

/** Gives those that are lists: languages, ages, channels, indicators. */
export function settingsLists(visit: Visit, source: DraftSource): readonly EntryRow[] {
  const phrase = flowPhrase(visit);
  const list = (key: string, words: (value: string) => string) => ({
    label: phrase(`settings.${key}`),
    words: itemsOf(source, key)
      .map((value) => words(String(value)))
      .join(', '),
  });
  return [
    list('languages', languageName),
    list('ages', bandWords),
    list('channels', (channel) =>
      CHANNEL_NAMES.some((name) => name === channel) ? phrase(`channel.${channel}`) : channel,
    ),
    list('indicators', (indicator) => indicator),
  ].filter(({ words }) => words !== '');
}

function textRows(visit: Visit, label: string, text: unknown, face = ''): readonly EntryRow[] {
  const phrase = flowPhrase(visit);
  const languages = new Set(writtenLanguages(text));
  const ordered = languages.has(SOURCE_LANGUAGE) ? new Set([SOURCE_LANGUAGE, ...languages]) : languages;
  return [...ordered].flatMap((language) =>
    WORDING_BANDS.flatMap((band): readonly EntryRow[] => {
      const words = readCell(text, language, band);
      if (words === '') return [];
      const called = languageName(language);
      const where =
        band === 'all' ? called : phrase('wording.band', { language: called, band: bandWords(band) });
      return [{ label: `${label} (${where})`, words: face === '' ? words : `${face} ${words}` }];
    }),
  );
}

/** The rows in which two differ, by their labels, in the order of the first. */
export function differingRows(
  one: readonly EntryRow[],
  other: readonly EntryRow[],
): readonly { readonly label: string; readonly one: string; readonly other: string }[] {
  const left = new Map(one.map(({ label, words }) => [label, words]));
  const right = new Map(other.map(({ label, words }) => [label, words]));
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((label) => ({ label, one: left.get(label) ?? '', other: right.get(label) ?? '' }))
    .filter((row) => row.one !== row.other);
}
