/** Makes deliveries for tests of channels. */

import type { RawDelivery } from '../../src/ports/channel.ts';

/** A delivery whose body is text as it is, or JSON of anything else; header names in any case. */
export function delivery(body: unknown, headers: Readonly<Record<string, string>> = {}): RawDelivery {
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    header: (name) => byName.get(name.toLowerCase()),
  };
}
