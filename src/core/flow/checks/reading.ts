/** Rules of reading: sentences that the youngest can read. */

import { SOURCE_LANGUAGE } from '../../language.ts';
import type { Path } from '../expand-blocks.ts';
import type { Bands, Exploration } from '../explore-flow.ts';
import type { FlowTextSource } from '../question-source.ts';
import { type TextRole, textsOf, type WrittenFlow, wordingsOf } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** The band that is learning to read. */
const YOUNGEST = '7-8';

/**
 * Longest sentence for the youngest, in "tiếng" (syllables, written apart in Vietnamese), and from where on it is no
 * longer a matter of taste. A third-grader reads 70 to 80 a minute; 8 to 10 a sentence is our own inference.
 */
const SYLLABLES = { comfortable: 10, bearable: 15 };

/** Longest sentence, in words, of a language whose syllables are not written apart. */
const WORDS = 15;

/** Texts that are read to the child; labels and the title are no sentences. */
const READ: ReadonlySet<TextRole> = new Set(['text', 'simpler', 'declined', 'partial', 'explain', 'closing']);

/**
 * Sentences too long for children of 7 and 8, where the flow is for them.
 *
 * Their own wording is held to the limit, and the common one where they have none, or where the age is not known yet.
 * Texts of questions they are never asked are left alone. Only Vietnamese is counted; another language is reported
 * where Vietnamese has a wording of its own for the youngest and that language has not, but long sentences.
 */
export function readingFaults(flow: WrittenFlow, { asked }: Exploration): readonly Fault[] {
  if (!flow.ages.includes(YOUNGEST)) return [];
  const questions = flow.expansion.questions.flatMap((question, at) => {
    const bands = asked.get(at);
    if (bands === undefined || flow.standIns.has(question.source)) return [];
    return textsOf(question)
      .filter(({ role }) => READ.has(role))
      .flatMap(({ text, path }) => faultsOf(text, path, bands));
  });
  return flow.closing === null
    ? questions
    : [...questions, ...faultsOf(flow.closing, ['closing'], new Set([YOUNGEST]))];
}

function faultsOf(text: FlowTextSource, path: Path, bands: Bands): readonly Fault[] {
  const wordings = wordingsOf(text, SOURCE_LANGUAGE);
  const own = wordings.find(({ band }) => band === YOUNGEST);
  const common = wordings.find(({ band }) => band === 'all');
  const faults: Fault[] = [];
  if (own !== undefined && bands.has(YOUNGEST)) faults.push(...tooLong(own, path, 'sentence-too-long'));
  if (common !== undefined && bands.has(null)) {
    // Before the age is known, a wording for a band cannot be chosen.
    faults.push(...tooLong(common, path, 'sentence-too-long'));
  } else if (common !== undefined && own === undefined && bands.has(YOUNGEST)) {
    faults.push(...tooLong(common, path, 'missing-age-wording'));
  }
  return own === undefined || !bands.has(YOUNGEST) ? faults : [...faults, ...untranslated(text, path)];
}

type Wording = ReturnType<typeof wordingsOf>[number];

function tooLong(
  wording: Wording,
  path: Path,
  code: 'sentence-too-long' | 'missing-age-wording',
): readonly Fault[] {
  const longest = longestSentence(wording.words);
  if (longest.words <= SYLLABLES.comfortable) return [];
  const severity = longest.words > SYLLABLES.bearable ? 'error' : 'warning';
  const at = [...path, ...wording.path];
  const message = `for children of 7 and 8 this sentence is too long, with ${longest.words} syllables: ${longest.sentence}`;
  const advice =
    code === 'sentence-too-long'
      ? `Make two sentences of at most ${SYLLABLES.comfortable} syllables each.`
      : `Add a wording "${YOUNGEST}: …" with sentences of at most ${SYLLABLES.comfortable} syllables, or shorten this one.`;
  return [{ code, severity, path: at, message, advice }];
}

function untranslated(text: FlowTextSource, path: Path): readonly Fault[] {
  return Object.keys(text).flatMap((language): readonly Fault[] => {
    if (language === SOURCE_LANGUAGE) return [];
    const wordings = wordingsOf(text, language);
    const common = wordings[0];
    if (common === undefined || wordings.some(({ band }) => band === YOUNGEST)) return [];
    const longest = longestSentence(common.words);
    if (longest.words <= WORDS) return [];
    const message = `the youngest have words of their own in Vietnamese, but in ${language} only this: ${longest.sentence}`;
    const advice = `Add a wording "${YOUNGEST}: …" in ${language}.`;
    return [
      { code: 'missing-age-wording', severity: 'warning', path: [...path, ...common.path], message, advice },
    ];
  });
}

/** Gives the sentence with the most words; a colon ends one too, signs and emoji between spaces are no words. */
function longestSentence(text: string): { readonly sentence: string; readonly words: number } {
  return text
    .split(/(?<=[.!?…:]["'”’)\]]*)\s+|\n+/)
    .map((sentence) => ({
      sentence: sentence.trim(),
      words: sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    }))
    .reduce((longest, next) => (next.words > longest.words ? next : longest), { sentence: '', words: 0 });
}
