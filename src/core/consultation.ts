/** A consultation ("đợt lấy ý kiến"): a published flow put to the children of some places for some time. */

import type { AgeBand } from './age-band.ts';
import type { ChannelName } from './channel.ts';
import type { FlowText } from './flow/text.ts';
import type { LocalityCode } from './locality.ts';
import type { ParentWay } from './parents.ts';

/** Random id (UUID). */
export type ConsultationId = string;

/** Hash of a published flow version: 64 lower-case hex digits of SHA-256 over its canonical JSON. */
export type FlowHash = string;

/** What staff decided at launch. */
export type Consultation = {
  readonly id: ConsultationId;
  /** `[a-z0-9][a-z0-9-]{2,59}`, part of public addresses. */
  readonly slug: string;
  readonly title: FlowText;
  readonly flowHash: FlowHash;
  readonly opensAt: Date;
  /** `null`: open until closed by hand. */
  readonly closesAt: Date | null;
  readonly pausedAt: Date | null;
  readonly closedAt: Date | null;
  /** Threshold k: a published cell holds at least this many children. Never lowered after launch. */
  readonly minCell: number;
  /** Places whose children are asked; `['VN']` for all. */
  readonly places: readonly LocalityCode[];
  readonly demo: boolean;
  /** What its plan says to children and asks of them; `null` where it was launched without a plan. */
  readonly terms: ConsultationTerms | null;
};

/** What a plan settles beyond the flow. It never changes after launch: children were told so. */
export type ConsultationTerms = {
  /** For children: what it is for. */
  readonly purpose: FlowText;
  /** For children: who asks. */
  readonly asker: FlowText;
  /** For children: what will be done with the answers. */
  readonly use: FlowText;
  /** Days after closing by which children hear back. */
  readonly feedbackDays: number;
  /** Children of other bands are thanked and not asked. */
  readonly ageBands: readonly AgeBand[];
  /** The channels children answer on; on others they are told the ways that work. */
  readonly channels: readonly ChannelName[];
  /** How parents may agree; absent where the child's own agreement is enough. */
  readonly parents?: readonly ParentWay[];
};

/** Threshold k where nobody says otherwise. */
export const DEFAULT_MIN_CELL = 5;

/** Whether children may answer now. */
export type ConsultationStatus = 'scheduled' | 'open' | 'paused' | 'closed';

/** Tells whether children may answer at an instant. */
export function statusOf(consultation: Consultation, now: Date): ConsultationStatus {
  if (consultation.closedAt !== null && consultation.closedAt <= now) return 'closed';
  if (consultation.closesAt !== null && consultation.closesAt <= now) return 'closed';
  if (now < consultation.opensAt) return 'scheduled';
  return consultation.pausedAt === null ? 'open' : 'paused';
}

/** A code children type, scan or follow to reach a consultation. */
export type Invitation = {
  /** Upper case, `[A-Z0-9]{3,12}`; typed in any case, with or without diacritics and spaces. */
  readonly code: string;
  readonly consultationId: ConsultationId;
  /** Where its children live; then the place is not asked. */
  readonly place: LocalityCode | null;
  /** On a strip for one child: whoever opens it first answers with it, nobody else. */
  readonly oneTime: boolean;
  /** Nobody begins with it any more; whoever began with it before goes on. */
  readonly withdrawn?: boolean;
  /** Signed slips of parents were collected for those who come with it. */
  readonly parentsSigned?: boolean;
};

/**
 * Brings a typed or scanned code to the form it is stored in: upper case, no spaces, hyphens or diacritics.
 *
 * @returns `null` where it cannot be a code
 */
export function readCode(typed: string): string | null {
  const code = typed
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\s-]/g, '')
    .replace(/[đĐ]/g, 'D')
    .toUpperCase();
  return /^[A-Z0-9]{3,12}$/.test(code) ? code : null;
}
