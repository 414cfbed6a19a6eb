/** The thread that makes files: takes one piece of work, tells how far it is, hands the bytes over and ends. */

import { parentPort, workerData } from 'node:worker_threads';
import { createSay } from '../../i18n/say.ts';
import { makeFile } from './make-file.ts';
import type { PressWord, PressWork } from './press.ts';

/** Between two words about progress. */
const TELL_EVERY_MS = 250;

async function main(work: PressWork): Promise<void> {
  let told = 0;
  const bytes = await makeFile(work.form, work.matter, {
    say: createSay(),
    outlines: work.outlines,
    advance(share) {
      const now = performance.now();
      if (now - told < TELL_EVERY_MS) return;
      told = now;
      tell({ kind: 'progress', share });
    },
  });
  tell({ kind: 'done', bytes });
}

function tell(word: PressWord): void {
  parentPort?.postMessage(word);
}

await main(workerData);
