/** What the receiving path needs of storage: one query in, one statement out, for a whole batch. */

import type { ChannelName } from '../core/channel.ts';
import type { ConsultationId, FlowHash, Invitation } from '../core/consultation.ts';
import type { Language } from '../core/language.ts';
import type { OutboundMessage } from '../core/message.ts';
import type { ParentDecision } from '../core/parents.ts';
import type { DangerKind, Severity } from '../core/protection/danger.ts';
import type { Disposition } from '../core/response.ts';
import type { SessionState } from '../core/session/state.ts';
import type { StandingDecision, StandingPurpose } from '../core/standing-consent.ts';
import type { Ciphertext, CodeKey, ContactHash, ContactMark, InboxKey } from './address-book.ts';
import type { Payload } from './channel.ts';

/** Random UUIDs. */
export type ContactId = string;
/** @see ContactId */
export type SessionId = string;

/** A stored walk. */
export type StoredSession = {
  readonly id: SessionId;
  readonly consultationId: ConsultationId;
  readonly flowHash: FlowHash;
  /** Which child on this phone, from 1. */
  readonly respondent: number;
  /** Grows by one with every committed turn; the guard against lost updates. */
  readonly version: number;
  /** Set while it waits to be sealed; a turn that leaves it so must write it again. */
  readonly disposition: Disposition | null;
  /** `null` once the walk was sealed: nothing of it is left here. */
  readonly state: SessionState | null;
};

/** A known contact with the walk it is in. */
export type StoredContact = {
  readonly id: ContactId;
  readonly hash: ContactHash;
  readonly version: number;
  readonly language: Language | null;
  readonly blocked: boolean;
  /** The walk its messages go to. */
  readonly active: StoredSession | null;
  /** All its walks, only where they were asked for; the active one among them. */
  readonly sessions?: readonly StoredSession[];
};

/** What is to be looked up for one batch. */
export type SituationRequest = {
  readonly contacts: readonly ContactHash[];
  /** Those whose every walk is wanted: they open a code or want to hand over the phone. */
  readonly withAllSessions: readonly ContactHash[];
  readonly keys: readonly InboxKey[];
  readonly codes: readonly string[];
};

/** What was found; what is not in a map does not exist. */
export type Situation = {
  readonly contacts: ReadonlyMap<ContactHash, StoredContact>;
  /** Keys already committed, with what was answered then (`null` once that was erased). */
  readonly seen: ReadonlyMap<InboxKey, readonly OutboundMessage[] | null>;
  readonly invitations: ReadonlyMap<string, Invitation>;
};

/** A walk to be written. `expectedVersion: null` inserts it. */
export type SessionWrite = {
  readonly id: SessionId;
  readonly expectedVersion: number | null;
  readonly consultationId: ConsultationId;
  readonly flowHash: FlowHash;
  readonly respondent: number;
  readonly state: SessionState;
  /** Set while the walk waits to be sealed. */
  readonly disposition: Disposition | null;
};

/** An open answer that waits for a moderator. */
export type WaitingTextWrite = {
  readonly consultationId: ConsultationId;
  readonly question: string;
  /** Already masked. */
  readonly text: string;
  /** Encrypted: who wrote it, age band and province. Opened only when the text is sealed or a case is opened. */
  readonly trace: Ciphertext;
};

/** What a child's messages of one batch add to its protection case. */
export type ProtectionWrite = {
  /** Id of the case, where none is open yet. */
  readonly id: string;
  readonly consultationId: ConsultationId | null;
  readonly place: string | null;
  readonly source: 'words' | 'safe-word';
  readonly kinds: readonly DangerKind[];
  readonly severity: Severity;
  /** Encrypted, in order. */
  readonly words: readonly Ciphertext[];
  /** Whether a case has to be open after this; saying that all is well opens none. */
  readonly opens: boolean;
  readonly wantsPerson: boolean;
  readonly saysFine: boolean;
};

/** Everything that one contact's messages of one batch change; committed whole or not at all. */
export type ContactTurn = {
  readonly contact: {
    readonly id: ContactId;
    readonly hash: ContactHash;
    readonly channel: ChannelName;
    /** `null` inserts the contact. */
    readonly expectedVersion: number | null;
    /** Needed when inserted. */
    readonly account: Ciphertext;
    readonly language: Language | null;
    readonly blocked: boolean;
    readonly active: SessionId | null;
    /**
     * Whether its version grows by one: where the contact itself changes, where a walk begins, and where no stored walk
     * is written. False on the hot path: there the versions of the walks written grow instead, and its own is compared.
     */
    readonly changed: boolean;
  };
  readonly sessions: readonly SessionWrite[];
  /** Keys handled in this turn, each with its reply (repeated deliveries get it again). */
  readonly inbox: readonly {
    readonly key: InboxKey;
    readonly session: SessionId | null;
    readonly reply: readonly OutboundMessage[];
  }[];
  readonly outbox: readonly Payload[];
  readonly texts: readonly WaitingTextWrite[];
  /** One-time codes that walks of this turn begin with; each is used by one turn for ever. */
  readonly codes: readonly CodeKey[];
  readonly standing: readonly StandingConsentWrite[];
  /** Absent in nearly all turns. */
  readonly protection?: ProtectionWrite;
  /** Walks whose child sends a parent a code. Absent in nearly all turns. */
  readonly parents?: readonly ParentAskWrite[];
};

/** A parent is to be asked on a phone of their own; asking anew puts an earlier no aside. */
export type ParentAskWrite = {
  readonly walk: SessionId;
  readonly key: CodeKey;
  /** Version of the letter. */
  readonly wording: number;
};

/**
 * A decision of a contact about something later; one made later for the same purpose takes its place. The stop word also takes
 * back what broadcasts have waiting for the contact.
 */
export type StandingConsentWrite = {
  readonly key: ContactMark;
  readonly purpose: StandingPurpose;
  readonly decision: StandingDecision;
  /** Version of the words that were agreed to. */
  readonly wording: number;
  /** Encrypted holder; `null` unless given. */
  readonly holder: Ciphertext | null;
  /** Only with `hearing-back`; `null` there: every one. */
  readonly consultation?: ConsultationId | null;
};

/**
 * `conflict`: the contact or a walk is not what the turn rests on, or a message of it was handled before; nothing of
 * this turn was written. So it is too where a one-time code of it was used meanwhile.
 */
export type CommitOutcome = 'committed' | 'conflict';

/** Storage as the receiving path sees it. */
export interface ReceivingStore {
  /** Looks everything up in one query. */
  load(request: SituationRequest): Promise<Situation>;
  /** Tells which one-time codes were used. Asked for only where somebody comes with one. */
  usedCodes(keys: readonly CodeKey[]): Promise<ReadonlySet<CodeKey>>;
  /** What parents decided elsewhere about walks. Asked for only where a child waits for it. */
  parentDecisions(walks: readonly SessionId[]): Promise<ReadonlyMap<SessionId, ParentDecision>>;
  /**
   * Commits all turns in one statement; each is all or nothing by itself. A contact occurs once.
   *
   * @returns an outcome for each turn, in order
   */
  commit(turns: readonly ContactTurn[], now: Date): Promise<readonly CommitOutcome[]>;
}
