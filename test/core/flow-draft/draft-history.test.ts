/** Taking back and making again. */

import { describe, expect, test } from 'vitest';
import { historySteps } from '../../../src/core/flow-draft/draft-history.ts';

const steps = (...words: readonly string[]) => {
  const history = words.map((what, at) => ({ revision: at + 1, what })).reverse();
  const { undo, redo } = historySteps(history);
  return [undo && [undo.change.revision, undo.to], redo && [redo.change.revision, redo.to]];
};

describe('the next step back and forth', () => {
  test('of a draft nobody changed yet there is none', () => {
    expect(steps('begun')).toEqual([null, null]);
    expect(steps()).toEqual([null, null]);
  });

  test('goes back change by change, and forth again', () => {
    expect(steps('begun', 'a', 'b')).toEqual([[3, 2], null]);
    expect(steps('begun', 'a', 'b', 'undone')).toEqual([
      [2, 1],
      [3, 3],
    ]);
    expect(steps('begun', 'a', 'b', 'undone', 'undone')).toEqual([null, [2, 2]]);
    expect(steps('begun', 'a', 'b', 'undone', 'undone', 'redone')).toEqual([
      [2, 1],
      [3, 3],
    ]);
    expect(steps('begun', 'a', 'b', 'undone', 'undone', 'redone', 'redone')).toEqual([[3, 2], null]);
  });

  test('a change after a step back forgets what could have come again', () => {
    expect(steps('begun', 'a', 'undone', 'c')).toEqual([[4, 1], null]);
  });

  test('of a history whose beginning is not kept any more it goes back as far as it can', () => {
    expect(
      historySteps([
        { revision: 9, what: 'undone' },
        { revision: 8, what: 'redone' },
      ]),
    ).toMatchObject({
      undo: null,
    });
  });
});
