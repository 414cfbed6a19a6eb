/** Hands a child's message to the web channel. */

import type { DeliveryAnswer } from '../../usecases/receive-delivery.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { ChildMessage } from './chat-message.ts';

/** A message and where it came from. */
export type ChatDelivery = {
  readonly message: ChildMessage;
  readonly code: string;
  /** The visitor's cookie. */
  readonly visitor: string;
  /** The languages the reader prefers, as the header `Accept-Language`. */
  readonly languages: string | undefined;
};

/**
 * Delivers it. The channel trusts the headers it is shown, so they are made here and none of the request's own gets
 * through.
 */
export function deliverMessage(
  deps: Pick<AppDependencies, 'receiveDelivery'>,
  { message, code, visitor, languages }: ChatDelivery,
): Promise<DeliveryAnswer> {
  const headers = new Headers({ 'x-em-noi-visitor': visitor, 'x-em-noi-code': code });
  if (languages !== undefined) headers.set('accept-language', languages);
  return deps.receiveDelivery({
    channel: 'web',
    body: JSON.stringify(message),
    header: (name) => headers.get(name) ?? undefined,
  });
}
