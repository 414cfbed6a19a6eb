/** Choices are written as numbers and words. */

import { expect, it } from 'vitest';
import { numberedLines, numberOnly, typedControls } from '../../src/channels/number-choices.ts';

const option = (label: string, picked?: boolean) =>
  ({ id: label, label, role: 'option', ...(picked === undefined ? {} : { picked }) }) as const;
const control = (label: string) => ({ id: label, label, role: 'control' }) as const;

it('numbers options from 1 and marks the picked ones', () => {
  const choices = [option('Bóng đá', true), option('Đọc\nsách')];
  expect(numberedLines({ text: 'Thích gì?', choices })).toBe('1. Bóng đá ✓\n2. Đọc sách');
});

it('keeps the numbers that options bring', () => {
  const choices = [
    { ...option('Sân chơi'), number: 1 },
    { ...option('Nhà vệ sinh'), number: 3 },
  ];
  expect(numberedLines({ text: 'Tiếp theo?', choices })).toBe('1. Sân chơi\n3. Nhà vệ sinh');
});

it('writes no numbers where the message wants none', () => {
  expect(numberedLines({ text: 'Mấy tuổi?', choices: [option('7 tuổi')], numbered: false })).toBe('7 tuổi');
  expect(numberOnly(option('7 tuổi'), null)).toBe('7 tuổi');
});

it('names controls as words to type, without their signs', () => {
  expect(typedControls([control('⏭ Bỏ qua'), control('◀️ Quay lại')], 'Hoặc gõ:')).toBe(
    'Hoặc gõ: bỏ qua · quay lại',
  );
});

it('draws a pencil where no words lead to the controls', () => {
  expect(typedControls([control('Bỏ qua')])).toBe('✏️ bỏ qua');
  expect(typedControls([control('→')])).toBe('✏️ →');
});

it('writes nothing for nothing', () => {
  expect(numberedLines({ text: 'Chào em!' })).toBe('');
  expect(typedControls([])).toBe('');
});
