/** A broadcast: messages that we begin, to many: reminders to unfinished walks, invitations to who agreed to be invited. */

import type { ChannelName } from '../channel.ts';
import type { ConsultationId } from '../consultation.ts';
import type { LocalityCode } from '../locality.ts';

/** What a broadcast is for. Each rests on an agreement of its own. @see StandingPurpose */
export const BROADCAST_KINDS = ['reminder', 'invitation'] as const;

/** @see BROADCAST_KINDS */
export type BroadcastKind = (typeof BROADCAST_KINDS)[number];

/**
 * Where it stands. `stopped` and `done` are final; a broadcast that waits for its hour, for the end of quiet hours or for its
 * consultation to go on is `running`.
 */
export type BroadcastStatus = 'running' | 'paused' | 'stopped' | 'done';

/** Why someone who was looked at is not written to. */
export const SKIP_REASONS = [
  /** Said the stop word. */
  'withdrawn',
  /** Got as many messages this week as one may. */
  'weekly',
  /** Blocked the bot. */
  'blocked',
  /** Wrote too long ago for the vendor to let us write first. */
  'window',
  /** Stopped by its own word, and is let alone. */
  'stopped',
  /** Did not agree that a part-answered walk is kept, or has answered nothing yet. */
  'not-agreed',
  /** Lives elsewhere, or nobody knows where. */
  'elsewhere',
  /** Has begun or finished this consultation already. */
  'taking-part',
] as const;

/** @see SKIP_REASONS */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** What happened to a broadcast, for colleagues to read. */
export type BroadcastEvent = {
  readonly what: 'started' | 'paused' | 'resumed' | 'stopped' | 'done';
  /** Name of who did it; `null` where it came by itself. */
  readonly by: string | null;
  readonly at: Date;
  /** Why, in their words; `null` where nobody gave one. */
  readonly reason: string | null;
};

/** A broadcast as it was decided on. */
export type Broadcast = {
  /** UUID, made by the form that asked for it. */
  readonly id: string;
  readonly consultationId: ConsultationId;
  readonly kind: BroadcastKind;
  /** Those that can write first; in the order of `CHANNEL_NAMES`. */
  readonly channels: readonly ChannelName[];
  /** A province: only children who live there; `null` for all. Reminders only. */
  readonly place: LocalityCode | null;
  /** Nothing leaves before. */
  readonly startsAt: Date;
  readonly status: BroadcastStatus;
  /** Oldest first. */
  readonly events: readonly BroadcastEvent[];
};
