/** What the pages of results read, bound to the open store. */

import { NATION } from '../../core/locality.ts';
import { createSay } from '../../i18n/say.ts';
import { isUuid } from '../../storage/uuid.ts';
import { listResults } from '../../usecases/list-results.ts';
import { publicDecision, publishResults } from '../../usecases/publish-results.ts';
import type { CommentReader } from '../../usecases/read-comments.ts';
import { readResultPage, type ShownResults } from '../../usecases/read-result-page.ts';
import {
  listSplits,
  readLikeness,
  readPageComments,
  readResultSplit,
  readWaves,
} from '../../usecases/read-result-question.ts';
import type { OperatorParts } from '../operator.ts';
import { composePublished } from '../read-published.ts';

/** How long the answer to whether anything is public is kept. */
const KNOWN_MS = 60_000;

/** Binds it. */
export function composeResults(
  parts: Pick<OperatorParts, 'store' | 'flows' | 'gazetteer' | 'runtime'>,
  readComments: CommentReader,
  kept?: Map<string, ShownResults>,
) {
  const { store, flows, gazetteer, runtime } = parts;
  const { consultations, releases, tables, publicResults, plans, indicators } = store;
  const { clock } = runtime;
  const { results, listTables } = composePublished(parts);
  const services = {
    ...{ consultations, releases, tables, publicResults, flows, gazetteer, clock, results, listTables },
    say: createSay(),
    population: async (places: readonly string[]) =>
      (await indicators.rows(places)).flatMap((row) => (row.withdrawn ? [] : [row.content])),
  };
  let known = { at: Number.NEGATIVE_INFINITY, is: false };
  return {
    list: listResults(services),
    page: readResultPage(services, kept),
    splits: listSplits(services),
    split: readResultSplit(services),
    likeness: readLikeness(services),
    waves: readWaves(services),
    comments: readPageComments({ consultations, comments: readComments }),
    publish: publishResults(services),
    decision: publicDecision(services),
    /** One that was launched from the command line is everyone's. */
    async placesOf(id: string): Promise<readonly string[] | null> {
      if (!isUuid(id) || (await consultations.byId(id)) === null) return null;
      return [(await plans.get(id))?.place ?? NATION];
    },
    slugOf: async (id: string) => (isUuid(id) ? ((await consultations.byId(id))?.slug ?? null) : null),
    /** Whether there is anything that everybody may read; asked for by every first page, so it is known for a minute. */
    async hasPublic(): Promise<boolean> {
      const now = Number(clock.now());
      if (now - known.at >= KNOWN_MS) known = { at: now, is: (await publicResults.all()).length > 0 };
      return known.is;
    },
    outlines: () => runtime.readShipped('data/provinces.geojson'),
  };
}
