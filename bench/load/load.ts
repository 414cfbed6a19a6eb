/** The load process: plays the rounds that its parent asks for. */

import { playRound } from './play-round.ts';
import type { RoundOrder } from './round.ts';

process.on('message', (order: RoundOrder) => {
  playRound(order).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ faults: [String(error)] }),
  );
});
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
console.log('ready on http://127.0.0.1:0');
