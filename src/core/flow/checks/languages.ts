/** Rules of languages: every text in every language of the flow, and none that nobody reads. */

import { SOURCE_LANGUAGE } from '../../language.ts';
import { YES_NO_LABELS } from '../compile-flow.ts';
import {
  type WrittenFlow,
  type WrittenText,
  wordingsOf,
  writtenQuestions,
  writtenTexts,
} from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Missing languages, and wordings in languages or for bands that the flow does not have. */
export function languageFaults(flow: WrittenFlow): readonly Fault[] {
  if (flow.languages.length === 0) return [];
  return [
    ...(flow.languages.includes(SOURCE_LANGUAGE) ? [] : [noVietnamese]),
    ...writtenTexts(flow).flatMap((text) => [...missing(text, flow), ...superfluous(text, flow)]),
    ...yesNoFaults(flow),
  ];
}

const noVietnamese: Fault = {
  code: 'missing-language',
  path: ['languages'],
  variant: 'vietnamese',
  message: 'the languages of the flow do not contain vi',
  advice: 'Add vi: every flow exists in Vietnamese.',
};

function missing({ text, path }: WrittenText, flow: WrittenFlow): readonly Fault[] {
  return [...new Set([SOURCE_LANGUAGE, ...flow.languages])]
    .filter((language) => !Object.hasOwn(text, language))
    .map((language) => ({
      code: 'missing-language',
      path,
      facts: { language },
      message: `this text is not written in ${language}`,
      advice: `Add "${language}: …" beside the other languages.`,
    }));
}

function superfluous({ text, path }: WrittenText, flow: WrittenFlow): readonly Fault[] {
  return Object.keys(text).flatMap((language): readonly Fault[] => {
    if (!flow.languages.includes(language) && language !== SOURCE_LANGUAGE) {
      const message = `this text is written in ${language}, which is not among the languages of the flow`;
      const advice = `Add ${language} to "languages", or remove it here.`;
      const said = { variant: 'language', facts: { language }, message, advice };
      return [{ code: 'unknown-key', severity: 'warning', path: [...path, language], ...said }];
    }
    return wordingsOf(text, language).flatMap(({ band, path: inner }): readonly Fault[] => {
      if (band === 'all' || flow.ages.length === 0 || flow.ages.includes(band)) return [];
      const message = `this wording is for the band ${band}, which is not among the ages of the flow`;
      const advice = `Add ${band} to "ages", or remove the wording.`;
      const said = { variant: 'band', facts: { band }, message, advice };
      return [{ code: 'unknown-key', severity: 'warning', path: [...path, ...inner], ...said }];
    });
  });
}

/** Yes and no need words only in languages for which we have none. */
function yesNoFaults(flow: WrittenFlow): readonly Fault[] {
  return writtenQuestions(flow).flatMap(({ source, path }) =>
    (['yes', 'no'] as const).flatMap((answer): readonly Fault[] => {
      if (source.kind !== 'yes-no' || source[answer] !== undefined) return [];
      const unworded = flow.languages.filter((language) => !Object.hasOwn(YES_NO_LABELS[answer], language));
      if (unworded.length === 0) return [];
      const message = `the label of ${answer} has no words in ${unworded.join(', ')}`;
      const advice = `Add "${answer}: { vi: …, ${unworded.map((language) => `${language}: …`).join(', ')} }".`;
      const facts = { language: unworded.join(', ') };
      return [{ code: 'missing-language', path, variant: 'yes-no', facts, message, advice }];
    }),
  );
}
