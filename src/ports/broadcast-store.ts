/** Broadcasts: what was decided, how far each is, and whom it comes to next. */

import type {
  Broadcast,
  BroadcastEvent,
  BroadcastKind,
  BroadcastStatus,
  SkipReason,
} from '../core/broadcast/broadcast.ts';
import type { Approached } from '../core/broadcast/choose-recipient.ts';
import type { ChannelName } from '../core/channel.ts';
import type { ConsultationId, FlowHash } from '../core/consultation.ts';
import type { Language } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { SessionState } from '../core/session/state.ts';
import type { Payload } from './channel.ts';
import type { ContactId } from './receiving-store.ts';

/** How far a broadcast is on one channel. */
export type LaneProgress = {
  readonly channel: ChannelName;
  /** Most contacts it may come to, as counted when it began. */
  readonly audience: number;
  readonly lookedAt: number;
  /** Not written to, by reason; reasons of nobody are left out. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Everyone was looked at. */
  readonly done: boolean;
  /** Put into the outbox since it began. */
  readonly queued: number;
  /** Still there. */
  readonly waiting: number;
  readonly sent: number;
  /** Refused by the vendor, or given up. */
  readonly failed: number;
  readonly blocked: number;
  /** Perhaps sent; not sent again. */
  readonly unsure: number;
  /** Messages a second as last measured; `null` where nothing was measured yet. */
  readonly perSecond: number | null;
};

/** A broadcast with how far it is. */
export type BroadcastProgress = Broadcast & { readonly lanes: readonly LaneProgress[] };

/** Whom a broadcast comes to: what decides whether, and in which language, is written. */
export type Candidate = {
  readonly contactId: ContactId;
  readonly language: Language | null;
  readonly approached: Approached;
  readonly about:
    | {
        readonly kind: 'reminder';
        /** Unfinished walks of this consultation. */
        readonly walks: readonly { readonly flowHash: FlowHash; readonly state: SessionState }[];
      }
    | {
        readonly kind: 'invitation';
        readonly province: LocalityCode | null;
        /** `YYYY-MM-DD`. */
        readonly agreedOn: string;
        /** Has a walk in this consultation. */
        readonly takesPart: boolean;
      };
};

/** What is decided on a candidate. */
export type Verdict =
  | { readonly kind: 'write'; readonly payload: Payload }
  | { readonly kind: 'skip'; readonly reason: SkipReason };

/** Where to look for candidates. */
export type Search = {
  readonly consultationId: ConsultationId;
  readonly kind: BroadcastKind;
  readonly channel: ChannelName;
  /** `YYYY-MM-DD` in Asia/Ho_Chi_Minh. */
  readonly today: string;
  /** The last one looked at; `null` before the first. */
  readonly cursor: string | null;
  /** Most rows looked at. */
  readonly scan: number;
};

/** Candidates in the order of ids, which are random; others of the stretch are of other channels. */
export type Stretch = {
  readonly candidates: readonly (Candidate & { readonly place: string })[];
  /** Up to where was looked. */
  readonly cursor: string | null;
  /** There is nobody behind it. */
  readonly isLast: boolean;
};

/** An order to put a broadcast's next messages into the outbox. */
export type FeedOrder = {
  readonly broadcastId: string;
  readonly channel: ChannelName;
  readonly now: Date;
  readonly today: string;
  /** Most messages of broadcasts that may wait in this channel's outbox. */
  readonly fill: number;
  /** Most rows looked at. */
  readonly scan: number;
  /** Decides on one candidate; pure. */
  readonly decide: (candidate: Candidate) => Verdict;
};

/** What feeding came to. `busy`: somebody else is at it, or it does not run; `full`: enough waits; `done`: nobody is left. */
export type FeedOutcome =
  | { readonly kind: 'busy' | 'full' | 'done' }
  | { readonly kind: 'fed'; readonly queued: number; readonly lookedAt: number };

/** Storage as broadcasts see it. */
export interface BroadcastStore {
  /**
   * Begins one; the same id again changes nothing.
   *
   * @param audiences most contacts by channel; each channel gets a lane
   * @returns `another-runs` while one of the same kind and consultation runs or rests
   */
  begin(
    broadcast: Broadcast,
    audiences: ReadonlyMap<ChannelName, number>,
  ): Promise<'begun' | 'known' | 'another-runs'>;
  get(id: string): Promise<BroadcastProgress | null>;
  /** Of a consultation, newest first. */
  list(consultationId: ConsultationId): Promise<readonly BroadcastProgress[]>;
  /** Those that run, of all consultations, oldest first. */
  running(): Promise<readonly BroadcastProgress[]>;
  /** Changes where it stands, and records it. @returns whether it stood where this can be done */
  change(id: string, to: BroadcastStatus, event: BroadcastEvent): Promise<boolean>;
  /** Most contacts a search comes to, counted without a look at each. @param places codes; `null` for all */
  count(
    search: Pick<Search, 'consultationId' | 'kind' | 'channel'>,
    places: readonly LocalityCode[] | null,
  ): Promise<number>;
  /** Looks without writing. */
  look(search: Search): Promise<Stretch>;
  /**
   * Looks on from where the broadcast is, and commits all of it or nothing: messages in the outbox, how far it is, and that
   * these contacts got one more this week.
   */
  feed(order: FeedOrder): Promise<FeedOutcome>;
  /**
   * Removes from the outbox what is not to leave any more (the broadcast was stopped, the consultation closed, the child
   * finished), and what was on its way when its sender vanished: nobody knows whether it arrived, so it counts as unsure.
   */
  tidy(now: Date): Promise<void>;
  /** Measures how fast a lane is. @param isBusy whether it had work, and leave, all the time since it was last asked */
  measure(
    lane: { readonly broadcastId: string; readonly channel: ChannelName },
    isBusy: boolean,
    now: Date,
  ): Promise<void>;
  /**
   * Writes standing consents that came with turns anew, in random order and in one transaction, so that none can be told by its
   * transaction.
   *
   * @param atLeast nothing happens while fewer wait
   */
  mixConsents(atLeast: number): Promise<void>;
}
