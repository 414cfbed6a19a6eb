/** Several picks in one message, and orders told in words. */

import { describe, expect, it } from 'vitest';
import { readPicks } from '../../../src/core/reply/read-picks.ts';

const PLACES = ['Nhà vệ sinh', 'Bữa ăn', 'Sân chơi', 'Bài tập'].map((label) => ({ id: label, label }));
const SIX = ['Đỏ', 'Cam', 'Vàng', 'Lục', 'Lam', 'Tím'].map((label) => ({ id: label, label }));

function read(options: typeof PLACES, reply: string, isOrder: boolean): unknown {
  const reading = readPicks({ options, reply, isOrder });
  if (reading.read === 'picks') return reading.indexes.map((index) => index + 1);
  return reading.read;
}

describe('an order', () => {
  it.each([
    ['số 1 là sân chơi, số 2 là bữa ăn', [3, 2]],
    ['sân chơi số 1, bữa ăn số 2', [3, 2]],
    ['bữa ăn số 2, sân chơi số 1', [3, 2]],
    ['đầu tiên là sân chơi, thứ hai là bữa ăn', [3, 2]],
    ['thứ nhất sân chơi, thứ hai bữa ăn', [3, 2]],
    ['sân chơi trước, rồi bữa ăn', [3, 2]],
    ['sân chơi (1), bữa ăn (2)', [3, 2]],
    ['trước tiên là bài tập rồi sân chơi', [4, 3]],
    ['1. bài tập 2. sân chơi 3. bữa ăn 4. nhà vệ sinh', [4, 3, 2, 1]],
    ['1. bài tập\n2. sân chơi\n3. bữa ăn\n4. nhà vệ sinh', [4, 3, 2, 1]],
    ['3 1 2 4', [3, 1, 2, 4]],
    ['3142', [3, 1, 4, 2]],
    ['sân chơi, bữa ăn', [3, 2]],
    ['bài tập cuối cùng, sân chơi đầu tiên', 'ambiguous'],
    ['2 bữa ăn, 1 nhà vệ sinh', 'ambiguous'],
    ['1 cuối, 2 đầu', 'none'],
    ['tất cả', 'none'],
    ['tất cả ạ', 'none'],
    ['cả bốn', 'none'],
    ['3 cái đầu', 'none'],
  ])('%j is read as %j', (reply, expected) => {
    expect(read(PLACES, reply, true)).toEqual(expected);
  });
});

describe('several picks', () => {
  it.each([
    ['em muốn 2 điều: 1, 3', [1, 3]],
    ['thứ nhất thứ hai', [1, 2]],
    ['hai cái cuối', [5, 6]],
    ['3 cái đầu', [1, 2, 3]],
    ['một và ba', [1, 3]],
    ['1 và 3', [1, 3]],
    ['tất cả', [1, 2, 3, 4, 5, 6]],
    ['đỏ, tím', [1, 6]],
  ])('%j is read as %j', (reply, expected) => {
    expect(read(SIX, reply, false)).toEqual(expected);
  });
});
