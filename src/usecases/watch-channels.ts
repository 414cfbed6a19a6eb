/** Tells how the channels are doing that send: which is down, which plan nears its end. */

import type { ChannelName } from '../core/channel.ts';
import { type ChannelHealth, judgeChannel } from '../core/channel-health.ts';
import type { BroadcastServices } from './broadcast-services.ts';

/** Builds it: the channels that are switched on, in their order. */
export function watchChannels(
  services: Pick<BroadcastServices, 'signs' | 'channels' | 'clock' | 'rules'>,
): () => Promise<readonly ChannelHealth[]> {
  return async () => {
    const { signs, channels, clock, rules } = services;
    const isOn = (name: ChannelName) => channels.has(name);
    const known = await signs.read(clock.now());
    return known
      .filter(({ channel }) => isOn(channel))
      .map((one) => judgeChannel({ ...one, plan: rules.plans[one.channel] }));
  };
}
