/** An entry of the audit log: who did what, to what, where and when; never what was said or written. */

import { canonicalFlowJson } from '../flow/compile-flow.ts';
import type { LocalityCode } from '../locality.ts';

/** Who acts: a member of staff, or something that acts for whoever runs the machine. */
export type AuditActor = {
  /** Id of the account; `command-line`, `program:<id of its key>` or `system` where it is nobody's. */
  readonly id: string;
  /** As colleagues read it. */
  readonly name: string;
};

/** Facts beside an act: words of our own, ids, counts, hashes. Never anything that a child or a person wrote. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Something that is done, to be entered. */
export type AuditAct = {
  readonly actor: AuditActor;
  /** A deed of the console (`consultation.run`), or one of the machine's (`command consultation close`). */
  readonly deed: string;
  /** What it is done to, as kind and id: `consultation:0b0e…`; `null` where the deed says it all. */
  readonly subject: string | null;
  /** `VN`, a province or a commune; `null` where the act belongs to no place. */
  readonly place: LocalityCode | null;
  readonly at: Date;
  readonly facts: AuditFacts;
};

/** An act that is entered: its number, and how it hangs on the one before. */
export type AuditEntry = AuditAct & {
  /** From 1, without a gap. */
  readonly number: number;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 of everything else, 64 lower-case hex digits. */
  readonly hash: string;
};

/** What the first entry hangs on. */
export const NO_ENTRY = '0'.repeat(64);

/** Longest text of a fact, in characters; longer ones are no facts. */
export const LONGEST_FACT = 200;

/** The text an entry's hash is made of: canonical JSON of everything but the hash. */
export function textOfEntry({ number, previous, at, ...entry }: Omit<AuditEntry, 'hash'>): string {
  const { actor, deed, subject, place, facts } = entry;
  const who = { id: actor.id, name: actor.name };
  return canonicalFlowJson({
    ...{ number, previous, at: at.toISOString(), actor: who },
    ...{ deed, subject, place, facts },
  });
}
