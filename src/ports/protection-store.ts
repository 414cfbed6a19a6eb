/** Cases of children who may be in danger, and by which ways officers are told of them. */

import type { ChannelName } from '../core/channel.ts';
import type { ConsultationId } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { DangerKind, Severity } from '../core/protection/danger.ts';
import type { Ciphertext } from './address-book.ts';
import type { ContactId } from './receiving-store.ts';

/** How a case came about: a child's words, a call for help without words, or a moderator who read a text. */
export type CaseSource = 'words' | 'safe-word' | 'moderator';

/** A case, without the child's words. */
export type ProtectionCase = {
  readonly id: string;
  /** Whether the child can still be written to; false once the contact was erased. */
  readonly isReachable: boolean;
  readonly consultationId: ConsultationId | null;
  /** Province or commune where it is known; `null`: the nation's officers look after it. */
  readonly place: LocalityCode | null;
  readonly channel: ChannelName;
  readonly source: CaseSource;
  readonly kinds: readonly DangerKind[];
  readonly severity: Severity;
  readonly openedAt: Date;
  /** When the child last wrote something that belongs to it. */
  readonly heardAt: Date;
  readonly wantsPersonAt: Date | null;
  readonly saysFineAt: Date | null;
  readonly takenAt: Date | null;
  /** Name of who took it. */
  readonly takenBy: string | null;
  readonly closedAt: Date | null;
  readonly closedBy: string | null;
};

/** What the child wrote, encrypted. */
export type CaseWords = { readonly at: Date; readonly words: Ciphertext };

/** What an officer can have done. `note`: nothing but a note; `closed`: with its reason as the note. */
export const CASE_STEPS = [
  'taken',
  'called-111',
  'told-commune',
  'told-police',
  'told-health',
  'answered-child',
  'note',
  'closed',
] as const;

/** @see CASE_STEPS */
export type CaseStep = (typeof CASE_STEPS)[number];

/** A step that was taken. */
export type CaseStepTaken = {
  readonly id: string;
  readonly at: Date;
  readonly byId: string;
  readonly byName: string;
  readonly step: CaseStep;
  /** Encrypted; `null` where nothing was noted. */
  readonly note: Ciphertext | null;
};

/** A way by which the officers of a place are told; nothing a child wrote ever goes that way. */
export type NoticeWay = {
  readonly id: string;
  /** `VN`, a province or a commune. */
  readonly place: LocalityCode;
  readonly way: 'webhook' | 'email';
  /** Encrypted. */
  readonly address: Ciphertext;
  /** Minutes without anybody taking the case after which the place above is told, 1–1440. */
  readonly minutes: number;
};

/** A case whose officers are to be told now. */
export type NoticeDue = {
  readonly id: string;
  readonly place: LocalityCode | null;
  readonly severity: Severity;
  readonly openedAt: Date;
  /** How far up the places officers were told already; 0 at first. */
  readonly level: number;
};

/** Which cases are listed. */
export type CaseSearch = {
  /** Those of these places and of what lies in them; `VN` is all of them, and those whose place is not known. */
  readonly within: readonly LocalityCode[];
  readonly closed: boolean;
  readonly skip: number;
  readonly most: number;
};

/** Storage as those see it who look after cases. */
export interface ProtectionStore {
  /**
   * Opens a case for whoever wrote a text that waits for a moderator; the same text again opens none. The text itself becomes
   * the case's words; whoever calls takes it out of the queue afterwards.
   *
   * @param contact the writer, out of the text's trace; `null` where the contact is gone
   * @param textId id of the waiting text: the case gets it where it is new
   * @returns the case's id
   */
  openFromText(text: {
    readonly textId: string;
    readonly contact: ContactId | null;
    readonly consultationId: ConsultationId;
    readonly place: LocalityCode | null;
    /** Encrypted. */
    readonly words: Ciphertext;
    readonly at: Date;
  }): Promise<string>;
  /** Open ones, the longest waiting first; or closed ones, the newest first. */
  list(search: CaseSearch): Promise<readonly ProtectionCase[]>;
  /** How many open ones nobody has taken yet. */
  countWaiting(within: readonly LocalityCode[]): Promise<number>;
  get(id: string): Promise<ProtectionCase | null>;
  /** Oldest first. Whoever reads them enters that in the audit log first. */
  words(id: string): Promise<readonly CaseWords[]>;
  /** Oldest first. */
  steps(id: string): Promise<readonly CaseStepTaken[]>;
  /**
   * Writes a step down; the same id again changes nothing. `taken` ends the notices; `closed` closes the case.
   *
   * @returns `closed-already` where the case was closed before
   */
  take(caseId: string, step: CaseStepTaken): Promise<'taken' | 'there-already' | 'closed-already' | 'absent'>;
  /** The contact of a case, to answer it or to say who it is; `null` once it was erased. */
  contactOf(id: string): Promise<{
    readonly id: ContactId;
    readonly channel: ChannelName;
    /** Encrypted. */
    readonly account: Ciphertext;
  } | null>;
  /** Open cases that nobody took, whose next notice is due. */
  noticesDue(now: Date, limit: number): Promise<readonly NoticeDue[]>;
  /**
   * Writes down that officers were told, and when the next are to be.
   *
   * @param next `null`: nobody is left to be told
   */
  told(id: string, level: number, next: Date | null): Promise<void>;
  /** All ways, by place. */
  ways(): Promise<readonly NoticeWay[]>;
  addWay(way: NoticeWay, at: Date): Promise<void>;
  removeWay(id: string): Promise<void>;
  /** Open cases that nobody took, and how long the first has been waiting; for whoever watches. */
  waiting(): Promise<{ readonly cases: number; readonly since: Date | null }>;
}
