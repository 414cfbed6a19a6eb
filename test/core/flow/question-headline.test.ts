/** The words by which a question is recognised. */

import { expect, it } from 'vitest';
import { questionHeadline } from '../../../src/core/flow/question-headline.ts';

it.each([
  ['Em mấy tuổi rồi? Em Nói sẽ chọn câu hỏi hợp với em.', 'Em mấy tuổi rồi?'],
  ['Chào em! Em Nói là máy.', 'Chào em!'],
  ['Cảm ơn em đã nói về “{spot}”! Vui quá.', 'Cảm ơn em đã nói về “…”!'],
  ['Em chọn {mood}. Vì sao “{mood}” hả em?', 'Vì sao “…” hả em?'],
  ['  Em \n thấy   sao?  ', 'Em thấy sao?'],
  ['', ''],
])('of %j', (text, headline) => {
  expect(questionHeadline({ text: { vi: text } }, { language: 'vi' })).toBe(headline);
});

it('is shortened at a word, and within one where that is too long', () => {
  const short = (text: string) => questionHeadline({ text: { vi: text } }, { language: 'vi' }, 12);
  expect(short('Em thấy thế nào khi đến trường?')).toBe('Em thấy thế…');
  expect(short('Nghiêngnghiêngnghiêng?')).toBe('Nghiêngnghi…');
});

it('is in the words of an age, where one is asked for', () => {
  const text = { vi: { all: 'Thế nào?', '7-8': 'Vui không?' } };
  expect(questionHeadline({ text }, { language: 'vi', band: '7-8' })).toBe('Vui không?');
  expect(questionHeadline({ text }, { language: 'km' })).toBe('Thế nào?');
});
