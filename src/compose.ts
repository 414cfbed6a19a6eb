/** Puts everything together once: settings, database, channels and use cases become the application. */

import { composeApi } from './compose/console/programs.ts';
import { composeConsole } from './compose/console.ts';
import { composeOperator, type Operator, type OperatorParts } from './compose/operator.ts';
import type { Runtime } from './compose/runtime.ts';
import { bindService, layGround, type Service } from './compose/service.ts';
import type { Config } from './config.ts';
import { buildGazetteer } from './core/gazetteer.ts';
import { yamlFlowFormat } from './storage/flow-format.ts';
import { openStore } from './storage/open-store.ts';
import type { Store } from './storage/store.ts';
import { consultationCatalogue } from './usecases/consultation-catalogue.ts';
import { cutRelease } from './usecases/cut-release.ts';
import { flowLibrary } from './usecases/flow-library.ts';
import { gatherBatches } from './usecases/gather-batches.ts';
import { meterBatches } from './usecases/meter-receiving.ts';
import { receiveMessages } from './usecases/receive-messages.ts';
import { recentContacts } from './usecases/recent-contacts.ts';
import { seedDemo } from './usecases/seed-demo.ts';

/** Children of a large town's schools at once; beyond that those served longest ago are looked up again. */
const REMEMBERED_CONTACTS = 10_000;

/** On a server: while one batch waits for it, another is stepped. */
const SERVER_LANES = 2;

/** The embedded database works in this thread, one statement after another. */
const EMBEDDED_LANES = 1;

/** Everything an entry can do. */
export type Application = Operator &
  Service & {
    /** Where the data lies, in words for the operator. */
    readonly dataPlace: string;
    /** What staff can do. */
    readonly console: ReturnType<typeof composeConsole>;
    /** What other systems read. */
    readonly programs: ReturnType<typeof composeApi>;
    /** Brings the database to the present version; told once is what the start brought. */
    readonly migrate: Store['migrate'];
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
    const news = [...(await store.migrate()).applied];
    const parts = await prepare(config, runtime, store);
    const isDemo = config.DEMO ?? config.DATABASE_URL === undefined;
    if (isDemo) await seed(parts);
    const staffPages = composeConsole(parts);
    await staffPages.signIn.keepDemo(isDemo);
    const ground = layGround({
      ...{ ...parts, recent: recentContacts(REMEMBERED_CONTACTS, runtime.clock) },
      places: async () => parts.gazetteer,
    });
    const plain = receiveMessages({ ...ground.receiving, gazetteer: parts.gazetteer });
    const { meter, apart = (work) => work() } = runtime;
    const receive = meter === undefined ? plain : meterBatches(plain, meter, apart);
    const lanes = config.DATABASE_URL === undefined ? EMBEDDED_LANES : SERVER_LANES;
    const gatherer = gatherBatches(receive, { lanes, soon: onceAllAreRead });
    const service = bindService(ground, gatherer);
    const operator = composeOperator(parts);
    const migrate = async () => ({ applied: [...news.splice(0), ...(await store.migrate()).applied] });
    return {
      ...operator,
      ...service,
      console: staffPages,
      programs: composeApi(parts),
      migrate,
      dataPlace: store.place,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * One turn of the event loop: what has come over the wire by then is in the next batch. Without it many a batch would be of
 * one message, the first that was read.
 */
function onceAllAreRead(begin: () => void): void {
  setImmediate(begin);
}

async function prepare(config: Config, runtime: Runtime, store: Store): Promise<OperatorParts> {
  const { clock } = runtime;
  const gazetteer = buildGazetteer(await store.localities(), await store.formerProvinces());
  const flows = flowLibrary(store.consultations);
  return {
    config,
    runtime,
    store,
    flows,
    gazetteer,
    catalogue: consultationCatalogue(store.consultations, clock),
    cutRelease: cutRelease({
      ...{ store: store.releases, progress: store.progress, flows, gazetteer, clock },
      random: runtime.random,
    }),
    publicUrl: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
  };
}

async function seed({ config, runtime, store, ...parts }: OperatorParts): Promise<void> {
  const { clock, random, readShipped } = runtime;
  const { consultations, sealing, releases } = store;
  await seedDemo({
    ...{ ...parts, clock, random, consultations, sealing, releases, format: yamlFlowFormat() },
    flowText: await readShipped('flows/truong-hoc-hanh-phuc.yaml'),
    minCell: config.MIN_CELL,
    responses: config.DEMO_RESPONSES,
  })();
}
