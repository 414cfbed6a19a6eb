/** A flow file as far as it could be read: what the rules of the check look at. */

import type { AgeBand } from '../age-band.ts';
import type { ChannelName } from '../channel.ts';
import type { Language } from '../language.ts';
import {
  type ExpandedQuestion,
  type Expansion,
  expandBlocks,
  type Path,
  resolveName,
} from './expand-blocks.ts';
import type { QuestionId } from './flow.ts';
import type { EntrySource, FlowTextSource, QuestionSource } from './question-source.ts';

/** What could be read of the file. What could not is left empty, so that no rule complains twice. */
export type ReadableSource = {
  readonly title: FlowTextSource | null;
  readonly closing: FlowTextSource | null;
  readonly languages: readonly Language[];
  readonly ages: readonly AgeBand[];
  readonly channels: readonly ChannelName[];
  readonly blocks: Readonly<Record<string, readonly EntrySource[]>>;
  /** A question that could not be read is stood in for by an empty card with its id. */
  readonly questions: readonly EntrySource[];
  /** Those empty cards; only references to them are looked at. */
  readonly standIns: ReadonlySet<EntrySource>;
  /** Entries of which it is not known when they are asked or where they lead; the stand-ins among them. */
  readonly uncertain: ReadonlySet<EntrySource>;
  /** The data of the file itself. */
  readonly data: unknown;
};

/** @see ReadableSource */
export type WrittenFlow = ReadableSource & {
  readonly expansion: Expansion;
  /** First of its id. */
  readonly byId: ReadonlyMap<QuestionId, ExpandedQuestion>;
  /** Where each stands in the order of the walk, from 0. */
  readonly positions: ReadonlyMap<QuestionId, number>;
};

/** Puts the blocks in and makes the indexes that the rules share. */
export function writtenFlow(source: ReadableSource): WrittenFlow {
  const blocks = Object.fromEntries(
    Object.entries(source.blocks).map(([name, entries]) => [name, [...entries]]),
  );
  const expansion = expandBlocks({ blocks, questions: [...source.questions] });
  const byId = new Map<QuestionId, ExpandedQuestion>();
  const positions = new Map<QuestionId, number>();
  for (const [at, question] of expansion.questions.entries()) {
    if (byId.has(question.id)) continue;
    byId.set(question.id, question);
    positions.set(question.id, at);
  }
  return { ...source, expansion, byId, positions };
}

/** Finds the question that a name means where it is written. */
export function questionNamed(
  flow: WrittenFlow,
  name: string,
  scopes: readonly string[],
): ExpandedQuestion | undefined {
  return resolveName(name, scopes, flow.byId)?.question;
}

/** One question as written, and where. */
export type WrittenQuestion = { readonly source: QuestionSource; readonly path: Path };

/** Gives every question of the file once, those of blocks first, stand-ins left out. */
export function writtenQuestions(flow: ReadableSource): readonly WrittenQuestion[] {
  return writtenEntries(flow).flatMap(({ entry, path }) =>
    'use' in entry || flow.standIns.has(entry) ? [] : [{ source: entry, path }],
  );
}

/** Gives everything in the lists of questions of the file, those of blocks first, and where. */
export function writtenEntries(
  flow: ReadableSource,
): readonly { readonly entry: EntrySource; readonly path: Path }[] {
  const lists: (readonly [Path, readonly EntrySource[]])[] = [
    ...Object.entries(flow.blocks).map(([name, entries]) => [['blocks', name], entries] as const),
    [['questions'], flow.questions],
  ];
  return lists.flatMap(([path, entries]) => entries.map((entry, at) => ({ entry, path: [...path, at] })));
}

/** What a text is for; `label` is what stands on a button. */
export type TextRole =
  | 'title'
  | 'closing'
  | 'text'
  | 'simpler'
  | 'declined'
  | 'partial'
  | 'explain'
  | 'label';

/** One text as written, and where. */
export type WrittenText = {
  readonly role: TextRole;
  readonly text: FlowTextSource;
  readonly path: Path;
  /** The question it belongs to; absent for the title and the closing. */
  readonly question?: WrittenQuestion;
};

/** Gives every text of the file once. */
export function writtenTexts(flow: ReadableSource): readonly WrittenText[] {
  const texts: WrittenText[] = [];
  if (flow.title !== null) texts.push({ role: 'title', text: flow.title, path: ['title'] });
  if (flow.closing !== null) texts.push({ role: 'closing', text: flow.closing, path: ['closing'] });
  for (const question of writtenQuestions(flow)) {
    for (const text of textsOf(question)) texts.push({ ...text, question });
  }
  return texts;
}

/** Gives the texts of one question. */
export function textsOf({ source, path }: WrittenQuestion): readonly WrittenText[] {
  const texts: WrittenText[] = [];
  const add = (role: TextRole, text: FlowTextSource | undefined, ...rest: Path) => {
    if (text !== undefined) texts.push({ role, text, path: [...path, ...rest] });
  };
  add('text', source.text, 'text');
  add('simpler', source.simpler, 'simpler');
  if (source.kind === 'consent') {
    add('declined', source.declined, 'declined');
    add('partial', source.partial, 'partial');
  }
  if (source.kind === 'yes-no') {
    add('label', source.yes, 'yes');
    add('label', source.no, 'no');
  }
  if ('options' in source) {
    for (const [at, option] of source.options.entries()) add('label', option.label, 'options', at, 'label');
  }
  if (source.kind === 'lesson') add('explain', source.explain, 'explain');
  return texts;
}

/** Gives the wordings of one language with the bands they are for: `all`, then bands with their own. */
export function wordingsOf(
  text: FlowTextSource,
  language: Language,
): readonly { readonly band: AgeBand | 'all'; readonly words: string; readonly path: Path }[] {
  const wording = Object.hasOwn(text, language) ? text[language] : undefined;
  if (wording === undefined) return [];
  if (typeof wording === 'string') return [{ band: 'all', words: wording, path: [language] }];
  const { all, ...bands } = wording;
  const own = (['7-8', '9-10', '11-13', '14-15'] as const).flatMap((band) => {
    const words = bands[band];
    return words === undefined ? [] : [{ band, words, path: [language, band] }];
  });
  return [{ band: 'all', words: all, path: [language, 'all'] }, ...own];
}
