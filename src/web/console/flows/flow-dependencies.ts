/** What authors of flows can do, as the pages use it. */

import type { NewFlowWords } from '../../../core/flow-draft/new-flow.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { Beginning } from '../../../usecases/begin-flow-draft.ts';
import type {
  DraftAtWork,
  DraftChangeRow,
  DraftEditing,
  DraftEditOrder,
} from '../../../usecases/edit-flow-draft.ts';
import type { FlowInPrint, FlowShelf } from '../../../usecases/list-flows.ts';
import type { DraftPublication, PublicationPlan } from '../../../usecases/publish-draft.ts';
import type { TakeBackOrder, TakenBack } from '../../../usecases/take-back-change.ts';

/** The use cases behind the pages of flows. */
export type FlowDependencies = {
  readonly listFlows: () => Promise<FlowShelf>;
  readonly readVersion: (hash: string) => Promise<FlowInPrint | null>;
  readonly beginNewFlow: (
    beginning: Beginning,
    flow: { readonly place: LocalityCode; readonly words: NewFlowWords },
  ) => Promise<DraftAtWork>;
  readonly beginNextVersion: (beginning: Beginning, hash: string) => Promise<DraftAtWork | null>;
  readonly beginOwnCopy: (
    beginning: Beginning,
    copy: { readonly hash: string; readonly place: LocalityCode },
  ) => Promise<DraftAtWork | null>;
  readonly draft: (id: string) => Promise<DraftAtWork | null>;
  /** Newest first. */
  readonly history: (id: string) => Promise<readonly DraftChangeRow[]>;
  readonly edit: (order: DraftEditOrder) => Promise<DraftEditing>;
  readonly takeBack: (order: TakeBackOrder) => Promise<TakenBack>;
  readonly planPublication: (id: string) => Promise<PublicationPlan>;
  readonly publish: (order: {
    readonly draft: string;
    readonly seen: number;
    readonly by: string;
  }) => Promise<DraftPublication>;
  readonly discard: (id: string) => Promise<void>;
};
