/** Hears in what a child typed whether a child may be in danger. */

import { agreementOf, isUnmarked, type Word } from '../reply/words.ts';
import { DANGER_KINDS, type Danger, type DangerKind, type Severity } from './danger.ts';
import { compileLexicon, type Lexicon, type Phrase, type Rule, SLOT } from './lexicon.ts';
import { lists } from './lists.generated.ts';
import { readSpokenWords, type SpokenWord } from './spoken-words.ts';

/** A phrase found: words from `start` up to `end`, not included. */
type Span = { readonly group: number; readonly start: number; readonly end: number };

/** Words that may stand between two parts of a pattern. */
const GAP = 5;
/** Words between the first part of a pattern and another where the order is free. */
const NEAR = 8;
/** Words within which a film or a game makes a story of what would be heard anyway. */
const STORY_REACH = 8;
/** Words before something in which a "no" still belongs to it. */
const NO_REACH = 3;
/** Words that a phrase has at most: what reaches further back is not looked for. */
const LONGEST = 12;
/** Films and opinions of one sentence that are kept: a hostile text must not slow the rest. */
const MOST_FRAMES = 8;
/** A text is read in stretches, which overlap so that nothing is cut through. */
const STRETCH = 900;
const OVERLAP = 100;
const MOST_STRETCHES = 6;

const NO = new Set(['khong', 'chua', 'chang', 'dung', 'cha']);
/** Unmarked they are other words where the rest of a text is marked: ghost, list, go, cloth … */
const TRUE_UNMARKED = new Set(
  'ma danh do la di co bo ba me o u em con cha mo ra to tam cho hai chim cu tu ti say an da an ong chi anh chu ai cay gia ho no can tay thu de dua di may dan dam duong may tang du'.split(
    ' ',
  ),
);

/** Without any mark they are nearly always everyday words: "đã", "và", "dám", "đi", "cần". */
const EVERYDAY_UNMARKED = new Set(['da', 'va', 'dam', 'dan', 'di', 'can', 'xo', 'tet', 'du']);

let compiled: Lexicon | null = null;

/**
 * Hears danger. A function of the text and the lists alone; linear in the text's length.
 *
 * @param text as it was typed, unmasked, of any length; of more than about 5,000 characters beginning and end are read
 * @returns `null` where nothing of the kind is heard
 */
export function hearDanger(text: string): Danger | null {
  compiled ??= compileLexicon(lists);
  const lexicon = compiled;
  let found: Danger | null = null;
  for (const stretch of stretchesOf(text)) {
    const words = readSpokenWords(stretch, lexicon.shorthand, lexicon.vocabulary);
    found = worse(found, hearIn(words, lexicon));
  }
  return found;
}

function stretchesOf(text: string): readonly string[] {
  if (text.length <= STRETCH) return [text];
  const step = STRETCH - OVERLAP;
  const count = Math.ceil(text.length / step);
  const all = Array.from({ length: count }, (_one, at) => at);
  const read = count <= MOST_STRETCHES ? all : [...all.slice(0, 3), ...all.slice(-3)];
  return read.map((at) => text.slice(at * step, at * step + STRETCH));
}

function hearIn(words: readonly SpokenWord[], lexicon: Lexicon): Danger | null {
  const spans = findSpans(words, lexicon);
  if (spans.length === 0) return null;
  const byStart = new Map<number, Span[]>();
  const byPlace = new Map<number, Span[]>();
  for (const span of spans) {
    keep(byStart, span.start, span);
    keep(byPlace, placeOf(span.group, span.start), span);
  }
  const found = new Set(spans.map(({ group }) => group));
  const open = new Map([...found].map((group) => [group, rulesOf(group, lexicon, found)]));
  const opinions = framesOf(['opinion', 'fiction'], { spans, words, byStart, lexicon });
  const stories = framesOf(['fiction'], { spans, words, byStart, lexicon });
  const kinds = new Set<DangerKind>();
  let severity: Severity = 'low';
  for (const span of spans) {
    const sentence = words[span.start]?.sentence ?? 0;
    for (const rule of open.get(span.group) ?? []) {
      if (kinds.has(rule.kind) && higher(severity, rule.severity) === severity) continue;
      const frames = (rule.anyway ? stories : opinions).get(sentence) ?? [];
      if (frames.some((at) => !rule.anyway || Math.abs(at - span.start) <= STORY_REACH)) continue;
      if (!(rule.inOrder ? holds : isNear)(rule, span, { byPlace, words })) continue;
      kinds.add(rule.kind);
      severity = higher(severity, rule.severity);
    }
  }
  return kinds.size === 0 ? null : { kinds: DANGER_KINDS.filter((kind) => kinds.has(kind)), severity };
}

