/** Keeps what cannot be stored now in a queue, and receives it when it comes back from there. */

import { readInbound, writeInbound } from '../core/inbound-json.ts';
import type { InboundMessage } from '../core/message.ts';
import type { AddressBook, Ciphertext } from '../ports/address-book.ts';
import type { Channel } from '../ports/channel.ts';
import type { Log } from '../ports/log.ts';
import type { PostponedQueue } from '../ports/postponed-queue.ts';
import type { BatchGatherer } from './gather-batches.ts';
import type { MessageOutcome } from './receive-messages.ts';

/** What postponing needs. */
export type PostponingServices = {
  readonly queue: PostponedQueue;
  readonly addressBook: Pick<AddressBook, 'encrypt'>;
  readonly channels: ReadonlyMap<InboundMessage['channel'], Channel>;
  readonly log: Log;
};

/**
 * Puts the queue behind a gatherer. Only messages whose reply does not leave in the response are postponed: the others
 * are brought again by whoever waits for that response, in order.
 */
export function postponeUnavailable(gatherer: BatchGatherer, services: PostponingServices): BatchGatherer {
  return {
    async submit(messages) {
      const outcomes = await gatherer.submit(messages);
      const waiting = messages.filter(
        (message, index) =>
          outcomes[index]?.kind === 'unavailable' &&
          services.channels.get(message.channel)?.replyBody === undefined,
      );
      if (waiting.length === 0 || !(await keep(services, waiting))) return outcomes;
      const kept = new Set(waiting);
      return outcomes.map((outcome, index): MessageOutcome => {
        const message = messages[index];
        return message !== undefined && kept.has(message) ? { kind: 'postponed', reply: [] } : outcome;
      });
    },
    drained: () => gatherer.drained(),
  };
}

async function keep(services: PostponingServices, messages: readonly InboundMessage[]): Promise<boolean> {
  try {
    await services.queue.put(messages.map((message) => services.addressBook.encrypt(writeInbound(message))));
    services.log.warn('receive.postponed', { messages: messages.length });
    return true;
  } catch (error) {
    services.log.error('receive.postponing-failed', error);
    return false;
  }
}

/** What receiving postponed messages needs. */
export type PostponedServices = {
  readonly gatherer: BatchGatherer;
  readonly addressBook: Pick<AddressBook, 'decrypt'>;
  readonly log: Log;
};

/**
 * Builds the use case: takes a batch from the queue, in the order of sending.
 *
 * @returns for each, in the order given, whether it is done; what is not is to come again
 */
export function receivePostponed(
  services: PostponedServices,
): (batch: readonly Ciphertext[]) => Promise<readonly boolean[]> {
  return async (batch) => {
    const done = batch.map(() => false);
    const opened = batch
      .flatMap((ciphertext, index) => {
        const message = open(services, ciphertext);
        return message === null ? [] : [{ message, index }];
      })
      .sort((one, other) => one.message.sentAt.getTime() - other.message.sentAt.getTime());
    const outcomes = await services.gatherer.submit(opened.map(({ message }) => message));
    opened.forEach(({ index }, at) => {
      done[index] = outcomes[at] !== undefined && outcomes[at].kind !== 'unavailable';
    });
    return done;
  };
}

/** Written under another key, or by another version: it is not thrown away here. */
function open({ addressBook, log }: PostponedServices, ciphertext: Ciphertext): InboundMessage | null {
  try {
    return readInbound(addressBook.decrypt(ciphertext));
  } catch (error) {
    log.error('receive.postponed-unreadable', error);
    return null;
  }
}
