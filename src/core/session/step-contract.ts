/** What `step` takes and gives: the one door into the engine. */

import type { ChannelLimits } from '../channel.ts';
import type { Flow } from '../flow/flow.ts';
import type { Gazetteer } from '../locality.ts';
import type { InboundContent, OutboundMessage } from '../message.ts';
import type { ParentsAsked } from '../parents.ts';
import type { Danger } from '../protection/danger.ts';
import type { Disposition } from '../response.ts';
import type { Say } from '../say.ts';
import type { SessionState } from './state.ts';

/** What a child did: everything inbound but the vendor's news about blocking. */
export type StepInput = Exclude<InboundContent, { kind: 'blocked' } | { kind: 'unblocked' }>;

/** All that a step depends on. */
export type StepArguments = {
  readonly flow: Flow;
  readonly state: SessionState;
  readonly input: StepInput;
  readonly now: Date;
  readonly say: Say;
  readonly gazetteer: Gazetteer;
  readonly limits: ChannelLimits;
  /** Short mark of this walk (6 of `[a-z0-9]`), part of every button so that a button of another walk is known. */
  readonly run: string;
  /** Threshold k of the consultation, which texts may name. @see THRESHOLD */
  readonly minCell: number;
  /** Days after the consultation's end for which an account is kept, as children are told. */
  readonly keptDays: number;
  /** Web address of the same consultation, for when the vendor withholds what a child writes; `null` on the web. */
  readonly webLink: string | null;
  /** Absent where the child's own agreement is enough. */
  readonly parents?: ParentsAsked;
};

/** Something the caller has to act on beyond storing and sending. */
export type Effect =
  /** The walk is over; `complete` and `partial` leave a draft. */
  | { readonly kind: 'ended'; readonly disposition: Disposition }
  /** A stopped walk was taken up again. */
  | { readonly kind: 'resumed' }
  /** Words that tell of danger, or that followed such words (`null`); they belong to the protection case and nowhere else. */
  | { readonly kind: 'danger'; readonly text: string; readonly danger: Danger | null }
  /** The child wants to talk to a person. */
  | { readonly kind: 'danger-talk' }
  /** The child says that it told of something else. */
  | { readonly kind: 'danger-fine' }
  /** The child chose to have a parent asked on another phone: the code has to be known there. */
  | { readonly kind: 'parent-asked' }
  /** The safe word: the helpline card was shown. */
  | { readonly kind: 'safe-word' }
  /** Another child wants to answer on the same phone. */
  | { readonly kind: 'another-respondent' }
  /** Free words were written, as an answer (question id) or outside one (`null`). */
  | { readonly kind: 'free-text'; readonly question: string | null; readonly text: string };

/** The new state and what follows from it. */
export type StepResult = {
  readonly state: SessionState;
  readonly outbound: readonly OutboundMessage[];
  readonly effects: readonly Effect[];
};
