/** The service for the length of one Workers event: a Worker may not share a connection between events. */

import type { Config } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import type { FlowHash } from '../core/consultation.ts';
import type { Flow } from '../core/flow/flow.ts';
import { buildGazetteer } from '../core/gazetteer.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { Ciphertext } from '../ports/address-book.ts';
import type { PostponedQueue } from '../ports/postponed-queue.ts';
import { openWorkerStore } from '../storage/open-worker-store.ts';
import type { Store } from '../storage/store.ts';
import {
  type CatalogueMemory,
  consultationCatalogue,
  emptyCatalogueMemory,
} from '../usecases/consultation-catalogue.ts';
import { flowLibrary } from '../usecases/flow-library.ts';
import { gatherBatches } from '../usecases/gather-batches.ts';
import { postponeUnavailable, receivePostponed } from '../usecases/postpone-messages.ts';
import type { ShownResults } from '../usecases/read-result-page.ts';
import { type ReceiveMessages, receiveMessages } from '../usecases/receive-messages.ts';
import { recentContacts } from '../usecases/recent-contacts.ts';
import type { Runtime } from './runtime.ts';
import { bindService, layGround, type Service, type ServiceGround } from './service.ts';
import { composeWorkerPublished, type WorkerPublished } from './worker-published.ts';

/** What outlives an event: flows and places, which never change, and consultations, which are asked for anew. */
export type WorkerMemory = {
  readonly flows: Map<FlowHash, Flow>;
  readonly catalogue: CatalogueMemory;
  gazetteer: Gazetteer | null;
  /** Results that were shown before; what was published never changes. */
  readonly shown: Map<string, ShownResults>;
};

/** A memory with nothing in it. */
export function emptyWorkerMemory(): WorkerMemory {
  return { flows: new Map(), catalogue: emptyCatalogueMemory(), gazetteer: null, shown: new Map() };
}

/** The settings of a Worker; the first three are always there. */
export type WorkerConfig = Config & {
  readonly DATABASE_URL: string;
  readonly SECRET_KEY: string;
  readonly PUBLIC_URL: string;
};

/** What an event is served with. */
export type WorkerService = Service & {
  /** @see receivePostponed */
  readonly receivePostponed: (batch: readonly Ciphertext[]) => Promise<readonly boolean[]>;
  /** What everybody and other systems read; asked for by their requests only. */
  readonly published: () => Promise<WorkerPublished>;
};

/** What the entry brings along. */
export type WorkerParts = {
  readonly config: WorkerConfig;
  readonly runtime: Runtime;
  readonly memory: WorkerMemory;
  readonly postponed: PostponedQueue;
};

/** Opens the database and binds the use cases; the database is migrated elsewhere. Nothing is read yet. */
export async function composeWorkerService(parts: WorkerParts): Promise<WorkerService> {
  const { config, runtime, memory, postponed: queue } = parts;
  const { clock, log } = runtime;
  const { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey, PUBLIC_URL: publicUrl } = config;
  const store = await openWorkerStore({ databaseUrl, secretKey, log });
  const { addressBook } = store;
  const ground = layGround({
    ...{ config, runtime, store, publicUrl },
    async places() {
      memory.gazetteer ??= await readPlaces(store);
      return memory.gazetteer;
    },
    flows: flowLibrary(store.consultations, memory.flows),
    catalogue: consultationCatalogue(store.consultations, clock, memory.catalogue),
    // Many copies of a Worker take turns serving a child, so what one remembers is nearly always outdated.
    recent: recentContacts(0, clock),
  });
  const gatherer = gatherBatches(receiveOncePlacesAreRead(ground, memory), {
    lanes: 1,
    // An event brings its messages all at once.
    soon: (begin) => begin(),
  });
  const postponing = { queue, addressBook, channels: ground.channels, log };
  return {
    ...bindService(ground, postponeUnavailable(gatherer, postponing)),
    receivePostponed: receivePostponed({ gatherer, addressBook, log }),
    published: async () => composeWorkerPublished(ground, await ground.places(), memory.shown),
  };
}

function receiveOncePlacesAreRead(
  { receiving, store, runtime }: ServiceGround,
  memory: WorkerMemory,
): ReceiveMessages {
  return async (batch) => {
    try {
      memory.gazetteer ??= await readPlaces(store);
    } catch (error) {
      runtime.log.error('receive.no-places', error);
      return batch.map(() => ({ kind: 'unavailable', reply: [] }));
    }
    return receiveMessages({ ...receiving, gazetteer: memory.gazetteer })(batch);
  };
}

/** While the database is being migrated its tables are there before the places are: an empty list is never kept. */
async function readPlaces(store: Store): Promise<Gazetteer> {
  const places = await store.localities();
  if (places.length === 0) throw new AppError('storage-not-migrated');
  return buildGazetteer(places, await store.formerProvinces());
}
