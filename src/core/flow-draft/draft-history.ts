/** Which change can be taken back next, and which taken back one can be made again. */

/** What the words in a history say about time. */
const TAKEN_BACK = 'undone';
const MADE_AGAIN = 'redone';

/** A row of a history, as far as taking back is concerned. */
export type PastChange = { readonly revision: number; readonly what: string };

/** Where taking back and making again lead. */
export type HistorySteps<Change extends PastChange> = {
  /** The change that would be taken back, and the revision whose source comes back; `null` where there is none. */
  readonly undo: { readonly change: Change; readonly to: number } | null;
  /** The revision whose source would come again. */
  readonly redo: { readonly change: Change; readonly to: number } | null;
};

/**
 * Follows a history from its beginning. A change after a step back forgets what could have been made again.
 *
 * @param history newest first
 */
export function historySteps<Change extends PastChange>(history: readonly Change[]): HistorySteps<Change> {
  const past: Change[] = [];
  let future: Change[] = [];
  for (const change of [...history].reverse()) {
    const back = change.what === TAKEN_BACK ? past.pop() : undefined;
    const again = change.what === MADE_AGAIN ? future.pop() : undefined;
    if (back !== undefined) future.push(back);
    else if (again !== undefined) past.push(again);
    else {
      past.push(change);
      future = [];
    }
  }
  const [last, before] = [past.at(-1), past.at(-2)];
  const next = future.at(-1);
  return {
    undo: last === undefined || before === undefined ? null : { change: last, to: before.revision },
    redo: next === undefined ? null : { change: next, to: next.revision },
  };
}
