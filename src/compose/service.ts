/** What serves children and vendors, bound to the open store: receiving, sending, sealing. */

import type { Config } from '../config.ts';
import { openForMs } from '../core/broadcast/sending-hours.ts';
import type { ChannelName } from '../core/channel.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { Say } from '../core/say.ts';
import { createSay } from '../i18n/say.ts';
import type { Backlog } from '../ports/backlog-store.ts';
import type { Channel } from '../ports/channel.ts';
import type { Store } from '../storage/store.ts';
import { type AdvanceRound, advanceBroadcasts } from '../usecases/advance-broadcasts.ts';
import { alarmModeration } from '../usecases/alarm-moderation.ts';
import type { ConsultationCatalogue } from '../usecases/consultation-catalogue.ts';
import { cutRelease } from '../usecases/cut-release.ts';
import { describeInvitation, type InvitationDescription } from '../usecases/describe-invitation.ts';
import type { FlowLibrary } from '../usecases/flow-library.ts';
import type { BatchGatherer } from '../usecases/gather-batches.ts';
import { hearParent, showParents } from '../usecases/hear-parents.ts';
import { keepReleasing } from '../usecases/keep-releasing.ts';
import { eraseLeavings, eraseRequested, keepRetention } from '../usecases/keep-retention.ts';
import { meterCommits, meterDeliveries } from '../usecases/meter-receiving.ts';
import { type Delivery, type DeliveryAnswer, receiveDelivery } from '../usecases/receive-delivery.ts';
import type { ReceivingServices } from '../usecases/receive-messages.ts';
import type { RecentContacts } from '../usecases/recent-contacts.ts';
import { sealComments } from '../usecases/seal-comments.ts';
import { type SealingReport, sealResponses } from '../usecases/seal-responses.ts';
import { type SendingRound, sendOutbox } from '../usecases/send-outbox.ts';
import { broadcastRules, broadcastServices } from './broadcasts.ts';
import { composeChannels } from './channels.ts';
import { doorsOf } from './doors.ts';
import { retentionServices } from './retention.ts';
import type { Runtime } from './runtime.ts';

/** What it is bound to. */
export type ServiceParts = {
  readonly config: Config;
  readonly runtime: Runtime;
  readonly store: Store;
  readonly flows: FlowLibrary;
  readonly catalogue: ConsultationCatalogue;
  readonly publicUrl: string;
  readonly recent: RecentContacts;
  /** The places, once they are needed: not every runtime has them at once. */
  readonly places: () => Promise<Gazetteer>;
};

/** What the service stands on; receiving also needs the places, which not every runtime has at once. */
export type ServiceGround = ServiceParts & {
  readonly say: Say;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly receiving: Omit<ReceivingServices, 'gazetteer'>;
};

/** Everything that serves. */
export type Service = {
  readonly publicUrl: string;
  readonly say: Say;
  /** Channels that send through the outbox. */
  readonly sendingChannels: readonly ChannelName[];
  readonly receiveDelivery: (delivery: Delivery) => Promise<DeliveryAnswer>;
  readonly describeInvitation: (code: string) => Promise<InvitationDescription>;
  /** What parents are asked on phones of their own. */
  readonly parents: {
    readonly show: ReturnType<typeof showParents>;
    readonly hear: ReturnType<typeof hearParent>;
  };
  readonly ready: () => Promise<boolean>;
  /** What waits, for whoever watches. */
  readonly backlog: () => Promise<Backlog>;
  readonly connections: Store['connections'];
  readonly send: (channel: ChannelName) => Promise<SendingRound>;
  readonly seal: () => Promise<SealingReport>;
  /** Cuts the releases that are due. */
  readonly releaseDue: () => Promise<{ readonly released: number }>;
  /** Puts what may leave soon of reminders and invitations into the outbox. */
  readonly advance: () => Promise<AdvanceRound>;
  /** Hourly: clears out what is past its time, and alarms about texts that nobody has moderated. */
  readonly keepHouse: () => Promise<void>;
  /** Calls `wake` whenever something may have come into the outbox. */
  readonly onOutbox: (wake: () => void) => void;
  /** Waits for what is under way and lets go of the database. */
  readonly close: () => Promise<void>;
};

