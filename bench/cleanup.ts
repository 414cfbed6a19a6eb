/** What is to be undone when the benchmarks end, however they end. */

type Undo = () => Promise<unknown> | unknown;

const undoings: Undo[] = [];
let ending: Promise<void> | null = null;

/** Registers something to be undone; what was registered last is undone first. */
export function atEnd(undo: Undo): void {
  undoings.push(undo);
}

/** Undoes everything once; a failure is told and keeps nothing else from being undone. */
export function cleanUp(): Promise<void> {
  ending ??= undoAll();
  return ending;
}

/** Whether things are being undone already, so that what breaks now breaks because of that. */
export function isEnding(): boolean {
  return ending !== null;
}

/** How often it is looked whether whoever started us is still there. */
const LOOK_EVERY_MS = 1_000;

/** Cleans up on Ctrl-C and other polite ends, and when npm, which started us, was ended and did not pass it on. */
export function cleanUpOnSignals(): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) void cleanUp().finally(() => process.exit(143));
  }, LOOK_EVERY_MS);
  watch.unref();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      void cleanUp().finally(() => process.exit(code));
    });
  }
}

async function undoAll(): Promise<void> {
  for (let undo = undoings.pop(); undo !== undefined; undo = undoings.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error('While cleaning up:', error);
    }
  }
}
