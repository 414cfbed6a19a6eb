/** The load process as its parent sees it. */

import { join } from 'node:path';
import { startProcess } from '../node-process.ts';
import type { PlayRound, RoundResult } from './round.ts';

/** Starts the load process. One round at a time. */
export async function startLoad(folder: string): Promise<{ readonly play: PlayRound; readonly pid: number }> {
  const argv = [join(import.meta.dirname, 'load.ts')];
  const { child, pid } = await startProcess({ name: 'load', argv, env: {}, folder, withChannel: true });
  const play: PlayRound = async (order) => {
    const result = await new Promise<RoundResult>((done, fail) => {
      const ended = () => fail(new Error('The load process ended in the middle of a round.'));
      child.once('exit', ended);
      child.once('message', (message) => {
        child.off('exit', ended);
        done(message as RoundResult);
      });
      child.send(order);
    });
    if (result.faults.length > 0) throw new Error(`A round failed:\n${result.faults.join('\n')}`);
    return result;
  };
  return { play, pid };
}
