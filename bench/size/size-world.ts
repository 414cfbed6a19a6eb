/** A PostgreSQL with one consultation of the whole country, for measuring how things grow. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import { provinceOf } from '../../src/core/locality.ts';
import { countResponses } from '../../src/core/release/count-responses.ts';
import { layOutTallies } from '../../src/core/release/tally-layout.ts';
import type { ResponseRecord, SealBatch } from '../../src/ports/sealing-store.ts';
import { openPostgres } from '../../src/storage/postgres.ts';
import { createPrisma } from '../../src/storage/prisma.ts';
import { bindStore } from '../../src/storage/store.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { simulateChild } from '../../src/usecases/simulate-child.ts';
import { atEnd } from '../cleanup.ts';
import { SIZE_FLOW } from './size-flow.ts';

/** What is measured on. */
export type SizeWorld = Awaited<ReturnType<typeof openSizeWorld>>;

/** The key of what is measured on. */
export const SECRET_KEY = 'a secret key of the size bench, 32 bytes and more';

/** Opens it: migrated, with places, a flow and a consultation, and nothing answered yet. */
export async function openSizeWorld(url: string) {
  const database = openPostgres({ url });
  const store = bindStore({
    ...{ database, prisma: await createPrisma(database), secretKey: SECRET_KEY, place: 'the size bench' },
    readShipped: (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8'),
  });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  atEnd(async () => {
    await client.end();
    await store.close();
  });
  await store.migrate();
  const gazetteer = buildGazetteer(await store.localities(), await store.formerProvinces());
  const published = await store.consultations.publishFlow({ id: 'size', version: 1, source: SIZE_FLOW });
  if (published.kind !== 'published') throw new Error(`the flow of the size bench is ${published.kind}`);
  const consultation = {
    ...{ id: randomUUID(), slug: 'size', title: { vi: 'Cỡ', en: 'Size' }, flowHash: published.hash },
    ...{ opensAt: new Date(), closesAt: null, pausedAt: null, closedAt: null, minCell: 5 },
    ...{ places: ['VN'], demo: false, terms: null },
  };
  await store.consultations.launch(consultation, []);
  const flow = compileFlow(SIZE_FLOW);
  const layout = layOutTallies(flow);
  return {
    ...{ url, store, client, gazetteer, consultation, layout, flows: flowLibrary(store.consultations) },
    /** A batch of made-up children, as sealing hands it to the database. */
    batch(size: number): SealBatch {
      const dice = (n: number) => Math.floor(Math.random() * n);
      const responses = Array.from(
        { length: size },
        (): ResponseRecord => ({
          ...{
            id: randomUUID(),
            flowHash: published.hash,
            disposition: 'complete',
            channel: 'web',
            simulated: false,
          },
          ...simulateChild(flow, { gazetteer, dice }),
          place: pick(gazetteer.communesOf(pick(gazetteer.provinces(), dice).code), dice).code,
        }),
      );
      const tallies = countResponses(layout, responses, (code) => provinceOf(code, gazetteer));
      const nothing = { sessions: [], ledger: [], companions: 0, marks: {}, consents: [], texts: [] };
      return { consultationId: consultation.id, responses, tallies, day: '2026-11-24', ...nothing };
    },
  };
}

function pick<T>(things: readonly T[], dice: (n: number) => number): T {
  const thing = things[dice(things.length)];
  if (thing === undefined) throw new Error('nothing to pick from');
  return thing;
}
