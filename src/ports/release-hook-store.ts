/** Keeps addresses that are told of new releases, and what they are still to be told. */

import type { ConsultationId } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { HookDelivery, ReleaseHook } from '../core/program/release-hook.ts';

/** An address to be kept. The same id makes one, however often it is asked for. */
export type NewReleaseHook = Pick<ReleaseHook, 'id' | 'name' | 'url' | 'place' | 'madeBy' | 'madeAt'>;

/** A release that an address has not been told of, nor passed over for. */
export type UntoldRelease = {
  readonly hookId: string;
  readonly hookPlace: LocalityCode;
  readonly consultationId: ConsultationId;
  readonly slug: string;
  readonly places: readonly LocalityCode[];
  readonly number: number;
  /** `YYYY-MM-DD`. */
  readonly day: string;
};

/** A delivery that is due, with all that sending it takes. */
export type DueDelivery = {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  readonly madeAt: Date;
  /** Tries, this one among them. */
  readonly attempts: number;
};

/** How a try ended. */
export type DeliveryEnd =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'again'; readonly at: Date }
  | { readonly kind: 'dead' };

/** Storage of addresses and deliveries. What is to be told outlives whoever was about to tell it. */
export interface ReleaseHookStore {
  /**
   * Keeps an address; it is told of releases that come from now on.
   *
   * @returns the secret that signs, which is told nobody ever again
   */
  add(
    hook: NewReleaseHook,
  ): Promise<{ readonly kind: 'added'; readonly secret: string } | { readonly kind: 'there-already' }>;
  find(id: string): Promise<ReleaseHook | null>;
  /** Newest first, each with what was given up of late. @param within places, with all that lies in them */
  list(within: readonly LocalityCode[]): Promise<readonly (ReleaseHook & { readonly dead: number })[]>;
  withdraw(id: string, by: string, at: Date): Promise<boolean>;
  /** Releases nobody has looked at for an address; some hundreds at most. */
  untold(): Promise<readonly UntoldRelease[]>;
  /** Notes that an address is told, or passed over (`delivery: null`); once, whoever else does the same. */
  tell(
    release: UntoldRelease,
    delivery: { readonly id: string; readonly body: string; readonly madeAt: Date } | null,
  ): Promise<void>;
  /** Puts a test into the row of deliveries. */
  test(
    hookId: string,
    delivery: { readonly id: string; readonly body: string; readonly madeAt: Date },
  ): Promise<void>;
  /** Takes what is due; nobody else gets it before `until`. */
  claim(claim: {
    readonly now: Date;
    readonly until: Date;
    readonly most: number;
  }): Promise<readonly DueDelivery[]>;
  settle(id: string, outcome: string, end: DeliveryEnd, now: Date): Promise<void>;
  /** Newest first. */
  deliveries(hookId: string, most: number): Promise<readonly HookDelivery[]>;
  /** Tries again what was given up. @returns how many */
  revive(hookId: string, now: Date): Promise<number>;
}