/** Rules of a first group all of whose other groups were found somewhere. */
function rulesOf(group: number, { rules }: Lexicon, found: ReadonlySet<number>): readonly Rule[] {
  return (rules.get(group) ?? []).filter(({ groups }) => groups.every((one) => found.has(one)));
}

/** More groups than any lists have. */
const MOST_GROUPS = 65_536;

/** A group at a word, as one number. */
function placeOf(group: number, start: number): number {
  return start * MOST_GROUPS + group;
}

function keep(table: Map<number, Span[]>, key: number, span: Span): void {
  const there = table.get(key);
  if (there === undefined) table.set(key, [span]);
  else there.push(span);
}

/** What was found, by group and first word. */
type Found = {
  readonly byPlace: ReadonlyMap<number, readonly Span[]>;
  readonly words: readonly SpokenWord[];
};

/** Where in each sentence words stand that make it an opinion or a story; not where they are part of something longer. */
function framesOf(
  names: readonly string[],
  at: {
    readonly spans: readonly Span[];
    readonly words: readonly SpokenWord[];
    readonly byStart: ReadonlyMap<number, readonly Span[]>;
    readonly lexicon: Lexicon;
  },
): ReadonlyMap<number, readonly number[]> {
  const groups = new Set(names.map(at.lexicon.groupOf));
  const frames = new Map<number, number[]>();
  for (const one of at.spans) {
    if (!groups.has(one.group)) continue;
    let isInside = false;
    for (let start = one.start - LONGEST; start <= one.start && !isInside; start += 1) {
      const around = at.byStart.get(start) ?? [];
      isInside = around.some(
        ({ group, end }) => !groups.has(group) && end >= one.end && end - start > one.end - one.start,
      );
    }
    if (isInside) continue;
    const sentence = at.words[one.start]?.sentence ?? 0;
    const there = frames.get(sentence);
    if (there === undefined) frames.set(sentence, [one.start]);
    else if (there.length < MOST_FRAMES) there.push(one.start);
  }
  return frames;
}

/** Whether all parts of a rule stand near the first one, in any order, in one sentence. */
function isNear(rule: Rule, first: Span, at: Found): boolean {
  const sentence = at.words[first.start]?.sentence;
  return rule.groups.slice(1).every((wanted) => {
    for (let start = Math.max(0, first.start - NEAR); start <= first.end + NEAR; start += 1) {
      if (at.words[start]?.sentence !== sentence) continue;
      const isThere = at.byPlace
        .get(placeOf(wanted, start))
        ?.some(({ end }) => start >= first.end || end <= first.start);
      if (isThere === true) return true;
    }
    return false;
  });
}

/** Whether the parts of a rule follow one another from a first one on, in one sentence. */
function holds(rule: Rule, first: Span, at: Found): boolean {
  const sentence = at.words[first.start]?.sentence;
  let ends = new Set([first.end]);
  for (const group of rule.groups.slice(1)) {
    const next = new Set<number>();
    for (const end of ends) {
      for (let start = end; start <= end + GAP && at.words[start]?.sentence === sentence; start += 1) {
        for (const span of at.byPlace.get(placeOf(group, start)) ?? []) next.add(span.end);
      }
    }
    if (next.size === 0) return false;
    ends = next;
  }
  return true;
}

