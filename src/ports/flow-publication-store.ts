/** Published flow versions: whose they are, and who published them. */

import type { FlowHash } from '../core/consultation.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { FlowSource } from './consultation-store.ts';

/** A published flow version. One that came from the command line belongs to `VN`, and nobody is named. */
export type FlowPublication = {
  readonly hash: FlowHash;
  readonly flowId: string;
  readonly version: number;
  /** The title of the source. */
  readonly title: unknown;
  readonly place: LocalityCode;
  readonly by: string | null;
  readonly at: Date | null;
};

/** A draft that is to be published. */
export type PublicationOrder = {
  readonly draft: string;
  /** The revision that was checked. */
  readonly seen: number;
  /** The draft's source with its version counted. */
  readonly source: FlowSource;
  readonly flowId: string;
  readonly version: number;
  readonly place: LocalityCode;
  readonly by: string;
  readonly at: Date;
};

/** How publishing ended; nothing is written unless it is `published`. */
export type PublicationOutcome =
  | { readonly kind: 'published'; readonly hash: FlowHash }
  /** The draft was changed, published or discarded meanwhile. */
  | { readonly kind: 'outdated' }
  | { readonly kind: 'version-taken' };

/** Storage as publishers of drafts see it. */
export interface FlowPublicationStore {
  /** Every version of every flow; flows by id, versions newest first. */
  list(): Promise<readonly FlowPublication[]>;
  get(hash: FlowHash): Promise<FlowPublication | null>;
  /** Publishes the version, records whose it is and closes the draft: all of it or nothing. */
  publish(order: PublicationOrder): Promise<PublicationOutcome>;
}
