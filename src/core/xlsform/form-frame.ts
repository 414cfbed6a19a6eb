/** What the rows of a flow share when they are written: names of lists, expressions for conditions, blocks put in. */

import { type ExpandedQuestion, expandBlocks, type Path, resolveName } from '../flow/expand-blocks.ts';
import { parseCondition } from '../flow/parse-condition.ts';
import { readWrittenFlow } from '../flow/read-written-flow.ts';
import type { WrittenFlow } from '../flow/written-flow.ts';
import type { Language } from '../language.ts';
import { recordEntries } from './cell-text.ts';
import { OWN } from './form-columns.ts';
import type { Cells } from './form-table.ts';
import { type Fields, fieldsOf, filled, questionCells, type RowGround } from './write-question.ts';
import { xpathOf } from './xpath-of-condition.ts';

/** @see FormFrame */
export type FormFrame = {
  /** The flow as far as it can be read. */
  readonly flow: WrittenFlow;
  readonly languages: readonly Language[];
  /** The list of choices of a question, by where it stands in the flow. */
  readonly listOf: (path: Path) => string;
  /** Id of the question that asks the age, if there is one. */
  readonly ageQuestion: string | null;
  /** How many questions a block comes to, where that was reckoned already. */
  readonly sizes: Map<string, number>;
};

/** The lists that a flow is made of, each entry as it is written, whatever that is. */
export type RawFlow = {
  readonly header: Fields;
  /** `null` where they are not lists by usable names: they are then kept with the header. */
  readonly blocks: readonly (readonly [string, readonly unknown[]])[] | null;
  readonly questions: readonly unknown[];
};

/** Takes a flow apart. */
export function rawFlowOf(source: unknown): RawFlow {
  const { blocks, questions, ...header } = fieldsOf(source);
  const named = recordEntries(blocks);
  const isUsable =
    named.length > 0 &&
    named.every(([name, entries]) => /^[a-z][a-z0-9-]{0,23}$/.test(name) && Array.isArray(entries));
  const kept = isUsable || blocks === undefined ? header : { ...header, blocks };
  return {
    header: Array.isArray(questions) || questions === undefined ? kept : { ...kept, questions },
    blocks: isUsable
      ? named.map(([name, entries]) => [name, Array.isArray(entries) ? entries : []] as const)
      : null,
    questions: Array.isArray(questions) ? questions : [],
  };
}

/** Puts a flow together again; what was kept with the header goes before. */
export function joinFlow({ header, blocks, questions }: RawFlow): Fields {
  return {
    questions,
    ...header,
    ...(blocks === null ? {} : { blocks: Object.fromEntries(blocks) }),
  };
}

/** Builds the frame of a flow. */
export function frameOf(source: Fields): FormFrame {
  const { flow } = readWrittenFlow(source);
  if (flow === null) throw new Error('a group of keys was handed in');
  const raw = rawFlowOf(source);
  const names = listNames(raw);
  const age = flow.expansion.questions.find((question) => question.source.kind === 'age');
  const languages = flow.languages.length > 0 ? flow.languages : ['vi'];
  return {
    ...{ flow, languages, ageQuestion: age?.id ?? null, sizes: new Map() },
    listOf: (path) => names.get(path.slice(0, path[0] === 'blocks' ? 3 : 2).join(' ')) ?? 'options',
  };
}

function listNames({ blocks, questions }: RawFlow): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const add = (entry: unknown, path: Path, prefix: string) => {
    const { id } = fieldsOf(entry);
    const wanted = `${prefix}${typeof id === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(id) ? id : 'options'}`;
    let name = wanted;
    // No id holds an underscore.
    for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    names.set(path.join(' '), name);
  };
  for (const [at, entry] of questions.entries()) add(entry, ['questions', at], '');
  for (const [block, entries] of blocks ?? []) {
    for (const [at, entry] of entries.entries()) add(entry, ['blocks', block, at], `${block}.`);
  }
  return names;
}

/** The ground of a row in the list of questions. */
export function groundOfRow(frame: FormFrame, path: Path): RowGround {
  return {
    list: frame.listOf(path),
    prefix: '',
    languages: frame.languages,
    relevantOf: (when) => (path[0] === 'blocks' ? '' : relevantOf(frame, when, [''])),
  };
}

function relevantOf({ flow, ageQuestion }: FormFrame, when: string, scopes: readonly string[]): string {
  const parsed = parseCondition(when);
  if (parsed.kind === 'faulty') return '';
  const lookup = (name: string) => {
    const found = resolveName(name, scopes, flow.byId);
    if (found === undefined) return undefined;
    const { source } = found.question;
    return { name: found.id, kind: flow.standIns.has(source) ? null : source.kind };
  };
  return xpathOf(parsed.condition, { lookup, ageQuestion }) ?? '';
}

/** Tells whether an entry puts a block in. */
export function isUse(entry: unknown): boolean {
  return 'use' in fieldsOf(entry);
}

/** The first row of a block that is put in. */
export function useCells(use: Fields, frame: FormFrame): Cells {
  const { when } = use;
  return useRow(use, typeof when === 'string' ? relevantOf(frame, when, ['']) : '');
}

/** The row of a block that is put into another block; no other program reads that sheet. */
export function blockUseCells(use: Fields): Cells {
  return useRow(use, '');
}

function useRow(use: Fields, relevant: string): Cells {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return filled([
    ['type', 'begin_group'],
    // No id holds an underscore, so no question has the name of this group.
    ['name', `${text(use['as']) || text(use['use'])}_block`],
    ['relevant', relevant],
    [`${OWN}kind`, 'use'],
    [`${OWN}use`, text(use['use'])],
    [`${OWN}as`, text(use['as'])],
    [`${OWN}when`, text(use['when'])],
  ]);
}

/**
 * The questions of a block that is put in, for programs that know no blocks.
 *
 * @param at where it stands among the questions
 * @param fits tells whether so many rows are wanted; where not, none are made
 */
export function putIn(frame: FormFrame, at: number, fits: (rows: number) => boolean): readonly Cells[] {
  const { flow } = frame;
  const entry = flow.questions[at];
  if (entry === undefined || !('use' in entry)) return [];
  const known = frame.sizes.get(entry.use);
  if (known !== undefined && !fits(known)) return [];
  const blocks = Object.fromEntries(Object.entries(flow.blocks).map(([name, list]) => [name, [...list]]));
  const { questions, isCut } = expandBlocks({ blocks, questions: [{ use: entry.use, as: entry.as }] });
  frame.sizes.set(entry.use, isCut ? Number.POSITIVE_INFINITY : questions.length);
  if (isCut || !fits(questions.length)) return [];
  return questions.map((question) => questionCells(question.source, groundInside(frame, question)));
}

function groundInside(frame: FormFrame, { path, scopes }: ExpandedQuestion): RowGround {
  return {
    list: frame.listOf(path),
    prefix: scopes[0] ?? '',
    languages: frame.languages,
    relevantOf: (when) => relevantOf(frame, when, scopes),
  };
}
