/** Sealing: carrying finished walks across to the answer side, shuffled, in one transaction. */

import type { AgeBand } from '../core/age-band.ts';
import type { Answers } from '../core/answer.ts';
import type { ChannelName } from '../core/channel.ts';
import type { ConsentCount } from '../core/consent-counts.ts';
import type { ConsultationId, FlowHash } from '../core/consultation.ts';
import type { Language } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { ParentCount } from '../core/parent-counts.ts';
import type { TallyAddition } from '../core/release/count-responses.ts';
import type { Disposition } from '../core/response.ts';
import type { SessionState } from '../core/session/state.ts';
import type { ContactHash } from './address-book.ts';
import type { SessionId, WaitingTextWrite } from './receiving-store.ts';

/** A walk that waits to be sealed. */
export type SealableSession = {
  readonly id: SessionId;
  readonly version: number;
  readonly contactHash: ContactHash;
  readonly contactId: string;
  readonly respondent: number;
  readonly channel: ChannelName;
  readonly flowHash: FlowHash;
  readonly disposition: Disposition | null;
  readonly state: SessionState;
};

/** A response as it is kept. Channel and language are `null` where too few of the batch share them. */
export type ResponseRecord = {
  readonly id: string;
  readonly flowHash: FlowHash;
  readonly disposition: 'complete' | 'partial';
  readonly ageBand: AgeBand | null;
  readonly place: LocalityCode | null;
  readonly channel: ChannelName | null;
  readonly language: Language | null;
  readonly simulated: boolean;
  readonly answers: Answers;
};

/** On what counting a child rests. */
export type LedgerBasis = 'account' | 'one-time-code' | 'browser' | 'off-chat';

/** A counted child of one year, without answers. */
export type LedgerRow = {
  /** Calendar year in Asia/Ho_Chi_Minh. */
  readonly year: number;
  /** HMAC under the yearly key, 43 characters of base64url. */
  readonly pseudonym: string;
  readonly place: LocalityCode | null;
  readonly ageBand: AgeBand;
  /** From a question that says `cut: sex`; `null` where none was asked, or the child did not say. */
  readonly sex: 'girl' | 'boy' | null;
  readonly basis: LedgerBasis;
  readonly indicators: readonly (22 | 23 | 24)[];
};

/** One batch; rows are already in the order they are to be inserted in. */
export type SealBatch = {
  readonly consultationId: ConsultationId;
  readonly sessions: readonly { readonly id: SessionId; readonly version: number }[];
  readonly responses: readonly ResponseRecord[];
  readonly ledger: readonly LedgerRow[];
  /**
   * How many walks sealed before are to be marked anew with this batch: where a batch is small, its transaction and day
   * would otherwise point at few children.
   */
  readonly companions: number;
  /**
   * What else is kept of the walks, as counts of the whole batch: `took:<minutes>` and `stopped:<question>`. Empty where
   * the batch is too small to hide in. @see marksOf
   */
  readonly marks: Readonly<Record<string, number>>;
  /** How children decided, by the words they were shown. @see countConsents */
  readonly consents: readonly ConsentCount[];
  /** How parents decided; absent where none was asked. @see countParents */
  readonly parents?: readonly ParentCount[];
  /** What its responses add to the tallies, the nation first, then by code. @see countResponses */
  readonly tallies: readonly TallyAddition[];
  /** Open texts of partial walks, which no turn ended. */
  readonly texts: readonly WaitingTextWrite[];
  /** Day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
  readonly day: string;
};

/** Sealed, waiting and counted, simulated ones left out. */
export type UnpublishedCounts = {
  readonly responses: number;
  readonly waiting: number;
  readonly ledger: number;
};

/** Storage as sealing sees it. */
export interface SealingStore {
  /** How many finished walks wait, per consultation. */
  waiting(): Promise<readonly { readonly consultationId: ConsultationId; readonly count: number }[]>;
  /**
   * Finished walks of a consultation. With `unfinished` also those broken off, for a consultation that is closed.
   * At most `limit`, in no particular order.
   */
  sealable(
    consultationId: ConsultationId,
    limit: number,
    unfinished: boolean,
  ): Promise<readonly SealableSession[]>;
  /**
   * Inserts responses, answers and ledger rows and erases the walks' state, and every stored reply and sent message of
   * them, in one transaction; afterwards old row versions are vacuumed away.
   *
   * @returns `conflict`, with nothing written, when one of the walks changed meanwhile
   */
  seal(batch: SealBatch): Promise<'sealed' | 'conflict'>;
  /** The yearly key's bytes (32), made on first use; `null` once it was destroyed. */
  yearlyKey(year: number): Promise<Uint8Array | null>;
  unpublishedCounts(consultationId: ConsultationId): Promise<UnpublishedCounts>;
  /** How many responses were made up for the demo. */
  simulated(consultationId: ConsultationId): Promise<number>;
}
