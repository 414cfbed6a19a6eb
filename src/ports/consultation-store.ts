/** Flows, consultations and invitations. */

import type { Consultation, ConsultationId, FlowHash, Invitation } from '../core/consultation.ts';

/** A flow as written, before it is checked and expanded: plain JSON. */
export type FlowSource = unknown;

/** A published flow version. */
export type PublishedFlow = {
  readonly hash: FlowHash;
  readonly id: string;
  readonly version: number;
  readonly source: FlowSource;
};

/** Storage as authors and launchers see it. */
export interface ConsultationStore {
  /**
   * Publishes a flow version; publishing the same content again changes nothing.
   *
   * @returns `version-taken` when the id and version are published with other content
   */
  publishFlow(flow: {
    id: string;
    version: number;
    source: FlowSource;
  }): Promise<{ kind: 'published'; hash: FlowHash } | { kind: 'version-taken' }>;
  flow(hash: FlowHash): Promise<PublishedFlow | null>;
  /** The newest published version of a flow id. */
  latestFlow(id: string): Promise<PublishedFlow | null>;
  /** @returns `slug-taken` or `code-taken` with nothing written */
  launch(
    consultation: Consultation,
    invitations: readonly Invitation[],
  ): Promise<'launched' | 'slug-taken' | 'code-taken'>;
  list(): Promise<readonly Consultation[]>;
  byId(id: ConsultationId): Promise<Consultation | null>;
  /** Finds by slug or by invitation code. */
  find(slugOrCode: string): Promise<Consultation | null>;
  invitation(code: string): Promise<Invitation | null>;
  /** The code of its web page: an invitation without a place before one with a place; `null` when it has none. */
  webCode(id: ConsultationId): Promise<string | null>;
}
