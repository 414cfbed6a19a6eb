/** Randomness from the Web Crypto generator. */

import type { Random } from '../ports/random.ts';

/** The cryptographic generator of the runtime. */
export function cryptoRandom(): Random {
  return {
    uuid: () => crypto.randomUUID(),
    fraction: () => below(2 ** 32) / 2 ** 32,
    shuffle(things) {
      const order = [...things];
      for (let last = order.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        const kept = order[last];
        const moved = order[other];
        if (kept === undefined || moved === undefined) continue;
        order[last] = moved;
        order[other] = kept;
      }
      return order;
    },
  };
}

/** An unguessable id of a web visitor: 192 random bits, 32 characters of base64url. */
export function newVisitor(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}

/** A whole number from 0 to below `n` ≤ 2³², each equally likely: values that would favour some are drawn again. */
function below(n: number): number {
  const limit = Math.floor(2 ** 32 / n) * n;
  const drawn = new Uint32Array(1);
  for (;;) {
    crypto.getRandomValues(drawn);
    const [value = 0] = drawn;
    if (value < limit) return value % n;
  }
}
