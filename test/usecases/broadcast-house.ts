/** Broadcasts on a real database with a clock that is set by hand, and a channel that notes what leaves. */

import { openForMs } from '../../src/core/broadcast/sending-hours.ts';
import { CHANNEL_LIMITS, type ChannelName } from '../../src/core/channel.ts';
import type { Consultation } from '../../src/core/consultation.ts';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { SessionState } from '../../src/core/session/state.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { advanceBroadcasts } from '../../src/usecases/advance-broadcasts.ts';
import type { BroadcastRules, BroadcastServices } from '../../src/usecases/broadcast-services.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { sendOutbox } from '../../src/usecases/send-outbox.ts';
import { aBrokenOff } from '../storage/broadcast-world.ts';
import { postgres, type TriedStore } from '../storage/engines.ts';
import { aState, launchOne } from '../storage/made-up.ts';
import { sayFromLocales } from '../web/fake-dependencies.ts';

/** Monday at noon, between lessons. */
export const NOON = new Date('2026-11-23T12:00:00+07:00');

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

/** Part-answered, agreed to. */
export const KEPT: Partial<SessionState> = {
  asking: 'many',
  trail: ['age', 'consent', 'one'],
  answers: { age: '9-10', consent: 'yes', one: 'a' },
  keepPartial: true,
  place: '01',
};

/** Opens it. Rates are per second. */
export async function openHouse(
  rules: Partial<BroadcastRules> = {},
  rates: Partial<Record<ChannelName, number>> = { telegram: 10 },
) {
  const tried: TriedStore = await postgres.open();
  const { store, database } = tried;
  let now = NOON;
  const clock = { now: () => now };
  const left: { readonly channel: ChannelName; readonly account: string; readonly at: Date }[] = [];
  const channels = new Map<ChannelName, Channel>();
  for (const [name, perSecond] of Object.entries(rates) as [ChannelName, number][]) {
    const channel: Partial<Channel> = {
      ...{ name, limits: CHANNEL_LIMITS[name], rate: { perSecond } },
      render: (messages) => messages.map(({ text, choices }) => ({ text, choices })),
      send: async (account) => {
        left.push({ channel: name, account, at: now });
        return { kind: 'sent' };
      },
    };
    channels.set(name, channel as Channel);
  }
  const services: BroadcastServices = {
    ...{ store: store.broadcasts, consultations: store.consultations, codes: store.codes },
    ...{ signs: store.channelSigns, flows: flowLibrary(store.consultations), channels, clock },
    gazetteer: buildGazetteer(await store.localities(), await store.formerProvinces()),
    say: sayFromLocales,
    rules: {
      hours: {
        quiet: [{ from: 1_200, to: 420 }],
        school: [
          { from: 420, to: 690 },
          { from: 810, to: 1_020 },
        ],
        schoolDays: [1, 2, 3, 4, 5],
      },
      messagesPerWeek: 2,
      windowDays: 2,
      plans: {
        web: { messages: null, people: null },
        telegram: { messages: null, people: null },
        zalo: { messages: 20, people: 50 },
        'zalo-oa': { messages: null, people: null },
      },
      ...rules,
    },
  };
  const sender = sendOutbox({
    ...{ store: store.outbox, channels, clock, log: QUIET },
    addressBook: { decrypt: (cipher: string) => cipher } as never,
    broadcastsOpenForMs: (at) => openForMs(at, services.rules.hours),
  });
  const advance = advanceBroadcasts({ ...services, log: QUIET });
  return {
    ...{ store, database, services, left, close: tried.close },
    at: (local: string) => {
      now = new Date(`${local}+07:00`);
    },
    advance,
    /** Lets everything leave that may at this moment, as fast as can be. */
    async send(channel: ChannelName) {
      for (let rounds = 0; rounds < 200; rounds += 1) {
        await database.query("UPDATE sending_lanes SET free_at = '2000-01-01'");
        if ((await sender.round(channel)).sent === 0) break;
      }
      await sender.close();
    },
    /** A consultation with so many children who broke off on a channel. */
    async brokenOff(count: number, channel: ChannelName = 'telegram', state: Partial<SessionState> = {}) {
      const consultation = await launchOne(store, { opensAt: new Date('2026-11-01T00:00:00Z') });
      await this.more(consultation, count, channel, state);
      return consultation;
    },
    async more(
      consultation: Consultation,
      count: number,
      channel: ChannelName,
      state: Partial<SessionState> = {},
    ) {
      for (let n = 0; n < count; n += 1) {
        await aBrokenOff(store, consultation, { channel, state: aState({ ...KEPT, ...state }) });
      }
    },
  };
}

/** An open house. */
export type BroadcastHouse = Awaited<ReturnType<typeof openHouse>>;
