/** Checks a flow file and publishes it: every finding at once, and nothing published while there is an error. */

import type { FlowHash } from '../core/consultation.ts';
import { checkFlow, syntaxFindings } from '../core/flow/check-flow.ts';
import type { Finding } from '../core/flow/finding.ts';
import type { Flow } from '../core/flow/flow.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { FlowFormat } from '../ports/flow-format.ts';

/** What checking a file gives; `flow` and `source` are `null` while there is an error. */
export type CheckedFlow = {
  readonly findings: readonly Finding[];
  readonly flow: Flow | null;
  readonly source: unknown;
};

/** Checks the text of a flow file. */
export function checkFlowFile(format: FlowFormat): (text: string) => CheckedFlow {
  return (text) => {
    const parsed = format.parse(text);
    if (parsed.kind === 'faulty')
      return { findings: syntaxFindings(parsed.faults), flow: null, source: null };
    const { findings, flow } = checkFlow(parsed.document);
    return { findings, flow, source: flow === null ? null : parsed.document.data };
  };
}

/** How publishing ended. */
export type PublishOutcome =
  | {
      readonly kind: 'published';
      readonly hash: FlowHash;
      readonly flow: Flow;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'faulty'; readonly findings: readonly Finding[] }
  | { readonly kind: 'version-taken'; readonly id: string; readonly version: number };

/** Builds the use case. Publishing the same content again changes nothing and gives the same hash. */
export function publishFlow(services: {
  readonly format: FlowFormat;
  readonly store: Pick<ConsultationStore, 'publishFlow'>;
}): (text: string) => Promise<PublishOutcome> {
  const check = checkFlowFile(services.format);
  return async (text) => {
    const { findings, flow, source } = check(text);
    if (flow === null) return { kind: 'faulty', findings };
    const outcome = await services.store.publishFlow({ id: flow.id, version: flow.version, source });
    if (outcome.kind === 'version-taken')
      return { kind: 'version-taken', id: flow.id, version: flow.version };
    return { kind: 'published', hash: outcome.hash, flow, findings };
  };
}
