/** What the person who runs it can do, bound to the open store. */

import type { Config } from '../config.ts';
import { AppError } from '../core/app-error.ts';
import { CHANNEL_NAMES, type ChannelName } from '../core/channel.ts';
import { type Consultation, type ConsultationStatus, statusOf } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { hasOpeningCard } from '../core/flow/opening-card.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { UnpublishedCounts } from '../ports/sealing-store.ts';
import { yamlFlowFormat } from '../storage/flow-format.ts';
import type { Store } from '../storage/store.ts';
import type { ConsultationCatalogue } from '../usecases/consultation-catalogue.ts';
import type { ReleaseOutcome } from '../usecases/cut-release.ts';
import type { FlowLibrary } from '../usecases/flow-library.ts';
import { eraseAccount } from '../usecases/keep-retention.ts';
import { type LaunchOrder, launchConsultation } from '../usecases/launch-consultation.ts';
import { publishFlow } from '../usecases/publish-flow.ts';
import { findConsultation } from '../usecases/read-results.ts';
import { composeNotices } from './notices.ts';
import { composePrivacyFile } from './privacy-file.ts';
import { composePublished } from './read-published.ts';
import { retentionServices } from './retention.ts';
import type { Runtime } from './runtime.ts';
import { setWebhook } from './set-webhook.ts';

/** What it is bound to. */
export type OperatorParts = {
  readonly config: Config;
  readonly runtime: Runtime;
  readonly store: Store;
  readonly flows: FlowLibrary;
  readonly catalogue: ConsultationCatalogue;
  readonly gazetteer: Gazetteer;
  readonly cutRelease: (consultation: Consultation) => Promise<ReleaseOutcome>;
  readonly publicUrl: string;
};

/** A launch by the id of a flow: its newest published version is taken, and its title. */
export type LaunchRequest = Omit<LaunchOrder, 'flowHash' | 'title' | 'demo'> & { readonly flowId: string };

/** A consultation and the code that opens it on the web. */
export type ConsultationDoor = {
  readonly slug: string;
  readonly status: ConsultationStatus;
  readonly code: string | null;
  readonly demo: boolean;
};

/** A consultation as an operator sees it. */
export type ConsultationRow = ConsultationDoor &
  UnpublishedCounts & {
    /** Responses made up for the demo; `responses` leaves them out. */
    readonly simulated: number;
    readonly minCell: number;
  };

/** What closing a consultation came to. */
export type Closing = {
  readonly slug: string;
  /** Day (Asia/Ho_Chi_Minh) since which it was closed before, by hand or by itself; `null` where it was not. */
  readonly closedSince: string | null;
};

/** Everything an operator can do. */
export type Operator = ReturnType<typeof composeOperator>;

/** Most dead letters listed at once. */
const LISTED = 100;

/** Binds the operator's use cases. Names of consultations are slugs or codes; refusals are `AppError`. */
export function composeOperator(parts: OperatorParts) {
  const { config, store, catalogue, publicUrl } = parts;
  const { clock } = parts.runtime;
  const { consultations, outbox, sealing } = store;
  const find = (name: string): Promise<Consultation> => findConsultation(consultations, name);

  return {
    publishFlow: publishFlow({ format: yamlFlowFormat(), store: consultations }),
    launch: launchNewest(parts),
    /** Counts nothing: with millions of responses a count takes seconds, and every start asks for this. */
    listDoors: () => listDoors(parts),
    listConsultations: () => listConsultations(parts),
    async closeConsultation(name: string): Promise<Closing> {
      const consultation = await find(name);
      const now = clock.now();
      await closeRecorded(parts, consultation, now);
      catalogue.forget();
      return { slug: consultation.slug, closedSince: closedSince(consultation, now) };
    },
    release: async (name: string): Promise<ReleaseOutcome> => parts.cutRelease(await find(name)),
    ...composePublished(parts),
    unpublishedCounts: async (name: string): Promise<UnpublishedCounts> =>
      sealing.unpublishedCounts((await find(name)).id),
    outbox: async () => ({ depths: await outbox.depths(), dead: await outbox.deadLetters(LISTED) }),
    retryOutbox: (name: string | null): Promise<number> =>
      outbox.revive(name === null ? null : channelNamed(name), clock.now()),
    eraseAccount: (channel: string, account: string) =>
      eraseAccount(retentionServices(parts))(channelNamed(channel), account),
    privacyFile: composePrivacyFile(parts),
    tellOfficers: composeNotices(parts),
    audit: store.audit,
    /** Copies the embedded database for a backup; `null` on a server. */
    copyFolder: () => store.copyFolder(),
    setWebhook: (channel: 'telegram' | 'zalo') => setWebhook(config, channel, publicUrl),
  };
}

function launchNewest(parts: OperatorParts): (request: LaunchRequest) => Promise<Consultation> {
  const { store, flows, catalogue, gazetteer, runtime } = parts;
  const { clock, random } = runtime;
  const launch = launchConsultation({ store: store.consultations, catalogue, gazetteer, clock, random });
  return async ({ flowId, ...order }) => {
    const flow = await store.consultations.latestFlow(flowId);
    if (flow === null) throw new AppError('flow-not-found', { hash: flowId });
    const loaded = await flows.load(flow.hash);
    // A plan says who asks and why; without one only the flow's own cards can.
    if (!hasOpeningCard(loaded)) throw new AppError('asker-untold', { flow: flowId });
    const { title } = loaded;
    return launch({ ...order, flowHash: flow.hash, title, demo: false });
  };
}

async function listDoors({ store, runtime }: OperatorParts): Promise<readonly ConsultationDoor[]> {
  const rows = await store.consultations.list();
  return Promise.all(rows.map((one) => doorOf(store, one, runtime.clock.now())));
}

async function doorOf(store: Store, one: Consultation, now: Date): Promise<ConsultationDoor> {
  const code = await store.consultations.webCode(one.id);
  return { slug: one.slug, status: statusOf(one, now), code, demo: one.demo };
}

async function listConsultations({ store, runtime }: OperatorParts): Promise<readonly ConsultationRow[]> {
  const rows = await store.consultations.list();
  return Promise.all(
    rows.map(async (one) => ({
      ...(await doorOf(store, one, runtime.clock.now())),
      ...(await store.sealing.unpublishedCounts(one.id)),
      simulated: await store.sealing.simulated(one.id),
      minCell: one.minCell,
    })),
  );
}

/** Closes it as staff do, so that the console tells of it too; one that is closed stays as it is. */
async function closeRecorded(
  { store, runtime }: OperatorParts,
  { id }: Consultation,
  at: Date,
): Promise<void> {
  const by = { byId: 'command-line', by: 'em-noi consultation close' };
  const event = {
    id: runtime.random.uuid(),
    consultationId: id,
    what: 'closed',
    at,
    reason: null,
    facts: {},
    ...by,
  } as const;
  await store.runs.change({ kind: 'close' }, event);
}

function closedSince({ closedAt, closesAt }: Consultation, now: Date): string | null {
  const ends = [closedAt, closesAt].filter((end) => end !== null && end <= now);
  const [first] = ends.sort((one, other) => Number(one) - Number(other));
  return first === null || first === undefined ? null : dayOf(first);
}

function channelNamed(name: string): ChannelName {
  const found = CHANNEL_NAMES.find((one) => one === name);
  if (found === undefined) throw new AppError('channel-off', { channel: name });
  return found;
}
