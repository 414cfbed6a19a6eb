/** The few words by which people recognise a question in a list or on a map. */

import type { AgeBand } from '../age-band.ts';
import type { Language } from '../language.ts';
import type { Question } from './flow.ts';
import { readText } from './text.ts';
import { pipe } from './walk.ts';

/**
 * Gives the sentence that asks, or the first of a card, shortened at a word; `…` stands for answers put in.
 *
 * @param most characters (graphemes are not told apart), at least 2
 */
export function questionHeadline(
  question: Pick<Question, 'text'>,
  reader: { readonly language: Language; readonly band?: AgeBand | null },
  most = 90,
): string {
  const words = readText(question.text, reader.language, reader.band ?? null)
    .replace(/\s+/g, ' ')
    .trim();
  const sentences = words.split(/(?<=[.!?…]["'”’)\]]*) /);
  const asking = sentences.findLast((sentence) => /\?["'”’)\]]*$/.test(sentence));
  return shortened(
    pipe(asking ?? sentences[0] ?? '', () => null),
    most,
  );
}

function shortened(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const head = letters.slice(0, most).join('');
  const gap = head.lastIndexOf(' ');
  const cut = gap > most / 2 ? head.slice(0, gap) : letters.slice(0, most - 1).join('');
  return `${cut.replace(/[\s,;:–-]+$/, '')}…`;
}
