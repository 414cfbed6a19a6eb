/** What changed between two versions of a flow, and what that means for comparing their results. */

import type { AgeBand } from '../age-band.ts';
import type { ChannelName } from '../channel.ts';
import type { Language } from '../language.ts';
import type { Flow, Question, QuestionId } from './flow.ts';
import { type PartChange, questionChanges } from './question-difference.ts';
import { commonItems, type WordingChange, wordingChanges } from './word-difference.ts';

/**
 * Whether the answers to a question can be set beside those of the version before.
 *
 * - `same`: nothing changed that could change an answer
 * - `careful`: the same answers can be given, but the words or those who are asked are others
 * - `not`: other answers can be given than before
 */
export type Comparability = 'same' | 'careful' | 'not';

/** A question that is not what it was. Positions count from 0, in the flow it is of. */
export type QuestionDifference =
  | { readonly kind: 'added'; readonly question: Question; readonly at: number }
  | { readonly kind: 'removed'; readonly question: Question; readonly was: number }
  | {
      readonly kind: 'changed';
      readonly before: Question;
      readonly after: Question;
      readonly was: number;
      readonly at: number;
      /** Whether it was put before or behind others that stayed in their order. */
      readonly isMoved: boolean;
      readonly changes: readonly PartChange[];
      readonly comparability: Comparability;
    };

/** A setting of the flow as a whole. */
export type SettingChange =
  | { readonly setting: 'title' | 'closing'; readonly wordings: readonly WordingChange[] }
  | ListChange<'languages', Language>
  | ListChange<'ages', AgeBand>
  | ListChange<'channels', ChannelName>
  | ListChange<'indicators', 22 | 24>;

type ListChange<Name extends string, Value> = {
  readonly setting: Name;
  readonly added: readonly Value[];
  readonly removed: readonly Value[];
  /** The same values in another order: for languages, another one to begin with. */
  readonly first: Value | null;
};

/** @see differenceOf */
export type FlowDifference = {
  readonly settings: readonly SettingChange[];
  /** In the order of the later version, removed ones where they stood. */
  readonly questions: readonly QuestionDifference[];
  /** Questions that both versions have and that are wholly the same. */
  readonly unchanged: number;
};

/** Compares two versions. Questions are the same where their ids are. */
export function differenceOf(before: Flow, after: Flow): FlowDifference {
  const was = positions(before);
  const is = positions(after);
  const idsBefore = before.questions.map(({ id }) => id).filter((id) => is.has(id));
  const idsAfter = after.questions.map(({ id }) => id).filter((id) => was.has(id));
  const inOrder = new Set(commonItems(idsBefore, idsAfter).map(([, at]) => idsAfter[at]));
  const all = after.questions.flatMap((question, at): readonly QuestionDifference[] => {
    const position = was.get(question.id);
    const old = position === undefined ? undefined : before.questions[position];
    if (position === undefined || old === undefined) return [{ kind: 'added', question, at }];
    const changes = questionChanges(old, question);
    const isMoved = !inOrder.has(question.id);
    if (changes.length === 0 && !isMoved) return [];
    const comparability = comparabilityOf(old, { changes, isMoved });
    return [
      { kind: 'changed', before: old, after: question, was: position, at, isMoved, changes, comparability },
    ];
  });
  const touched = all.filter(({ kind }) => kind === 'changed').length;
  return {
    settings: settingChanges(before, after),
    questions: withRemoved(before, is, all),
    unchanged: idsAfter.length - touched,
  };
}

function positions(flow: Flow): ReadonlyMap<QuestionId, number> {
  return new Map(flow.questions.map(({ id }, at) => [id, at]));
}

/** Puts each removed question behind the one that it stood behind. */
function withRemoved(
  before: Flow,
  is: ReadonlyMap<QuestionId, number>,
  kept: readonly QuestionDifference[],
): readonly QuestionDifference[] {
  let after = -1;
  const placed = kept.map((one) => ({ one, at: one.kind === 'removed' ? -1 : one.at, rank: 0 }));
  for (const [was, question] of before.questions.entries()) {
    const now = is.get(question.id);
    if (now === undefined) placed.push({ one: { kind: 'removed', question, was }, at: after, rank: was + 1 });
    else after = now;
  }
  return placed.sort((a, b) => a.at - b.at || a.rank - b.rank).map(({ one }) => one);
}

/** Nothing of these becomes a figure that is compared. */
const UNCOMPARED: ReadonlySet<Question['kind']> = new Set(['info', 'consent', 'age']);

function comparabilityOf(
  before: Question,
  { changes, isMoved }: { readonly changes: readonly PartChange[]; readonly isMoved: boolean },
): Comparability {
  if (UNCOMPARED.has(before.kind)) return 'same';
  const weights = changes.map(weightOf);
  if (weights.includes('not')) return 'not';
  return isMoved || weights.includes('careful') ? 'careful' : 'same';
}

function weightOf(change: PartChange): Comparability {
  switch (change.part) {
    case 'kind':
    case 'option-added':
    case 'option-removed':
    case 'right':
      return 'not';
    case 'bound':
      return change.bound === 'max-length' ? 'same' : 'not';
    case 'words':
      return change.of === 'text' ? 'careful' : 'same';
    case 'option-words':
    case 'option-face':
    case 'option-order':
    case 'when':
      return 'careful';
    // Where a child goes next is no part of this answer.
    case 'routes':
      return 'same';
    default:
      return change satisfies never;
  }
}

function settingChanges(before: Flow, after: Flow): readonly SettingChange[] {
  const texts = (['title', 'closing'] as const).map((setting) => ({
    setting,
    wordings: wordingChanges(before[setting], after[setting]),
  }));
  const lists: readonly SettingChange[] = [
    { setting: 'languages', ...listChange(before.languages, after.languages) },
    { setting: 'ages', ...listChange(before.ageBands, after.ageBands), first: null },
    { setting: 'channels', ...listChange(before.channels, after.channels), first: null },
    { setting: 'indicators', ...listChange(before.indicators, after.indicators), first: null },
  ];
  return [
    ...texts.filter(({ wordings }) => wordings.length > 0),
    ...lists.filter(
      (one) => 'added' in one && (one.added.length > 0 || one.removed.length > 0 || one.first !== null),
    ),
  ];
}

function listChange<T>(before: readonly T[], after: readonly T[]) {
  const first = after[0];
  return {
    added: after.filter((value) => !before.includes(value)),
    removed: before.filter((value) => !after.includes(value)),
    first: first === undefined || first === before[0] ? null : first,
  };
}
