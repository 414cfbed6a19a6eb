/** Puts everything together once: settings, database, channels and use cases become the application. */

import { composeChannels } from './compose/channels.ts';
import { composeOperator, type Operator, type OperatorParts } from './compose/operator.ts';
import type { Runtime } from './compose/runtime.ts';
import type { Config } from './config.ts';
import type { ChannelName } from './core/channel.ts';
import { buildGazetteer } from './core/gazetteer.ts';
import type { Say } from './core/say.ts';
import { createSay } from './i18n/say.ts';
import { yamlFlowFormat } from './storage/flow-format.ts';
import { openStore, type Store } from './storage/store.ts';
import { consultationCatalogue } from './usecases/consultation-catalogue.ts';
import { cutRelease } from './usecases/cut-release.ts';
import { describeInvitation, type InvitationDescription } from './usecases/describe-invitation.ts';
import { flowLibrary } from './usecases/flow-library.ts';
import { gatherBatches } from './usecases/gather-batches.ts';
import { type Delivery, type DeliveryAnswer, receiveDelivery } from './usecases/receive-delivery.ts';
import { receiveMessages } from './usecases/receive-messages.ts';
import { type SealingReport, sealResponses } from './usecases/seal-responses.ts';
import { seedDemo } from './usecases/seed-demo.ts';
import { type SendingRound, sendOutbox } from './usecases/send-outbox.ts';

/** Everything an entry can do. */
export type Application = Operator & {
  readonly publicUrl: string;
  readonly say: Say;
  /** Where the data lies, in words for the operator. */
  readonly dataPlace: string;
  readonly migrated: { readonly applied: readonly string[] };
  /** Channels that send through the outbox. */
  readonly sendingChannels: readonly ChannelName[];
  readonly receiveDelivery: (delivery: Delivery) => Promise<DeliveryAnswer>;
  readonly describeInvitation: (code: string) => Promise<InvitationDescription>;
  readonly ready: () => Promise<boolean>;
  readonly send: (channel: ChannelName) => Promise<SendingRound>;
  readonly seal: () => Promise<SealingReport>;
  readonly purge: () => Promise<void>;
  /** Calls `wake` whenever something may have come into the outbox. */
  readonly onOutbox: (wake: () => void) => void;
  /** Waits for what is under way and lets go of the database. */
  readonly close: () => Promise<void>;
};

/**
 * Opens the database, brings it to the present version, and binds the use cases.
 *
 * @throws AppError `data-folder-in-use`, `storage-unavailable`, `migration-changed`
 */
export async function compose(config: Config, runtime: Runtime): Promise<Application> {
  const store = await openStore({
    ...(config.DATABASE_URL === undefined ? {} : { databaseUrl: config.DATABASE_URL }),
    ...(config.SECRET_KEY === undefined ? {} : { secretKey: config.SECRET_KEY }),
    dataDir: config.DATA_DIR,
    readShipped: runtime.readShipped,
    log: runtime.log,
  });
  try {
    const migrated = await store.migrate();
    const parts = await prepare(config, runtime, store);
    if (config.DEMO ?? config.DATABASE_URL === undefined) await seed(parts);
    return { ...composeOperator(parts), ...bind(parts), migrated, dataPlace: store.place };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function prepare(config: Config, runtime: Runtime, store: Store): Promise<OperatorParts> {
  const { clock } = runtime;
  const gazetteer = buildGazetteer(await store.localities());
  const flows = flowLibrary(store.consultations);
  return {
    config,
    runtime,
    store,
    flows,
    gazetteer,
    catalogue: consultationCatalogue(store.consultations, clock),
    cutRelease: cutRelease({ store: store.releases, flows, gazetteer, clock }),
    publicUrl: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
  };
}

async function seed({ config, runtime, store, ...parts }: OperatorParts): Promise<void> {
  const { clock, random, readShipped } = runtime;
  const { consultations, sealing } = store;
  await seedDemo({
    ...{ ...parts, clock, random, consultations, sealing, format: yamlFlowFormat() },
    flowText: await readShipped('flows/truong-hoc-hanh-phuc.yaml'),
    minCell: config.MIN_CELL,
    responses: config.DEMO_RESPONSES,
  })();
}

function bind(parts: OperatorParts): Omit<Application, keyof Operator | 'migrated' | 'dataPlace'> {
  const { config, runtime, store, flows, catalogue, gazetteer, publicUrl } = parts;
  const { clock, random, log } = runtime;
  const { addressBook, consultations } = store;
  const say = createSay();
  const channels = composeChannels(config, store.tokens, runtime.rates);
  const turns = { flows, catalogue, addressBook, random, gazetteer, say, publicUrl };
  const gatherer = gatherBatches(receiveMessages({ ...turns, store: store.receiving, channels, clock, log }));
  const sealing = { consultations, flows, addressBook, random, clock, log, store: store.sealing };
  let wake = (): void => {};
  return {
    publicUrl,
    say,
    sendingChannels: [...channels.keys()].filter((name) => name !== 'web'),
    receiveDelivery: receiveDelivery({
      ...{ channels, gatherer, log },
      inBackground: runtime.inBackground ?? (() => {}),
      wakeSender: () => wake(),
    }),
    describeInvitation: describeInvitation({ catalogue, flows, clock }),
    ready: () => store.ready(),
    send: sendOutbox({ store: store.outbox, channels, addressBook, clock, log }),
    seal: sealResponses({ ...sealing, sealBatch: config.SEAL_BATCH }),
    purge: () => store.purge(clock.now()),
    onOutbox: (next) => {
      wake = next;
    },
    async close() {
      await gatherer.drained();
      await store.close();
    },
  };
}
