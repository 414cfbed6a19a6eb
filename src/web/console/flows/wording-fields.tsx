/** The wordings of a text: languages beside each other, age bands to unfold below. */

import type { AgeBand } from '../../../core/age-band.ts';
import { CHANNEL_LIMITS, CHANNEL_NAMES } from '../../../core/channel.ts';
import {
  type DraftEntry,
  type DraftSource,
  draftSource,
  itemsOf,
  partOf,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import {
  cellField,
  readCell,
  WORDING_BANDS,
  type WordingBand,
  writtenLanguages,
} from '../../../core/flow-draft/wording.ts';
import { type Language, languageName, SOURCE_LANGUAGE } from '../../../core/language.ts';
import { type FieldFaults, FlowField, flowTies } from './flow-field.tsx';
import { bandWords, type FlowPhrase } from './flow-words.ts';

/** What a channel adds to a text: the number of the question before it, what can be typed after it. */
const OVERHEAD = 120;

/** The languages, bands and channels of a draft, as its forms need them. */
export type DraftFrame = {
  readonly languages: readonly Language[];
  readonly bands: readonly AgeBand[];
  /** Longest text that every channel carries, in UTF-16 units. */
  readonly maxText: number;
  /** Longest label that every channel carries, its face counted. */
  readonly maxLabel: number;
};

/** Reads them; where nothing can be read, Vietnamese and every channel are taken. */
export function frameOf(source: DraftSource): DraftFrame {
  const languages = itemsOf(source, 'languages').filter(
    (language): language is string => typeof language === 'string' && /^[a-z]{2,3}$/.test(language),
  );
  const asked = itemsOf(source, 'channels');
  const named = CHANNEL_NAMES.filter((name) => asked.includes(name));
  const limits = (named.length === 0 ? CHANNEL_NAMES : named).map((name) => CHANNEL_LIMITS[name]);
  const ages = itemsOf(source, 'ages');
  return {
    languages: [...new Set([SOURCE_LANGUAGE, ...languages])],
    bands: WORDING_BANDS.filter((band): band is AgeBand => band !== 'all' && ages.includes(band)),
    maxText: Math.min(...limits.map(({ maxText }) => maxText)) - OVERHEAD,
    maxLabel: Math.min(...limits.map(({ maxLabel }) => maxLabel)),
  };
}

/** Languages that a text is shown in: those of the flow, and those it has words in although the flow has not. */
export function shownLanguages(text: unknown, { languages }: DraftFrame): readonly Language[] {
  const written = writtenLanguages(text).filter((language) => /^[a-z]{2,3}$/.test(language));
  return [...new Set([...languages, ...written])];
}

/** Bands that a text is shown for, by the same rule. */
export function shownBands(text: unknown, frame: DraftFrame): readonly AgeBand[] {
  const worded = WORDING_BANDS.filter((band) =>
    shownLanguages(text, frame).some((language) => Object.hasOwn(draftSource(partOf(text, language)), band)),
  );
  return WORDING_BANDS.filter(
    (band): band is AgeBand => band !== 'all' && (frame.bands.includes(band) || worded.includes(band)),
  );
}

/** Names of the fields of a text. */
export function wordingNames(part: string, text: unknown, frame: DraftFrame): readonly string[] {
  return shownLanguages(text, frame).flatMap((language) =>
    (['all', ...shownBands(text, frame)] as const).map((band) => cellField(part, language, band)),
  );
}

/** A text that is worded. */
export type WordingProps = {
  readonly part: string;
  readonly text: unknown;
  readonly frame: DraftFrame;
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
  /** Most characters; shown while one types. */
  readonly limit: number;
  /** One line, as on a button. */
  readonly short?: boolean;
};

/** Draws the fields. */
export function WordingFields(props: WordingProps) {
  const { part, text, frame, phrase } = props;
  const bands = shownBands(text, frame);
  const worded = bands.filter((band) =>
    shownLanguages(text, frame).some((language) => readCell(text, language, band) !== ''),
  );
  const hasFaults = bands.some((band) =>
    shownLanguages(text, frame).some((language) => props.faults.has(cellField(part, language, band))),
  );
  return (
    <div class="wordings">
      <WordingRow {...props} band="all" />
      {bands.length > 0 && (
        <details open={hasFaults}>
          <summary>
            {worded.length === 0
              ? phrase('wording.no-bands')
              : phrase('wording.bands', { bands: worded.map(bandWords).join(', ') })}
          </summary>
          {bands.map((band) => (
            <WordingRow {...props} band={band} />
          ))}
        </details>
      )}
    </div>
  );
}

function WordingRow(props: WordingProps & { readonly band: WordingBand }) {
  const { part, text, frame, faults, phrase, limit, short, band } = props;
  return (
    <div class="wording-row">
      {shownLanguages(text, frame).map((language) => {
        const name = cellField(part, language, band);
        const value = readCell(text, language, band);
        const called = languageName(language);
        const label =
          band === 'all' ? called : phrase('wording.band', { language: called, band: bandWords(band) });
        const ties = { ...flowTies(name, faults), lang: language, 'data-limit': limit };
        return (
          <FlowField name={name} label={label} faults={faults}>
            {short === true ? (
              <input type="text" {...ties} value={value} autocomplete="off" />
            ) : (
              <textarea {...ties} rows={band === 'all' ? 4 : 3}>
                {`\n${value}`}
              </textarea>
            )}
          </FlowField>
        );
      })}
    </div>
  );
}

/** Most characters of a label of an option, beside its face. */
export function labelLimit({ maxLabel }: DraftFrame, option: DraftEntry): number {
  const face = textOf(option, 'face');
  return maxLabel - (face === '' ? 0 : face.length + 1);
}
