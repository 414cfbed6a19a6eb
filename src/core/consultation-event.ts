/** What was done to a plan or a running consultation, by whom and why: kept for whoever looks after it later. */

import type { ConsultationId } from './consultation.ts';

/** Everything that is recorded. */
export const CONSULTATION_DEEDS = [
  'begun',
  'handed-in',
  'taken-back',
  'sent-back',
  'discarded',
  'approved',
  'paused',
  'resumed',
  'extended',
  'closed',
  'threshold-raised',
  'codes-made',
  'sheet-made',
  'code-withdrawn',
  'sheet-withdrawn',
  'slips-entered',
] as const;

/** @see CONSULTATION_DEEDS */
export type ConsultationDeed = (typeof CONSULTATION_DEEDS)[number];

/** One deed as it is recorded. */
export type ConsultationEvent = {
  /** UUID, made by the form that asked for it: the same form sent twice is done once. */
  readonly id: string;
  /** The plan's or the consultation's, which are the same. */
  readonly consultationId: ConsultationId;
  readonly what: ConsultationDeed;
  /** Staff id of who did it. */
  readonly byId: string;
  /** Name of who did it, as colleagues read it. */
  readonly by: string;
  readonly at: Date;
  /** In the person's own words; `null` where none is asked for. */
  readonly reason: string | null;
  /** Values for the phrase that tells of it: an instant as ISO text, a number. */
  readonly facts: Readonly<Record<string, string | number>>;
};
