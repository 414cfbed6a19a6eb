/** Makes files in a thread of its own, so that nobody who chats waits for a drawing. */

import { Worker } from 'node:worker_threads';
import type { ExportForm } from '../../core/export-form.ts';
import type { ReportMatter } from '../../core/report-matter.ts';
import type { Advance } from './brush.ts';

/** What the thread is given. */
export type PressWork = {
  readonly form: ExportForm;
  readonly matter: ReportMatter;
  /** `data/provinces.geojson`, for maps; `null` where none is drawn. */
  readonly outlines: string | null;
};

/** What it says. */
export type PressWord =
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'done'; readonly bytes: Uint8Array };

/** Room a thread may take: the largest report measured took a third of it. */
const MOST_MEGABYTES = 512;

/** Longest that a file may take. */
const PATIENCE_MS = 5 * 60_000;

/** As source beside this file; built, below the entry that this file became part of. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './press-thread.ts' : './reports/results/press-thread.js',
  import.meta.url,
);

/**
 * Makes a file.
 *
 * @param advance told now and then how much is done, 0 to 1
 * @throws Error where the thread fails, runs out of room, or takes longer than five minutes
 */
export function pressFile(work: PressWork, advance: Advance): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, {
      workerData: work,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    const timer = setTimeout(() => {
      reject(new Error('the file took too long'));
      void thread.terminate();
    }, PATIENCE_MS);
    thread.on('message', (word: PressWord) => {
      if (word.kind === 'progress') advance(word.share);
      else resolve(word.bytes);
    });
    thread.on('error', reject);
    thread.on('exit', (code) => {
      clearTimeout(timer);
      // After `done` this changes nothing any more.
      reject(new Error(`the thread ended with ${code}`));
    });
  });
}
