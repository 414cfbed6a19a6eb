/** What is kept of consents once walks are sealed: counts of a whole batch by the words that were shown, joined to nobody. */

import type { FlowHash } from './consultation.ts';
import type { Flow } from './flow/flow.ts';
import type { SessionState } from './session/state.ts';
import { TOLD_WORDING } from './session/told.ts';

/** What a child agrees to within a walk, each asked by itself. */
export type WalkPurpose = 'answering' | 'keeping-part';

/** @see ConsentCount */
export type ConsentDecision = 'given' | 'refused' | 'withdrawn';

/** Stands for a language or age wording that too few of a batch shared. */
export const SEVERAL = '*';

/** Of walks that were asked to agree before there were words of our own. */
const UNTOLD = 0;

/** How many walks decided so, having been shown these words. */
export type ConsentCount = {
  readonly purpose: WalkPurpose;
  readonly decision: ConsentDecision;
  /** With language, age wording and our own version this is the text that was shown. */
  readonly flowHash: FlowHash;
  readonly language: string;
  /** Age band of the wording, or `all`. */
  readonly ageWording: string;
  /** @see TOLD_WORDING */
  readonly wording: number;
  readonly walks: number;
};

/** A walk with the flow it went through. */
export type CountedWalk = { readonly flow: Flow; readonly flowHash: FlowHash; readonly state: SessionState };

type Said = Omit<ConsentCount, 'walks'>;

/**
 * Counts the consents of a batch. Language and age wording are told only where enough of the batch share both, or the language.
 *
 * @param fewest walks that share what is told. A smaller batch tells only how often children agreed to answer, which its
 *   responses tell as well
 */
export function countConsents(walks: readonly CountedWalk[], fewest: number): readonly ConsentCount[] {
  const said = walks.flatMap(decisionsOf);
  const shown =
    walks.length >= fewest
      ? said
      : said.filter(({ purpose, decision }) => purpose === 'answering' && decision === 'given');
  const byAge = grouped(shown);
  const byLanguage = grouped(loosened(byAge, fewest, (one) => ({ ...one, ageWording: SEVERAL })));
  return counted(loosened(byLanguage, fewest, (one) => ({ ...one, ageWording: SEVERAL, language: SEVERAL })));
}

function decisionsOf({ flow, flowHash, state }: CountedWalk): readonly Said[] {
  const words = {
    flowHash,
    language: state.language,
    ageWording: state.ageBand ?? 'all',
    wording: state.told ?? (state.phase === 'refused' ? TOLD_WORDING : UNTOLD),
  };
  if (state.phase === 'refused') {
    // Where a parent decided the child had agreed, and took nothing back.
    if (state.withdrew === true) return [{ ...words, purpose: 'answering', decision: 'withdrawn' }];
    return state.parent === undefined ? [{ ...words, purpose: 'answering', decision: 'refused' }] : [];
  }
  const asked = flow.questions.find(({ kind }) => kind === 'consent');
  if (asked?.kind !== 'consent' || state.answers[asked.id] !== 'yes') return [];
  const given: Said = { ...words, purpose: 'answering', decision: 'given' };
  if (asked.partial === null) return [given];
  const part = state.keepPartial === true ? 'given' : 'refused';
  return [given, { ...words, purpose: 'keeping-part', decision: part }];
}

function grouped(said: readonly Said[]): readonly (readonly Said[])[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}

/** Those of groups that are too small say less. */
function loosened(
  groups: readonly (readonly Said[])[],
  fewest: number,
  loosen: (one: Said) => Said,
): readonly Said[] {
  return groups.flatMap((group) => (group.length >= fewest ? group : group.map(loosen)));
}

function counted(said: readonly Said[]): readonly ConsentCount[] {
  return grouped(said)
    .flatMap((group) => {
      const [first] = group;
      return first === undefined ? [] : [{ ...first, walks: group.length }];
    })
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ purpose, decision, flowHash, language, ageWording, wording }: Said): string {
  return [purpose, decision, flowHash, language, ageWording, wording].join(' ');
}
