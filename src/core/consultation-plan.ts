/** The plan of a consultation: all that must be settled before children are asked. */

import type { AgeBand } from './age-band.ts';
import type { ChannelName } from './channel.ts';
import type { FlowHash } from './consultation.ts';
import type { FlowText } from './flow/text.ts';
import type { LocalityCode } from './locality.ts';
import type { ParentWay } from './parents.ts';

/** How far it has come. A plan that was handed in is not changed; sent back, it is a draft again. */
export type PlanStatus = 'draft' | 'handed-in' | 'launched' | 'discarded';

/** Days until children hear back, where nobody says otherwise: an internal goal, no rule of law. */
export const DEFAULT_FEEDBACK_DAYS = 60;

/** The points of the checklist, from the nine requirements of General Comment 12 (2009), paragraph 134, and Thông tư 36/2018. */
export const CHECKPOINTS = [
  'transparent',
  'voluntary',
  'respectful',
  'relevant',
  'child-friendly',
  'inclusive',
  'trained',
  'safe',
  'accountable',
  'tried-with-children',
] as const;

/** @see CHECKPOINTS */
export type Checkpoint = (typeof CHECKPOINTS)[number];

/** What staff settle. Unfinished parts of a draft are empty texts and lists. */
export type ConsultationPlan = {
  /** UUID; the consultation that is launched from it has the same. */
  readonly id: string;
  /** Whose it is: who may run consultations there may run this one. Every asked place lies in it. */
  readonly place: LocalityCode;
  /** `null` while none was chosen. */
  readonly flowHash: FlowHash | null;
  readonly slug: string;
  /** For children. */
  readonly title: FlowText;
  /** For children: what it is for. */
  readonly purpose: FlowText;
  /** For children: who asks. */
  readonly asker: FlowText;
  /** For children: what will be done with the answers. */
  readonly use: FlowText;
  readonly ageBands: readonly AgeBand[];
  readonly places: readonly LocalityCode[];
  readonly channels: readonly ChannelName[];
  /** How parents may agree; empty where the child's own agreement is enough. */
  readonly parents: readonly ParentWay[];
  /** `null`: as soon as it is launched. */
  readonly opensAt: Date | null;
  /** `null`: until closed by hand. */
  readonly closesAt: Date | null;
  readonly minCell: number;
  /** Days after closing by which children hear back. */
  readonly feedbackDays: number;
  /** Who answers for it, as colleagues and parents may read it. */
  readonly responsible: string;
  /** What was written to each point of the checklist; a point is answered once it says something. */
  readonly checklist: Readonly<Partial<Record<Checkpoint, string>>>;
  /** How many children of a place are hoped for: the goals that progress is held against. */
  readonly goals: readonly { readonly place: LocalityCode; readonly children: number }[];
  readonly status: PlanStatus;
  /** Counted from 1; grows with every change. */
  readonly revision: number;
  /** Staff id of who handed it in, who may not approve it; `null` while a draft. */
  readonly handedInBy: string | null;
  readonly approvedBy: string | null;
  /** Name of who changed it last, as colleagues read it. */
  readonly changedBy: string;
  readonly changedAt: Date;
};

/** What of a plan staff write; the rest says whose it is and how far it has come. */
export type PlanContent = Pick<
  ConsultationPlan,
  | 'flowHash'
  | 'slug'
  | 'title'
  | 'purpose'
  | 'asker'
  | 'use'
  | 'ageBands'
  | 'places'
  | 'channels'
  | 'parents'
  | 'opensAt'
  | 'closesAt'
  | 'minCell'
  | 'feedbackDays'
  | 'responsible'
  | 'checklist'
  | 'goals'
>;
