/** Rules of wording: one way of writing each letter, and no question that asks the other way round. */

import type { Path } from '../expand-blocks.ts';
import type { QuestionKind } from '../flow.ts';
import { type WrittenFlow, wordingsOf, writtenQuestions } from '../written-flow.ts';
import type { Fault } from './fault.ts';
import { isRecord } from './shape.ts';

/** Data nested deeper than this is no flow. */
const MAX_DEPTH = 20;

/** Text that is not in NFC, and questions worded with a negation. */
export function wordingFaults(flow: WrittenFlow): readonly Fault[] {
  return [...decomposed(flow.data, []), ...negations(flow)];
}

function decomposed(value: unknown, path: Path): readonly Fault[] {
  if (path.length > MAX_DEPTH) return [];
  if (typeof value === 'string') return value.normalize('NFC') === value ? [] : [notNfc(path)];
  if (Array.isArray(value)) return value.flatMap((inner, at) => decomposed(inner, [...path, at]));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => decomposed(inner, [...path, key]));
}

function notNfc(path: Path): Fault {
  return {
    code: 'not-nfc',
    path,
    message:
      'some letters of this text are made of several characters (not Unicode NFC), so that typed answers and searches miss them',
    advice: 'Type it again with a Vietnamese keyboard set to "Unicode dựng sẵn", or convert the file to NFC.',
  };
}

/**
 * Negations by language. In Vietnamese "không" at the end of a question asks and does not deny; "không" before
 * another word does.
 *
 * @see Borgers, de Leeuw & Hox (2000): children under eleven answer negated items unreliably.
 */
const NEGATION: Readonly<Record<string, RegExp>> = {
  vi: /(?<!\p{L})(?:không|chẳng|chưa|đừng)\s+(?!(?:khí|gian|hạn|em|nhỉ|nào|ạ|nhé|vậy|thế|hả|con|các em|khi|lúc|nếu|hay|hoặc|và|vì)(?!\p{L}))\p{L}+/iu,
  en: /\b(?:not|never|no|cannot|\p{L}+n['’]t)\b/iu,
};

/** Kinds that are judged, and what the whole of such a question is called. */
const JUDGED: Readonly<Partial<Record<QuestionKind, string>>> = {
  scale: 'scale',
  'yes-no': 'yes-no question',
  choice: 'choice',
};

function negations(flow: WrittenFlow): readonly Fault[] {
  return writtenQuestions(flow).flatMap(({ source, path }) => {
    const called = JUDGED[source.kind];
    if (called === undefined) return [];
    return Object.entries(NEGATION).flatMap(([language, pattern]) =>
      wordingsOf(source.text, language).flatMap(({ words, path: inner }): readonly Fault[] => {
        const negation = pattern.exec(source.kind === 'scale' ? words : askedIn(words))?.[0];
        if (negation === undefined) return [];
        const message = `the ${called} ${source.id} is worded with a negation: ${negation}`;
        const advice = 'Ask the positive way round: young children answer negated questions by chance.';
        const at = [...path, 'text', ...inner];
        return [
          { code: 'negative-wording', severity: 'warning', path: at, facts: { negation }, message, advice },
        ];
      }),
    );
  });
}

/** Gives the sentences that ask: beside them, "Không sao đâu" or "No names needed" comforts and denies nothing. */
function askedIn(words: string): string {
  return words
    .split(/(?<=[.!?…]["'”’)\]]*)\s+|\n+/)
    .filter((sentence) => /\?["'”’)\]]*\s*\P{L}*$/u.test(sentence))
    .join('\n');
}
