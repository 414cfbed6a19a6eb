/** What other systems connect with, bound to the open store: for those who look after it, and for the programs. */

import { admitPrograms, keepPrograms } from '../../usecases/keep-programs.ts';
import { readAsProgram } from '../../usecases/read-as-program.ts';
import { tellReleases } from '../../usecases/tell-releases.ts';
import type { OperatorParts } from '../operator.ts';
import { composePublished } from '../read-published.ts';

/** Binds what administrators do. */
export function composePrograms(parts: OperatorParts) {
  const { store, runtime, config } = parts;
  const { clock, random } = runtime;
  const tell = composeTelling(parts);
  return {
    ...keepPrograms({ keys: store.apiKeys, hooks: store.releaseHooks, clock, random }),
    insecure: config.WEBHOOKS_INSECURE === true,
    wake() {
      // What does not leave now leaves with the next round.
      tell().catch((error: unknown) => runtime.log.error('hook.round-failed', error));
    },
    tell,
  };
}

/** Binds what programs read. */
export function composeApi(
  parts: Pick<OperatorParts, 'store' | 'flows' | 'gazetteer' | 'runtime' | 'publicUrl'>,
) {
  const { store, flows, gazetteer, runtime, publicUrl } = parts;
  const { consultations, releases, publicResults } = store;
  const { listTables, readTable } = composePublished(parts);
  return {
    ...{ gazetteer, publicUrl, listTables, readTable },
    now: () => runtime.clock.now(),
    admit: admitPrograms({
      keys: store.apiKeys,
      attempts: store.attempts,
      audit: store.audit,
      clock: runtime.clock,
    }),
    ...readAsProgram({
      ...{ consultations, releases, flows, gazetteer },
      publicIds: async () => new Set(await publicResults.all()),
    }),
    indicators: async (place: string) =>
      (await store.indicators.placeYears(place)).map(({ year, isClosed, figures }) => ({
        ...{ year, isClosed, figures },
      })),
  };
}

/** Binds a round of telling; where the runtime cannot call addresses that somebody typed, nothing is told. */
function composeTelling({ store, runtime, gazetteer, publicUrl, config }: OperatorParts) {
  const { clock, random, log, callOutside: call } = runtime;
  if (call === undefined) return async () => ({ told: 0, delivered: 0 });
  const insecure = config.WEBHOOKS_INSECURE === true;
  return tellReleases({
    ...{ hooks: store.releaseHooks, call, gazetteer, clock, random, log, publicUrl, insecure },
  });
}
