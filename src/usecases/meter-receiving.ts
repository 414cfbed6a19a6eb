/** Counts what is received, around the use cases and not within them: they stay as fast as they are without a meter. */

import type { ChannelName } from '../core/channel.ts';
import type { Meter, TurnOutcomeName } from '../ports/meter.ts';
import type { ReceivingStore } from '../ports/receiving-store.ts';
import type { Delivery, DeliveryAnswer } from './receive-delivery.ts';
import type { ReceiveMessages } from './receive-messages.ts';

/**
 * Counts batches.
 *
 * @param apart runs a batch as belonging to no request: it serves many, and what it logs must not be laid to the first
 */
export function meterBatches(
  receive: ReceiveMessages,
  meter: Meter,
  apart: <T>(work: () => T) => T,
): ReceiveMessages {
  return async (batch) => {
    const handled = await apart(() => receive(batch));
    const messages = new Map<ChannelName, number>();
    for (const { channel } of batch) messages.set(channel, (messages.get(channel) ?? 0) + 1);
    const outcomes = new Map<TurnOutcomeName, number>();
    for (const { kind } of handled) outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
    meter.batch({ messages, outcomes, size: batch.length });
    return handled;
  };
}

/** Times commits and counts the turns they refuse. */
export function meterCommits(store: ReceivingStore, meter: Meter): ReceivingStore {
  return {
    load: (request) => store.load(request),
    usedCodes: (keys) => store.usedCodes(keys),
    parentDecisions: (walks) => store.parentDecisions(walks),
    async commit(turns, now) {
      const startedAt = performance.now();
      const outcomes = await store.commit(turns, now);
      const seconds = (performance.now() - startedAt) / 1_000;
      let conflicts = 0;
      for (const outcome of outcomes) if (outcome === 'conflict') conflicts += 1;
      meter.commit(conflicts, seconds);
      return outcomes;
    },
  };
}

/** Counts deliveries by how they were answered. */
export function meterDeliveries(
  receive: (delivery: Delivery) => Promise<DeliveryAnswer>,
  meter: Meter,
): (delivery: Delivery) => Promise<DeliveryAnswer> {
  return async (delivery) => {
    try {
      const answer = await receive(delivery);
      meter.delivery(delivery.channel, 'ignored' in answer ? 'ignored' : answer.kind);
      return answer;
    } catch (error) {
      meter.delivery(delivery.channel, 'failed');
      throw error;
    }
  };
}
