/** What a question of each kind is made of, and what a new one begins with. */

import type { QuestionKind } from '../flow/flow.ts';
import { questionSource } from '../flow/question-source.ts';
import { type DraftEntry, type DraftSource, draftSource, itemsOf, textOf, withKey } from './draft-source.ts';

/** Every kind, in the order in which authors are offered them. */
export const QUESTION_KINDS = [
  'choice',
  'scale',
  'yes-no',
  'choices',
  'rank',
  'number',
  'text',
  'place',
  'info',
  'lesson',
  'age',
  'consent',
] as const satisfies readonly QuestionKind[];

const KEYS: ReadonlyMap<string, readonly string[]> = new Map(
  questionSource.options.map((schema) => [schema.shape.kind.value, Object.keys(schema.shape)]),
);

const USE_KEYS = ['use', 'as', 'when'];

/** Reads the kind of an entry; `null` where it has none that is known, as a use of a block. */
export function kindOf(entry: DraftEntry): QuestionKind | null {
  const written = textOf(entry, 'kind');
  return QUESTION_KINDS.find((kind) => kind === written) ?? null;
}

/** Tells whether an entry is a use of a block. */
export function isBlockUse(entry: DraftEntry): boolean {
  return Object.hasOwn(entry, 'use');
}

/** Tells whether a draft asks anything yet, besides the cards and questions that every flow begins with. */
export function hasOwnQuestions(source: DraftSource): boolean {
  return itemsOf(source, 'questions').some((one) => !BEGINNING.includes(textOf(draftSource(one), 'kind')));
}

const BEGINNING: readonly string[] = ['info', 'age', 'consent'];

/** Tells whether a kind of question has a part, by its key. */
export function hasPart(kind: QuestionKind | null, key: string): boolean {
  return kind !== null && (KEYS.get(kind)?.includes(key) ?? false);
}

/** Keys of an entry that mean nothing there, and `skip`, which is only reported. */
export function needlessKeys(entry: DraftEntry): readonly string[] {
  const known = isBlockUse(entry) ? USE_KEYS : KEYS.get(textOf(entry, 'kind'));
  if (known === undefined) return [];
  return Object.keys(entry).filter((key) => !known.includes(key) || key === 'skip');
}

/** Texts of a kind that must be there, and those that may. */
export const TEXT_PARTS = ['text', 'simpler', 'yes', 'no', 'declined', 'partial', 'explain'] as const;

/** @see TEXT_PARTS */
export type TextPart = (typeof TEXT_PARTS)[number];

/** Parts that stay as an empty text once all their words are gone, so that the check finds them missing. */
export const NEEDED_TEXTS: readonly TextPart[] = ['text', 'declined', 'explain'];

/** What a kind needs besides its text. */
function beginnings(kind: QuestionKind): DraftEntry {
  switch (kind) {
    case 'choice':
    case 'choices':
    case 'rank':
      return { options: [{ label: {} }, { label: {} }] };
    case 'scale':
      return { options: [{ label: {} }, { label: {} }, { label: {} }] };
    case 'lesson':
      return { options: [{ label: {} }, { label: {} }], right: [], explain: {} };
    case 'number':
      return { min: 0, max: 10 };
    case 'text':
      return { 'max-length': 300 };
    case 'place':
      return { depth: 'commune' };
    case 'consent':
      return { declined: {} };
    default:
      return {};
  }
}

/** Makes a question of a kind. */
export function newQuestion(kind: QuestionKind, id: string, text: unknown): DraftEntry {
  return { id, kind, text, ...beginnings(kind) };
}

/** Makes a question one of another kind: parts that the new kind has not are given up, what it needs is begun. */
export function withKind(entry: DraftEntry, kind: QuestionKind): DraftEntry {
  const before = kindOf(entry);
  if (before === kind) return entry;
  const kept = Object.entries(entry).filter(([key]) => hasPart(kind, key) || !hasPart(before, key));
  return withKey({ ...beginnings(kind), ...Object.fromEntries(kept) }, 'kind', kind);
}