function findSpans(words: readonly SpokenWord[], lexicon: Lexicon): readonly Span[] {
  const marked = words.filter((word) => !isUnmarked(word)).length;
  const isMarked = marked * 3 >= words.length;
  const found: Span[] = [];
  for (let start = 0; start < words.length; start += 1) {
    const word = words[start];
    if (word === undefined) continue;
    const next = words[start + 1];
    const pairs = next === undefined ? [] : (lexicon.phrases.get(`${word.plain} ${next.plain}`) ?? []);
    for (const phrases of [lexicon.phrases.get(word.plain) ?? [], pairs]) {
      for (const phrase of phrases) {
        const end = endOf(phrase, words, { start, isMarked });
        if (end >= 0) for (const group of phrase.groups) found.push({ group, start, end });
      }
    }
  }
  const innocent = lexicon.groupOf('innocent');
  const covers = new Map<number, number>();
  for (const { group, start, end } of found) {
    if (group === innocent) covers.set(start, Math.max(end, covers.get(start) ?? 0));
  }
  const isInnocent = (span: Span): boolean => {
    for (let start = span.start - LONGEST; start < span.end; start += 1) {
      const end = covers.get(start);
      if (end !== undefined && isCovered(span, { group: innocent, start, end })) return true;
    }
    return false;
  };
  return found
    .filter((span) => span.group !== innocent && !isInnocent(span))
    .map((span) => negated(span, words, lexicon));
}

/** Where a phrase that begins at a word ends; -1 where it does not stand there. */
function endOf(
  { parts }: Phrase,
  words: readonly SpokenWord[],
  { start, isMarked }: { readonly start: number; readonly isMarked: boolean },
): number {
  const sentence = words[start]?.sentence;
  let end = start;
  for (const [index, part] of parts.entries()) {
    const last = index === 0 ? start : end + SLOT;
    let at = end;
    while (at <= last && !standsAt(part, words, { start: at, isMarked, isAlone: parts.length === 1 }))
      at += 1;
    if (at > last || words[at]?.sentence !== sentence) return -1;
    end = at + part.length;
  }
  return end;
}

/** A longer phrase that only begins or ends in innocent words says more than they. */
function isCovered(span: Span, cover: Span): boolean {
  if (span.start >= cover.start && span.end <= cover.end)
    return span.end - span.start < cover.end - cover.start + 1;
  const overlaps = span.start < cover.end && cover.start < span.end;
  return overlaps && span.end - span.start < cover.end - cover.start;
}

function negated(span: Span, words: readonly SpokenWord[], { negatedOf }: Lexicon): Span {
  const other = negatedOf(span.group);
  if (other < 0) return span;
  const sentence = words[span.start]?.sentence;
  for (let at = Math.max(0, span.start - NO_REACH); at < span.start; at += 1) {
    const word = words[at];
    // "em không muốn bị đánh nữa", "em không dám nói là bị đánh": the "no" belongs to wanting and daring.
    const after = words[at + 1]?.plain;
    if (after === 'muon' || after === 'dam' || after === 'hieu' || after === 'biet') continue;
    if (word !== undefined && word.sentence === sentence && NO.has(word.plain) && isNoTone(word))
      return { ...span, group: other };
  }
  return span;
}

/** "đúng" and "dùng" are no "đừng"; unmarked they may be. */
function isNoTone({ plain, tone }: Word): boolean {
  if (plain === 'dung') return tone === '1';
  return plain !== 'cha' || tone === '3';
}

function standsAt(
  meant: readonly Word[],
  words: readonly SpokenWord[],
  {
    start,
    isMarked,
    isAlone,
  }: { readonly start: number; readonly isMarked: boolean; readonly isAlone: boolean },
): boolean {
  const sentence = words[start]?.sentence;
  return meant.every((want, at) => {
    const typed = words[start + at];
    if (typed === undefined || typed.plain !== want.plain || typed.sentence !== sentence) return false;
    const agreement = agreementOf(typed, want);
    if (agreement !== 'open') return agreement === 'same';
    if (meant.length === 1 && isAlone && isUnmarked(typed) && EVERYDAY_UNMARKED.has(typed.plain))
      return false;
    if (!isMarked || meant.length > 1 || !isAlone) return true;
    // "nên" is another word than "nện": who writes marks has left none out there.
    if (isUnmarked(typed)) return !TRUE_UNMARKED.has(typed.plain);
    return typed.letters.replace('đ', 'd') === want.letters.replace('đ', 'd')
      ? typed.tone !== ''
      : typed.tone === '';
  });
}

function worse(one: Danger | null, other: Danger | null): Danger | null {
  if (one === null || other === null) return one ?? other;
  const kinds = DANGER_KINDS.filter((kind) => one.kinds.includes(kind) || other.kinds.includes(kind));
  return { kinds, severity: higher(one.severity, other.severity) };
}

function higher(one: Severity, other: Severity): Severity {
  const order: readonly Severity[] = ['low', 'medium', 'high'];
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}
