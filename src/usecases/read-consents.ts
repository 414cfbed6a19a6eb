/** What is kept of consents, as staff may see it: floors, by the words that were shown. */

import type { ConsentDecision, WalkPurpose } from '../core/consent-counts.ts';
import type { ConsultationId } from '../core/consultation.ts';
import type { FlowText } from '../core/flow/text.ts';
import type { RetentionStore } from '../ports/retention-store.ts';

/** Purposes that are agreed to within a walk, and those that outlive it. */
export type ConsentPurpose = WalkPurpose | 'hearing-back' | 'invitation';

/** The words that were shown. */
export type ShownWords = {
  /** Absent where the words are ours alone. */
  readonly flow?: {
    readonly id: string;
    readonly version: number;
    /** `*`: several. */
    readonly language: string;
    /** Age band, `all`, or `*`: several. */
    readonly ageWording: string;
  };
  /** Version of our own words. */
  readonly wording: number;
};

/** One line: so many decided so. */
export type ToldConsents = {
  readonly purpose: ConsentPurpose;
  readonly decision: ConsentDecision;
  readonly words: ShownWords;
  /** At least so many, in whole steps; 0: fewer than one step. */
  readonly atLeast: number;
  readonly step: number;
};

/** The consents of a consultation, or those that belong to none. */
export type ConsentsOf = {
  readonly consultation: { readonly id: ConsultationId; readonly title: FlowText } | null;
  readonly lines: readonly ToldConsents[];
};

/** Smallest step: how many agreed must not tell how many answered lately. */
const LEAST_STEP = 10;

/** Builds the reading, newest consultation first. */
export function readConsents(store: Pick<RetentionStore, 'consents'>): () => Promise<readonly ConsentsOf[]> {
  return async () => {
    const found = new Map<ConsultationId | null, { of: ConsentsOf['consultation']; lines: ToldConsents[] }>();
    for (const { consultation, minCell, people, ...line } of await store.consents()) {
      const key = consultation?.id ?? null;
      const entry = found.get(key) ?? { of: consultation, lines: [] };
      found.set(key, entry);
      const step = Math.max(LEAST_STEP, minCell);
      entry.lines.push({ ...line, atLeast: Math.floor(people / step) * step, step });
    }
    return [...found.values()].map(({ of, lines }) => ({ consultation: of, lines }));
  };
}

/** Adds up what is told, by purpose and decision: never more than all lines say. */
export function totalConsents(
  all: readonly ConsentsOf[],
): readonly Pick<ToldConsents, 'purpose' | 'decision' | 'atLeast'>[] {
  const totals = new Map<string, Pick<ToldConsents, 'purpose' | 'decision' | 'atLeast'>>();
  for (const { purpose, decision, atLeast } of all.flatMap(({ lines }) => lines)) {
    const key = `${purpose} ${decision}`;
    totals.set(key, { purpose, decision, atLeast: (totals.get(key)?.atLeast ?? 0) + atLeast });
  }
  return [...totals.values()];
}
