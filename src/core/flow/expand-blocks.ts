/** Puts the questions of blocks where they are used, with full ids and the conditions around them. */

import type { QuestionId } from './flow.ts';
import type { FlowSource } from './flow-source.ts';
import type { BlockUseSource, EntrySource, QuestionSource } from './question-source.ts';

/** Way to a part of the file's data, such as `['questions', 3, 'text']`. */
export type Path = readonly (string | number)[];

/** Most questions of a flow after its blocks were put in; a child answers a dozen. */
export const MAX_QUESTIONS = 200;

/** Deepest nesting of blocks in blocks. */
export const MAX_BLOCK_DEPTH = 8;

/** A condition and where names in it are looked for. */
export type ScopedCondition = {
  readonly text: string;
  readonly path: Path;
  readonly scopes: readonly string[];
};

/** One question of the walk, still as written, with where it stands in the file. */
export type ExpandedQuestion = {
  readonly id: QuestionId;
  readonly source: QuestionSource;
  /** Where it is written; the same for every use of its block. */
  readonly path: Path;
  /** Prefixes under which a name written here is looked for, nearest first; the last is empty. */
  readonly scopes: readonly string[];
  /** All must hold: those of the uses around it from outside in, then its own. */
  readonly conditions: readonly ScopedCondition[];
};

/** A use that could not be put in, or the first question or use that was too much. */
export type ExpansionFault =
  | { readonly kind: UseFault; readonly path: Path; readonly block: string }
  | { readonly kind: 'too-many-questions'; readonly path: Path; readonly id: QuestionId }
  | { readonly kind: 'too-many-uses'; readonly path: Path; readonly block: string };

type UseFault = 'unknown-block' | 'block-loop' | 'too-deep';

/** @see expandBlocks */
export type Expansion = {
  readonly questions: readonly ExpandedQuestion[];
  readonly faults: readonly ExpansionFault[];
  /** Whether questions were left out because there are too many; one of the faults says so. */
  readonly isCut: boolean;
};

type Place = {
  readonly path: Path;
  readonly scopes: readonly string[];
  readonly conditions: readonly ScopedCondition[];
  /** Names of the blocks around it, outermost first. */
  readonly within: readonly string[];
};

/**
 * Expands the blocks of a flow.
 *
 * With `as: school` a block's question `mood` becomes `school.mood`; inside the block it is still named `mood`. Names are
 * looked for in the block first, then outside it. A use's condition is and-ed onto each of its questions.
 */
export function expandBlocks(source: Pick<FlowSource, 'blocks' | 'questions'>): Expansion {
  const questions: ExpandedQuestion[] = [];
  const faults: ExpansionFault[] = [];
  let uses = 0;
  let isCut = false;

  function cut(fault: ExpansionFault): void {
    if (!isCut) faults.push(fault);
    isCut = true;
  }

  function walk(entries: readonly EntrySource[], place: Place): void {
    for (const [at, entry] of entries.entries()) {
      const path = [...place.path, at];
      if ('use' in entry) {
        use(entry, { ...place, path });
        continue;
      }
      const question = expandQuestion(entry, { ...place, path });
      if (!isCut && questions.length < MAX_QUESTIONS) questions.push(question);
      else cut({ kind: 'too-many-questions', path, id: question.id });
    }
  }

  function use(entry: BlockUseSource, place: Place): void {
    const entries = Object.hasOwn(source.blocks ?? {}, entry.use) ? source.blocks?.[entry.use] : undefined;
    const fault = refusal(entry.use, place, entries !== undefined);
    const path = [...place.path, 'use'];
    uses += 1;
    if (fault !== null) faults.push({ kind: fault, path, block: entry.use });
    // Blocks in blocks multiply: without a bound of their own, empty ones could multiply for ever.
    else if (uses > MAX_QUESTIONS) cut({ kind: 'too-many-uses', path, block: entry.use });
    else if (!isCut) walk(entries ?? [], insideOf(entry, place));
  }

  function refusal(block: string, place: Place, known: boolean): UseFault | null {
    if (!known) return 'unknown-block';
    if (place.within.includes(block)) return 'block-loop';
    return place.within.length >= MAX_BLOCK_DEPTH ? 'too-deep' : null;
  }

  walk(source.questions, { path: ['questions'], scopes: [''], conditions: [], within: [] });
  return { questions, faults, isCut };
}

function insideOf(entry: BlockUseSource, place: Place): Place {
  const outer = place.scopes[0] ?? '';
  const when = entry.when;
  return {
    path: ['blocks', entry.use],
    scopes: entry.as === undefined ? place.scopes : [`${outer}${entry.as}.`, ...place.scopes],
    conditions:
      when === undefined
        ? place.conditions
        : [...place.conditions, { text: when, path: [...place.path, 'when'], scopes: place.scopes }],
    within: [...place.within, entry.use],
  };
}

function expandQuestion(source: QuestionSource, place: Place): ExpandedQuestion {
  const { scopes, path } = place;
  const own = source.when === undefined ? [] : [{ text: source.when, path: [...path, 'when'], scopes }];
  return {
    id: `${scopes[0] ?? ''}${source.id}`,
    source,
    path,
    scopes,
    conditions: [...place.conditions, ...own],
  };
}

/**
 * Finds the question that a name means.
 *
 * @param scopes prefixes to look under, nearest first
 * @returns `undefined` where there is none
 */
export function resolveName<T>(
  name: string,
  scopes: readonly string[],
  questions: ReadonlyMap<QuestionId, T>,
): { readonly id: QuestionId; readonly question: T } | undefined {
  for (const scope of scopes) {
    const question = questions.get(scope + name);
    if (question !== undefined) return { id: scope + name, question };
  }
  return undefined;
}
