/** What checking a draft found, in the words of its author, beside the question and the field it is about. */

import { checkFlow } from '../../../core/flow/check-flow.ts';
import type { Finding } from '../../../core/flow/finding.ts';
import {
  blockNames,
  type DraftSource,
  draftSource,
  type EntryAddress,
  entryKeys,
  findEntry,
  itemsOf,
  listOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import { findPlace } from '../../../core/flow-draft/find-place.ts';
import { numberQuestions } from '../../../core/flow-draft/number-entries.ts';
import { type Language, languageName } from '../../../core/language.ts';
import type { PhraseValues } from '../../../core/say.ts';
import { bandWords, wordsOf } from './flow-words.ts';

/** One thing to mend or to look at. */
export type FoundFault = {
  readonly code: Finding['code'];
  readonly severity: Finding['severity'];
  /** The question; `null` for the settings or the flow as a whole. */
  readonly address: EntryAddress | null;
  /** The way within it. @see nearestField */
  readonly within: string;
  readonly text: string;
};

/** What words are found with. */
type Speech = {
  readonly language: Language;
  readonly phrase: (key: string, values?: PhraseValues) => string;
};

/** Checks a draft. */
export function faultsOf(source: DraftSource, speech: Speech): readonly FoundFault[] {
  return wordFindings(source, checkFlow({ data: source }).findings, speech);
}

/** Words findings; the same said twice of one place is said once. */
export function wordFindings(
  source: DraftSource,
  findings: readonly Finding[],
  speech: Speech,
): readonly FoundFault[] {
  const numbers = numberQuestions(source);
  const found = new Map<string, FoundFault>();
  for (const finding of findings) {
    const { address, within } = findPlace(source, finding.path);
    const blank = blankOption(source, address, within);
    const place = blank ?? inLanguage(finding, within);
    const fault = {
      ...{ code: finding.code, severity: finding.severity, address, within: place },
      text:
        blank === null
          ? speech.phrase(phraseKey(finding), factWords(finding, numbers, speech))
          : speech.phrase('console.flows.finding.empty-option'),
    };
    const key = JSON.stringify([fault.address, fault.within, fault.text]);
    if (!found.has(key)) found.set(key, fault);
  }
  const order = orderOf(source);
  return [...found.values()].sort((one, other) => order(one) - order(other));
}

/** What belongs to no question first, then as the questions stand; blocks behind the flow itself. */
function orderOf(source: DraftSource): (fault: FoundFault) => number {
  const places = new Map<string, number>();
  for (const list of [MAIN_LIST, ...blockNames(source)])
    for (const key of entryKeys(listOf(source, list) ?? [])) places.set(`${list} ${key}`, places.size + 1);
  return ({ address }) => (address === null ? 0 : (places.get(`${address.list} ${address.key}`) ?? 0));
}

/** Key of the phrase of a finding. */
export function phraseKey({ code, variant }: Pick<Finding, 'code' | 'variant'>): string {
  return `console.flows.finding.${code}${variant === undefined ? '' : `.${variant}`}`;
}

/** A missing language is missed in its own field. */
function inLanguage({ code, variant, facts }: Finding, within: string): string {
  const language = facts?.language;
  return code === 'missing-language' && variant === undefined && language !== undefined
    ? `${within}.${language}`
    : within;
}

/** An option without words has no id either; its author is asked for the words. @returns where these belong */
function blankOption(source: DraftSource, address: EntryAddress | null, within: string): string | null {
  const at = /^options\.(\d+)\.id$/.exec(within)?.[1];
  if (at === undefined || address === null) return null;
  const option = draftSource(itemsOf(findEntry(source, address)?.entry, 'options')[Number(at)]);
  return wordsOf(option.label, 'vi') === '' ? `options.${at}.label` : null;
}

/** Facts as people say them: channels and languages by their names, questions by their numbers. */
function factWords(
  { facts = {} }: Finding,
  numbers: ReadonlyMap<string, number>,
  { phrase }: Speech,
): PhraseValues {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const text = String(value);
      if (name === 'channel') return [name, phrase(`console.flows.channel.${text}`)];
      if (name === 'language') return [name, text.split(', ').map(languageName).join(', ')];
      if (name === 'band') return [name, bandWords(text)];
      const number = name === 'name' ? numbers.get(text) : undefined;
      if (name === 'name')
        return [
          name,
          number === undefined ? `“${text}”` : phrase('console.flows.question-number', { number }),
        ];
      return [name, value];
    }),
  );
}

/** The faults of one question, or of what belongs to none. */
export function faultsAt(faults: readonly FoundFault[], address: EntryAddress | null): readonly FoundFault[] {
  return faults.filter(
    (fault) => fault.address?.list === address?.list && fault.address?.key === address?.key,
  );
}
