/** What reports and data files are made from: published figures only, with the words of one language beside them. */

import type { AgeBand } from './age-band.ts';
import type { ChannelName } from './channel.ts';
import type { QuestionId, QuestionKind } from './flow/flow.ts';
import type { QuestionRole } from './flow/question-role.ts';
import type { Language } from './language.ts';
import type { LocalityCode } from './locality.ts';
import type { Day } from './release/release.ts';
import type { Variable } from './release/table.ts';

/** A consultation as reports tell of it. Words nobody wrote are empty and then left out, or left to a pen. */
export type ReportedConsultation = {
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  readonly asker: string;
  readonly use: string;
  /** Who answers for it. */
  readonly responsible: string;
  readonly opensAt: Date;
  /** `null`: nobody closed it yet. */
  readonly endedAt: Date | null;
  readonly ageBands: readonly AgeBand[];
  readonly channels: readonly ChannelName[];
  readonly languages: readonly Language[];
};

/** One answer of a question. */
export type ReportCell = {
  readonly id: string;
  readonly label: string;
  /** `null`: withheld. */
  readonly count: number | null;
  /** Number of the release the count is as of; `null` where it is withheld. */
  readonly asOf: number | null;
};

/** Published counts of one thing: a question, or what is known of every response. */
export type ReportLine = {
  readonly id: Variable;
  /** The wording asked, or what the attribute is called. */
  readonly text: string;
  /** `null`: withheld. */
  readonly answered: number | null;
  /** `null`: withheld, or not told of a place. */
  readonly skipped: number | null;
  /** What its counts are rounded to; 1: exact. */
  readonly base: number;
  readonly cells: readonly ReportCell[];
};

/** One question with its published counts. */
export type ReportQuestion = ReportLine & {
  readonly id: QuestionId;
  /** Place among the questions of the report, from 1. */
  readonly number: number;
  readonly kind: QuestionKind;
  /** Whether a child may be in several cells. */
  readonly several: boolean;
  /** What it is for: `who` says who the children are, `way` only leads through the walk or rates the asking itself. */
  readonly role: QuestionRole;
  /** Age bands that it is never put to. */
  readonly unasked: readonly AgeBand[];
  /** The main finding, then who differs: plain sentences. */
  readonly findings: readonly string[];
  /** The answer that clearly more children gave than any other, in its words; `null` where none did. */
  readonly lead: string | null;
  /** What came of comparing groups; `none`: it is not split. */
  readonly compared: 'differ' | 'alike' | 'too-few' | 'none';
};

/** One side of a table, in words. */
export type ReportSide = {
  readonly variable: Variable;
  /** The question as it was asked, or what the attribute is called. */
  readonly text: string;
  readonly ids: readonly string[];
  readonly labels: readonly string[];
};

/** A question split by something else. */
export type ReportTable = {
  readonly rows: ReportSide;
  readonly columns: ReportSide;
  readonly release: number;
  readonly day: Day;
  readonly minCell: number;
  /** What its counts are rounded to, ≥ 1. */
  readonly base: number;
  /** By row, then column; `null`: withheld. */
  readonly counts: readonly (readonly (number | null)[])[];
  /** Children who answered, by column. */
  readonly answered: readonly (number | null)[];
  /** Groups of children in the columns that the question is never put to. */
  readonly unasked: readonly string[];
  /** Whether it shows groups of children side by side, not two questions crossed: those stand in printed reports. */
  readonly isSplit: boolean;
  /** Whether it was published the other way round: how many of a column answered is then a sum of rounded counts. */
  readonly isTurned: boolean;
};

/** Moderated words of children on a question; never more than their band and province are known. */
export type ReportQuotes = { readonly question: string; readonly quotes: readonly string[] };

/** All of it. Plain data: it crosses to another thread. */
export type ReportMatter = {
  /** Of our own words: `vi` or `en`. */
  readonly language: Language;
  readonly consultation: ReportedConsultation;
  /** Whose answers: all of the consultation's, or those of a place in it. */
  readonly scope: { readonly code: LocalityCode; readonly name: string; readonly isWhole: boolean };
  readonly release: { readonly number: number; readonly day: Day };
  readonly minCell: number;
  /** What the number of responses is rounded to; 1, exact, for a whole consultation. */
  readonly base: number;
  /** `null`: withheld. Exact for the whole consultation, rounded for a place. */
  readonly responses: number | null;
  readonly complete: number | null;
  readonly partial: number | null;
  /** How many of the consultation's responses were made up for the demo: of all of it, also in the report of a place. */
  readonly simulated: number;
  /** Who answered: by age, place, channel, language, as far as it is published. Rounded like tables. */
  readonly people: readonly ReportLine[];
  readonly questions: readonly ReportQuestion[];
  readonly tables: readonly ReportTable[];
  readonly quotes: readonly ReportQuotes[];
  readonly madeAt: Date;
  /** Where the figures are published, for whoever names their source. */
  readonly address: string;
};

/** How many cells are withheld, of how many. */
export function withheldCells({ people, questions, tables }: ReportMatter): {
  readonly withheld: number;
  readonly cells: number;
} {
  const counts = [
    ...[...people, ...questions].flatMap(({ cells }) => cells.map(({ count }) => count)),
    ...tables.flatMap((table) => table.counts.flat()),
  ];
  return { withheld: counts.filter((count) => count === null).length, cells: counts.length };
}

/** All that counts are rounded to, the least first; empty where every count is exact. */
export function basesOf({ people, questions, tables }: ReportMatter): readonly number[] {
  const bases = new Set([...people, ...questions, ...tables].map(({ base }) => base));
  return [...bases].filter((base) => base > 1).sort((one, other) => one - other);
}
