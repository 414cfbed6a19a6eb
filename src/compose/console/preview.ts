/** What previews, maps, differences and the question bank need, bound to the open store. */

import { createSay } from '../../i18n/say.ts';
import { readQuestionBank } from '../../storage/question-bank.ts';
import { addFromBank } from '../../usecases/add-from-bank.ts';
import { previewWalk } from '../../usecases/preview-walk.ts';
import type { OperatorParts } from '../operator.ts';
import { PREVIEW_STAGES } from './preview-stages.ts';

const HASH = /^[0-9a-f]{64}$/;

/** Binds them. The bank is read when it is first asked for: a start need not wait for it. */
export function composePreview({ store, runtime, gazetteer, publicUrl }: OperatorParts) {
  const { flowDrafts: drafts, consultations, flowPublications } = store;
  const { clock, readShipped } = runtime;
  let read: ReturnType<typeof readQuestionBank> | null = null;
  const bank = () => {
    read ??= readQuestionBank(readShipped);
    return read;
  };
  return {
    draft: (id: string) => drafts.get(id),
    async version(hash: string) {
      if (!HASH.test(hash)) return null;
      const [flow, publication] = await Promise.all([consultations.flow(hash), flowPublications.get(hash)]);
      return flow === null || publication === null ? null : { ...publication, source: flow.source };
    },
    async versions(flowId: string) {
      const all = await flowPublications.list();
      return all.filter((one) => one.flowId === flowId);
    },
    play: previewWalk({
      ...PREVIEW_STAGES,
      ...{ say: createSay(), gazetteer, clock },
      webLink: `${publicUrl}/c/…`,
    }),
    bank,
    addFromBank: addFromBank({ drafts, bank, clock }),
  };
}
