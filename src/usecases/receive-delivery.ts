/** Takes one webhook delivery: verified, decoded, committed, answered. */

import type { ChannelName } from '../core/channel.ts';
import type { Channel, Payload } from '../ports/channel.ts';
import type { Log } from '../ports/log.ts';
import type { BatchGatherer } from './gather-batches.ts';

/** A delivery as the HTTP face hands it in. */
export type Delivery = {
  readonly channel: ChannelName;
  readonly body: string;
  header(name: string): string | undefined;
};

/**
 * How the HTTP face is to answer.
 *
 * - `accepted`: 200, with the body if there is one; `ignored` where the delivery held nothing for us
 * - `unauthorized`: not from the vendor; `off`: the channel is not configured
 * - `unavailable`: nothing was stored; a redelivery may succeed
 */
export type DeliveryAnswer =
  | { readonly kind: 'accepted'; readonly body?: unknown; readonly ignored?: true }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'off' }
  | { readonly kind: 'unavailable' };

/** What receiving a delivery needs. */
export type DeliveryServices = {
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly gatherer: BatchGatherer;
  readonly log: Log;
  /** Keeps the runtime alive for work whose end nobody waits for. */
  readonly inBackground: (work: Promise<void>) => void;
  /** Called after a commit that may have put something into the outbox. */
  readonly wakeSender: () => void;
};

/** Builds the use case behind `POST /webhooks/:channel` and the web page's messages. */
export function receiveDelivery(services: DeliveryServices): (delivery: Delivery) => Promise<DeliveryAnswer> {
  return async (delivery) => {
    const channel = services.channels.get(delivery.channel);
    if (channel === undefined) return { kind: 'off' };
    if (!(await channel.verify(delivery))) return { kind: 'unauthorized' };
    const decoded = channel.decode(delivery);
    // It carries no content, and a slow vendor must not delay the child's answer.
    if (decoded.acknowledge !== undefined) services.inBackground(decoded.acknowledge());
    if (decoded.messages.length === 0) {
      services.log.info('delivery.ignored', {
        channel: channel.name,
        reason: decoded.ignored ?? 'nothing in it',
      });
      return { kind: 'accepted', ignored: true };
    }
    const outcomes = await services.gatherer.submit(decoded.messages);
    if (outcomes.some((outcome) => outcome.kind === 'unavailable')) return { kind: 'unavailable' };
    if (outcomes.some(({ kind }) => kind === 'failed')) {
      services.log.warn('delivery.dropped', { channel: channel.name });
    }
    // What leaves in the response is not in the outbox.
    if (outcomes.some(({ kind, reply }) => kind !== 'postponed' && reply.length === 0)) services.wakeSender();
    const [message] = decoded.messages;
    const payloads = outcomes.flatMap((outcome): readonly Payload[] => outcome.reply);
    const carries = channel.replyBody !== undefined && message !== undefined;
    if (!carries || (payloads.length === 0 && channel.name !== 'web')) return { kind: 'accepted' };
    return { kind: 'accepted', body: channel.replyBody?.(payloads, message.account) };
  };
}
