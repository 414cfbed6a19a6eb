/** What reminders and invitations need, bound to the open store. */

import { NATION } from '../../core/locality.ts';
import { createSay } from '../../i18n/say.ts';
import { isUuid } from '../../storage/uuid.ts';
import { forecastBroadcast, startBroadcast } from '../../usecases/start-broadcast.ts';
import { listBroadcasts, readBroadcast, steerBroadcast } from '../../usecases/watch-broadcasts.ts';
import { watchChannels } from '../../usecases/watch-channels.ts';
import { broadcastServices } from '../broadcasts.ts';
import { composeChannels } from '../channels.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeBroadcasts({ config, runtime, store, flows, gazetteer }: OperatorParts) {
  // For their forms and rates; what is sent leaves through the service's own.
  const channels = composeChannels(config, store.tokens, runtime.fetch);
  const say = createSay();
  const services = broadcastServices({ config, runtime, store, flows, gazetteer, channels, say });
  return {
    /** A consultation with the place it belongs to; one launched from the command line is everyone's. */
    async matterOf(id: string) {
      if (!isUuid(id)) return null;
      const consultation = await store.consultations.byId(id);
      if (consultation === null) return null;
      return { consultation, place: (await store.plans.get(id))?.place ?? NATION };
    },
    /** Channels that can write first and are switched on. */
    writingChannels: [...channels.keys()].filter((name) => name !== 'web'),
    hours: services.rules.hours,
    messagesPerWeek: services.rules.messagesPerWeek,
    list: listBroadcasts(services),
    read: async (id: string) => (isUuid(id) ? readBroadcast(services)(id) : null),
    forecast: forecastBroadcast(services),
    start: startBroadcast(services),
    steer: steerBroadcast(services),
    channelHealth: watchChannels(services),
  };
}
