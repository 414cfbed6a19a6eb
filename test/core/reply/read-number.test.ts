/** Numbers are read as a child means them, and never guessed. */

import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../src/core/reply/number-word.ts';
import { readWords } from '../../../src/core/reply/words.ts';

const MINUTES = 'Một ngày, em chơi khoảng bao nhiêu phút? Em tính cả các giờ ra chơi nhé.';
const HOURS = 'Mỗi đêm em ngủ mấy tiếng?';
const FRIENDS = 'Em có mấy bạn thân?';

function read(reply: string, question?: string): unknown {
  const reading = readNumber(readWords(reply), reply, question);
  return reading.read === 'number' ? reading.value : reading.read;
}

describe('at a question of minutes', () => {
  it.each([
    ['30', 30],
    ['khoảng 40 phút ạ', 40],
    ['30p', 30],
    ['30 mins', 30],
    ['giờ ra chơi 30 phút', 30],
    ['một ngày 30 phút', 30],
    ['hai mươi lăm phút', 25],
    ['hai lăm phút', 25],
    ['nam muoi phut', 50],
    ['một trăm', 100],
    ['một trăm linh năm', 105],
    ['trăm hai', 120],
    ['một trăm hai mươi', 120],
    ['ba chục', 30],
    ['ba phút', 3],
    ['năm', 5],
    ['mười', 10],
    ['one hundred', 100],
    ['a hundred', 100],
    ['forty five minutes', 45],
    ['ninety', 90],
    ['1.000', 1000],
    ['1,000', 1000],
    ['10.0', 10],
    ['nửa tiếng', 30],
    ['half an hour', 30],
    ['chơi hai mươi phút', 20],
    ['không biết', 'none'],
    ['không nhớ', 'none'],
    ['không nhiều', 'none'],
    ['1 tiếng', 'none'],
    ['1h', 'none'],
    ['2 tiếng', 'none'],
    ['2 giờ', 'none'],
    ['one hour', 'none'],
    ['một tiếng', 'none'],
    ['30 giây', 'none'],
    ['2 lần', 'none'],
    ['không phải 30', 'none'],
    ['chưa đến 30 phút', 'none'],
    ['vài ba phút', 'none'],
    ['mấy chục phút', 'none'],
    ['ba không cho', 'none'],
    ['ba em cho', 'none'],
    ['một ít', 'none'],
    ['một chút', 'none'],
    ['một lúc', 'none'],
    ['năm nay', 'none'],
    ['nhiều lắm', 'none'],
    ['bốn năm phút', 'several'],
    ['hai ba phút', 'several'],
    ['năm mười phút', 'several'],
    ['30 phút sáng 30 phút chiều', 'several'],
    ['10 phút hoặc hai mươi phút', 'several'],
    ['20 hoặc 30', 'several'],
    ['7,5', 'fraction'],
    ['8 rưỡi', 'fraction'],
  ])('%j is %j', (reply, expected) => {
    expect(read(reply, MINUTES)).toBe(expected);
  });
});

describe('at a question of hours', () => {
  it.each([
    ['8 tiếng', 8],
    ['8h', 8],
    ['tám giờ', 8],
    ['30 phút', 'none'],
    ['half an hour', 'none'],
    ['nửa tiếng', 'none'],
  ])('%j is %j', (reply, expected) => {
    expect(read(reply, HOURS)).toBe(expected);
  });
});

describe('at a question that counts no time', () => {
  it.each([
    ['ba bạn', 3],
    ['2', 2],
    ['hai người', 2],
    ['2 tiếng', 'none'],
    ['ba', 3],
  ])('%j is %j', (reply, expected) => {
    expect(read(reply, FRIENDS)).toBe(expected);
  });
});