/** Lays the ground. */
export function layGround(parts: ServiceParts): ServiceGround {
  const { config, runtime, store, flows, catalogue, publicUrl, recent } = parts;
  const { clock, random, log, meter } = runtime;
  const receiving = meter === undefined ? store.receiving : meterCommits(store.receiving, meter);
  const say = createSay();
  const channels = composeChannels(config, store.tokens, runtime.fetch);
  const doors = doorsOf(config, publicUrl);
  const turns = {
    ...{ flows, catalogue, addressBook: store.addressBook, random, say, publicUrl, doors },
    contactDays: config.CONTACT_DAYS,
  };
  return {
    ...parts,
    say,
    channels,
    receiving: { ...turns, recent, store: receiving, channels, clock, log },
  };
}

/** Binds the use cases. @param gatherer what every message is handed to */
export function bindService(ground: ServiceGround, gatherer: BatchGatherer): Service {
  const { config, runtime, store, flows, catalogue, publicUrl, say, channels, recent } = ground;
  const { addressBook, consultations } = store;
  const { clock, random, log, meter } = runtime;
  const metered = meter === undefined ? {} : { meter };
  const receive = receiveDelivery({
    ...{ channels, gatherer, log },
    inBackground: runtime.inBackground ?? (() => {}),
    wakeSender: () => wake(),
  });
  const { places } = ground;
  const sealing = { consultations, flows, addressBook, places, random, clock, log, store: store.sealing };
  const { hours } = broadcastRules(config);
  const sender = sendOutbox({
    ...{ store: store.outbox, channels, addressBook, clock, log, ...metered },
    broadcastsOpenForMs: (now) => openForMs(now, hours),
  });
  const alarm = alarmModeration({
    store: store.moderation,
    clock,
    log,
    moderationDays: config.MODERATION_DAYS,
  });
  const retention = retentionServices({ config, runtime, store });
  const erase = eraseRequested(retention);
  const eraseLeft = eraseLeavings(retention);
  const keepTimes = keepRetention(retention);
  const sealWalks = sealResponses({ ...sealing, sealBatch: config.SEAL_BATCH });
  const sealTexts = sealComments({ ...sealing, store: store.moderation, sealBatch: config.SEAL_BATCH });
  const { parents, attempts } = store;
  const hearing = { parents, attempts, consultations, addressBook, clock, contactDays: config.CONTACT_DAYS };
  let wake = (): void => {};
  return {
    publicUrl,
    say,
    sendingChannels: [...channels.keys()].filter((name) => name !== 'web'),
    receiveDelivery: meter === undefined ? receive : meterDeliveries(receive, meter),
    parents: { show: showParents(hearing), hear: hearParent(hearing) },
    describeInvitation: describeInvitation({ catalogue, flows, clock }),
    ready: () => store.ready(),
    backlog: () => store.backlog.read(clock.now()),
    connections: () => store.connections(),
    send: sender.round,
    async advance() {
      const gazetteer = await ground.places();
      const services = broadcastServices({ config, runtime, store, flows, channels, say, gazetteer });
      const round = await advanceBroadcasts({ ...services, log })();
      if (round.queued > 0) wake();
      return round;
    },
    async seal() {
      // Who asked to be forgotten goes before a draft of theirs can be sealed.
      await erase();
      await eraseLeft();
      const report = await sealWalks();
      await sealTexts();
      return report;
    },
    releaseDue: keepReleasing({
      ...{ consultations, store: store.releases, audit: store.audit, clock, log },
      cutRelease: async (consultation) =>
        cutRelease({
          store: store.releases,
          progress: store.progress,
          flows,
          clock,
          random,
          gazetteer: await places(),
        })(consultation),
      everyDays: config.RELEASE_EVERY_DAYS,
      fromHour: config.RELEASE_FROM_HOUR,
    }),
    async keepHouse() {
      recent.sweep();
      await store.purge(clock.now());
      await keepTimes();
      await alarm();
    },
    onOutbox: (next) => {
      wake = next;
    },
    async close() {
      await gatherer.drained();
      await sender.close();
      await store.close();
    },
  };
}
