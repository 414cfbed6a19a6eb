/** Reads what was typed into the form for a tally, and tells what is wrong in it, field by field. */

import { AGE_BANDS } from '../age-band.ts';
import type { ConsultationId } from '../consultation.ts';
import type { LocalityCode } from '../locality.ts';
import type { Day } from '../release/release.ts';
import type { CountableQuestion } from './countable.ts';
import {
  CIRCUMSTANCES,
  SEXES,
  TALLY_KINDS,
  type TallyContent,
  type TallyGroup,
  type TallyKind,
  type TallyQuestion,
} from './tally.ts';

/** Most children of one tally; more are entered in parts. */
export const MAX_CHILDREN = 100_000;

/** Above it whoever enters is asked whether it is right: a class, a forum, a survey of some schools. */
export const PLAUSIBLE: Readonly<Record<TallyKind, number>> = {
  'class-vote': 60,
  forum: 1_000,
  'paper-survey': 5_000,
};

/** The first day a tally can be of: the action programme of Quyết định 23/QĐ-TTg begins with 2021. */
const FIRST_DAY: Day = '2021-01-01';
const MAX_SOURCE = 500;

/** Why a field is wrong; its phrase is `console.tallies.fault.<code>`. */
export type TallyFault =
  | {
      readonly code:
        | 'kind'
        | 'day'
        | 'place'
        | 'reach'
        | 'children'
        | 'number'
        | 'source'
        | 'no-groups'
        | 'not-asked'
        | 'no-questions';
    }
  | { readonly code: 'future'; readonly today: Day }
  | { readonly code: 'early'; readonly day: Day }
  | { readonly code: 'too-many' | 'source-long'; readonly most: number }
  | { readonly code: 'sum'; readonly sum: number; readonly children: number }
  | { readonly code: 'more-than'; readonly sum: number; readonly children: number }
  /** More than is likely: right or mistyped? */
  | { readonly code: 'confirm'; readonly children: number };

/** What reading needs to know. */
export type TallyGround = {
  readonly today: Day;
  readonly consultationId: ConsultationId | null;
  /** The questions that can be counted; none without a consultation. */
  readonly questions: readonly CountableQuestion[];
  /** Whether there is such a place, below the nation. */
  readonly isPlace: (code: string) => code is LocalityCode;
  readonly isWithinReach: (code: LocalityCode) => boolean;
};

/** The fields as they were typed: `text` gives one by name, empty where there is none. */
export type TypedTally = { readonly text: (name: string) => string };

/** What came of it; nothing is kept while there are faults. */
export type ReadTally = {
  readonly content: TallyContent | null;
  readonly faults: Readonly<Record<string, TallyFault>>;
};

/** Name of the field that says: yes, so many. */
export const CONFIRM_FIELD = 'confirmed';

/** Names of the fields of groups, circumstances and counts. */
export const groupField = (ageBand: string, sex: string): string => `group.${ageBand}.${sex}`;
export const circumstanceField = (name: string): string => `circumstance.${name}`;
export const countField = (question: string, cell: number): string => `count.${question}.${cell}`;
export const skippedField = (question: string): string => `skipped.${question}`;

/** Reads it. */
export function readTally(typed: TypedTally, ground: TallyGround): ReadTally {
  const faults: Record<string, TallyFault> = {};
  const kind = TALLY_KINDS.find((one) => one === typed.text('kind'));
  if (kind === undefined) faults['kind'] = { code: 'kind' };
  const heldOn = typed.text('day');
  note(faults, 'day', dayFault(heldOn, ground.today));
  const place = typed.text('place');
  note(faults, 'place', placeFault(place, ground));
  const children = readCount(typed.text('children'));
  note(faults, 'children', childrenFault(children, kind, typed.text(CONFIRM_FIELD)));
  const source = typed.text('source');
  note(faults, 'source', sourceFault(source));
  const numbers = numberReader(typed, faults);
  const total = children ?? 0;
  const groups = readGroups(numbers, total, faults);
  const circumstances = readCircumstances(numbers, total, faults);
  const questions = ground.questions.flatMap((one) => readQuestion(numbers, one, { total, faults }));
  if (Object.keys(faults).length > 0 || kind === undefined || children === null)
    return { content: null, faults };
  const { consultationId } = ground;
  const content = { kind, heldOn, place, consultationId, children, groups, circumstances, questions, source };
  return { content, faults };
}

