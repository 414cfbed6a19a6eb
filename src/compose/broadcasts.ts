/** What broadcasts may do by the settings, and the job that leads them on. */

import type { Config } from '../config.ts';
import { parseDaySpans, parseWeekDays } from '../core/broadcast/sending-hours.ts';
import type { ChannelPlan } from '../core/channel-health.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { Say } from '../core/say.ts';
import type { Store } from '../storage/store.ts';
import type { BroadcastRules, BroadcastServices } from '../usecases/broadcast-services.ts';
import type { FlowLibrary } from '../usecases/flow-library.ts';
import type { Runtime } from './runtime.ts';

const NO_BOUND: ChannelPlan = { messages: null, people: null };

/** Reads the rules. */
export function broadcastRules(config: Config): BroadcastRules {
  return {
    hours: {
      quiet: parseDaySpans(config.QUIET_HOURS) ?? [],
      school: parseDaySpans(config.SCHOOL_HOURS) ?? [],
      schoolDays: parseWeekDays(config.SCHOOL_DAYS) ?? [],
    },
    messagesPerWeek: config.BROADCASTS_PER_WEEK,
    windowDays: config.ZALO_OA_WINDOW_DAYS,
    plans: {
      web: NO_BOUND,
      telegram: NO_BOUND,
      zalo: {
        messages: boundOf(config.ZALO_MONTHLY_MESSAGES),
        people: boundOf(config.ZALO_PEOPLE),
      },
      'zalo-oa': { messages: boundOf(config.ZALO_OA_MONTHLY_MESSAGES), people: null },
    },
  };
}

/** 0 in the settings is no bound. */
function boundOf(setting: number): number | null {
  return setting === 0 ? null : setting;
}

/** What broadcasts are bound to. */
export type BroadcastParts = {
  readonly config: Config;
  readonly runtime: Runtime;
  readonly store: Store;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly channels: BroadcastServices['channels'];
  readonly say: Say;
};

/** Binds what broadcasts need. */
export function broadcastServices(parts: BroadcastParts): BroadcastServices {
  const { config, runtime, store, flows, gazetteer, channels, say } = parts;
  const { broadcasts, consultations, codes, channelSigns } = store;
  return {
    ...{ store: broadcasts, consultations, codes, signs: channelSigns },
    ...{ flows, channels, gazetteer, say, clock: runtime.clock },
    rules: broadcastRules(config),
  };
}
