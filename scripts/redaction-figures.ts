/** Reads marked-up sentences and reckons how well redaction finds what is marked in them. */

import { type Redaction, redact } from '../src/core/redaction/redact.ts';
import type { PersonalSpan } from '../src/core/redaction/span.ts';

/** A sentence and what must be masked in it. */
export type MarkedSentence = {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number; readonly type: string }[];
};

/** Figures of one type, or of all. */
export type Figures = {
  readonly marked: number;
  readonly found: number;
  /** Marked stretches that a found one of the same type overlaps. */
  readonly hit: number;
  /** Found stretches that overlap a marked one of the same type. */
  readonly right: number;
};

/** Reads sentences written one a line, `{type|stretch}` being marked; lines that begin with `#` are remarks. */
export function readSentences(file: string): readonly MarkedSentence[] {
  return file
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const spans: { start: number; end: number; type: string }[] = [];
      let text = '';
      let at = 0;
      for (const match of line.matchAll(/\{([a-z-]+)\|([^}]*)\}/g)) {
        text += line.slice(at, match.index);
        const [all, type = '', stretch = ''] = match;
        spans.push({ start: text.length, end: text.length + stretch.length, type });
        text += stretch;
        at = match.index + all.length;
      }
      return { text: text + line.slice(at), spans };
    });
}

/** Compares what is marked with what is found. @returns figures by type, `all` being those of all together */
export function reckon(sentences: readonly MarkedSentence[]): ReadonlyMap<string, Figures> {
  const figures = new Map<string, { marked: number; found: number; hit: number; right: number }>();
  const of = (type: string) => {
    const known = figures.get(type) ?? { marked: 0, found: 0, hit: 0, right: 0 };
    figures.set(type, known);
    return known;
  };
  of('all');
  for (const { text, spans } of sentences) {
    const found = redact(text).spans;
    for (const span of spans) {
      const hit = found.some((other) => meets(span, other)) ? 1 : 0;
      for (const one of [of(span.type), of('all')]) {
        one.marked += 1;
        one.hit += hit;
      }
    }
    for (const span of found) {
      const right = spans.some((other) => meets(other, span)) ? 1 : 0;
      for (const one of [of(span.type), of('all')]) {
        one.found += 1;
        one.right += right;
      }
    }
  }
  return figures;
}

/** Sentences in which something is missed or masked too much, with what was made of them. */
export function misses(
  sentences: readonly MarkedSentence[],
): readonly { readonly sentence: MarkedSentence; readonly redaction: Redaction }[] {
  return sentences
    .map((sentence) => ({ sentence, redaction: redact(sentence.text) }))
    .filter(({ sentence, redaction }) => {
      const missed = sentence.spans.some((span) => !redaction.spans.some((other) => meets(span, other)));
      return missed || redaction.spans.some((span) => !sentence.spans.some((other) => meets(other, span)));
    });
}

/** Share of what is marked that is found, 0..1; 1 where nothing is marked. */
export function recallOf({ marked, hit }: Figures): number {
  return marked === 0 ? 1 : hit / marked;
}

/** Share of what is found that is marked, 0..1; 1 where nothing is found. */
export function precisionOf({ found, right }: Figures): number {
  return found === 0 ? 1 : right / found;
}

function meets(one: MarkedSentence['spans'][number], other: PersonalSpan): boolean {
  return one.type === other.type && one.start < other.end && other.start < one.end;
}