type Faults = Record<string, TallyFault>;

function note(faults: Faults, field: string, fault: TallyFault | null): void {
  if (fault !== null && faults[field] === undefined) faults[field] = fault;
}

function dayFault(day: string, today: Day): TallyFault | null {
  const date = new Date(`${day}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
  if (!isDay) return { code: 'day' };
  if (day > today) return { code: 'future', today };
  return day < FIRST_DAY ? { code: 'early', day: FIRST_DAY } : null;
}

function placeFault(place: string, ground: TallyGround): TallyFault | null {
  if (!ground.isPlace(place)) return { code: 'place' };
  return ground.isWithinReach(place) ? null : { code: 'reach' };
}

function childrenFault(
  children: number | null,
  kind: TallyKind | undefined,
  confirmed: string,
): TallyFault | null {
  if (children === null || children === 0) return { code: 'children' };
  if (children > MAX_CHILDREN) return { code: 'too-many', most: MAX_CHILDREN };
  // Saying yes counts for the number that was asked about and for no other.
  const isLikely = kind === undefined || children <= PLAUSIBLE[kind] || confirmed === String(children);
  return isLikely ? null : { code: 'confirm', children };
}

function sourceFault(source: string): TallyFault | null {
  if (source === '') return { code: 'source' };
  return source.length > MAX_SOURCE ? { code: 'source-long', most: MAX_SOURCE } : null;
}

/** A whole number, as people write it: 1200, 1.200, 1 200. `null` where it is none. */
export function readCount(typed: string): number | null {
  const digits = typed.replace(/(?<=\d)[\s.](?=\d{3}(\D|$))/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

type NumberReader = (field: string) => number;

/** Reads fields that may stay empty; what is no number is a fault of its field. */
function numberReader(typed: TypedTally, faults: Faults): NumberReader {
  return (field) => {
    const text = typed.text(field);
    if (text === '') return 0;
    const number = readCount(text);
    if (number === null) faults[field] = { code: 'number' };
    else if (number > MAX_CHILDREN) faults[field] = { code: 'too-many', most: MAX_CHILDREN };
    return number ?? 0;
  };
}

function readGroups(numbers: NumberReader, total: number, faults: Faults): readonly TallyGroup[] {
  const groups = AGE_BANDS.flatMap((ageBand) =>
    SEXES.map((sex) => ({ ageBand, sex, children: numbers(groupField(ageBand, sex)) })),
  ).filter(({ children }) => children > 0);
  const sum = groups.reduce((before, { children }) => before + children, 0);
  const areNumbers = !Object.keys(faults).some((field) => field.startsWith('group.'));
  if (!areNumbers || faults['children']?.code === 'children') return groups;
  if (sum === 0) note(faults, 'groups', { code: 'no-groups' });
  else if (sum !== total) note(faults, 'groups', { code: 'sum', sum, children: total });
  return groups;
}

function readCircumstances(
  numbers: NumberReader,
  total: number,
  faults: Faults,
): TallyContent['circumstances'] {
  const counted: Record<string, number> = {};
  for (const name of CIRCUMSTANCES) {
    const field = circumstanceField(name);
    const children = numbers(field);
    if (children > total) note(faults, field, { code: 'more-than', sum: children, children: total });
    if (children > 0) counted[name] = children;
  }
  return counted;
}

function readQuestion(
  numbers: NumberReader,
  { question, cells, several }: CountableQuestion,
  { total, faults }: { readonly total: number; readonly faults: Faults },
): readonly TallyQuestion[] {
  const counts = cells.map(({ id }, at) => [id, numbers(countField(question.id, at))] as const);
  const skipped = numbers(skippedField(question.id));
  const numbersOnly = counts.map(([, children]) => children);
  // Of several picks each child may stand in all of them.
  const answered = several ? Math.max(0, ...numbersOnly) : numbersOnly.reduce((sum, one) => sum + one, 0);
  if (answered + skipped > total) {
    note(faults, `question.${question.id}`, { code: 'more-than', sum: answered + skipped, children: total });
  }
  if (answered + skipped === 0) return [];
  return [{ question: question.id, counts: Object.fromEntries(counts), skipped }];
}
