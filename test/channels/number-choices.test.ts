/** Choices are written as numbers and words. */

import { expect, it } from 'vitest';
import { numberedLines, typedControls } from '../../src/channels/number-choices.ts';

const option = (label: string, picked?: boolean) =>
  ({ id: label, label, role: 'option', ...(picked === undefined ? {} : { picked }) }) as const;
const control = (label: string) => ({ id: label, label, role: 'control' }) as const;

it('numbers options from 1 and marks the picked ones', () => {
  expect(numberedLines([option('Bóng đá', true), option('Đọc\nsách')])).toBe('1. Bóng đá ✓\n2. Đọc sách');
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
  expect(numberedLines([])).toBe('');
  expect(typedControls([])).toBe('');
});
