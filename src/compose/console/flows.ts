/** What authors of flows can do, bound to the open store. */

import { beginNewFlow, beginNextVersion, beginOwnCopy } from '../../usecases/begin-flow-draft.ts';
import { editFlowDraft } from '../../usecases/edit-flow-draft.ts';
import { listFlows, readFlowVersion } from '../../usecases/list-flows.ts';
import { planPublication, publishDraft } from '../../usecases/publish-draft.ts';
import { takeBackChange } from '../../usecases/take-back-change.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeFlows({ store, runtime }: OperatorParts) {
  const { flowDrafts: drafts, flowPublications: publications, consultations } = store;
  const { clock } = runtime;
  const services = { drafts, publications, consultations, clock };
  return {
    listFlows: listFlows(services),
    readVersion: readFlowVersion(services),
    beginNewFlow: beginNewFlow(services),
    beginNextVersion: beginNextVersion(services),
    beginOwnCopy: beginOwnCopy(services),
    draft: drafts.get,
    history: drafts.history,
    edit: editFlowDraft({ store: drafts, clock }),
    takeBack: takeBackChange({ store: drafts, clock }),
    planPublication: planPublication(services),
    publish: publishDraft(services),
    discard: drafts.discard,
  };
}
