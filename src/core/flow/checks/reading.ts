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
 * Texts of questions they are never asked are left alone. Other languages are counted in words, and only warned of.
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
  const others = Object.keys(text).filter((language) => language !== SOURCE_LANGUAGE);
  return [
    ...faults,
    ...others.flatMap((language) =>
      wordyFaults(wordingsOf(text, language), { path, language, bands, isWorded: own !== undefined }),
    ),
  ];
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
  const facts = { words: longest.words, most: SYLLABLES.comfortable, sentence: longest.sentence };
  return [{ code, severity, path: at, facts, message, advice }];
}

type Translation = {
  readonly path: Path;
  readonly language: string;
  readonly bands: Bands;
  /** Whether the youngest have words of their own in Vietnamese. */
  readonly isWorded: boolean;
};

/** The same for another language than Vietnamese. */
function wordyFaults(wordings: readonly Wording[], translation: Translation): readonly Fault[] {
  const { bands, language, isWorded } = translation;
  const own = wordings.find(({ band }) => band === YOUNGEST);
  const common = wordings.find(({ band }) => band === 'all');
  const faults: Fault[] = [];
  const measure = (wording: Wording, code: Fault['code'], said: { message: string; advice: string }) => {
    const { sentence, words } = longestSentence(wording.words);
    if (words <= WORDS) return;
    const message = `${said.message}, with ${words} words: ${sentence}`;
    const path = [...translation.path, ...wording.path];
    const facts = { language, words, most: WORDS, sentence };
    faults.push({
      code,
      severity: 'warning',
      path,
      variant: 'translated',
      facts,
      message,
      advice: said.advice,
    });
  };
  const long = {
    message: `for children of 7 and 8 this sentence in ${language} is too long`,
    advice: `Make two sentences of at most ${WORDS} words each.`,
  };
  const missing = {
    message: isWorded
      ? `the youngest have words of their own in Vietnamese, but in ${language} only this`
      : long.message,
    advice: `Add a wording "${YOUNGEST}: …" in ${language} with sentences of at most ${WORDS} words, or shorten this one.`,
  };
  if (own !== undefined && bands.has(YOUNGEST)) measure(own, 'sentence-too-long', long);
  if (common !== undefined && bands.has(null)) measure(common, 'sentence-too-long', long);
  else if (common !== undefined && own === undefined && bands.has(YOUNGEST))
    measure(common, 'missing-age-wording', missing);
  return faults;
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
