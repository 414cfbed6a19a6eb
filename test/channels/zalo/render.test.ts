/** A turn gets Zalo's form. */

import { expect, it } from 'vitest';
import { render } from '../../../src/channels/zalo/render.ts';

const choices = [
  { id: 'b:ab12cd:q:1', label: '😀 Rất vui', role: 'option' },
  { id: 'b:ab12cd:q:2', label: '🙁 Buồn', role: 'option' },
  { id: 'b:ab12cd:q:_skip', label: '⏭ Bỏ qua', role: 'control' },
  { id: 'b:ab12cd:q:_back', label: '◀ Quay lại', role: 'control' },
] as const;

it('numbers the choices and names the words to type, in one message for the turn', () => {
  const messages = [
    { text: 'Cảm ơn em!' },
    { text: 'Ở trường em thấy thế nào?', progress: { at: 1, of: 9 }, choices, controlsLead: 'Hoặc gõ:' },
  ];
  expect(render(messages)).toEqual([
    {
      text: [
        'Cảm ơn em!',
        '(1/9) Ở trường em thấy thế nào?',
        '1. 😀 Rất vui\n2. 🙁 Buồn',
        'Hoặc gõ: bỏ qua · quay lại',
      ].join('\n\n'),
    },
  ]);
});

it('shows nothing of the tokens', () => {
  expect(JSON.stringify(render([{ text: 'Gì?', choices }]))).not.toContain('b:ab12cd');
});

it('keeps question and choices together when the turn is too long for one message', () => {
  const [card, question] = render([
    { text: 'x '.repeat(940) },
    { text: 'Ở trường em thấy thế nào?', choices },
  ]);
  expect(card?.text).not.toContain('Ở trường');
  expect(question?.text).toMatch(/^Ở trường[\s\S]*2\. 🙁 Buồn[\s\S]*quay lại$/u);
});

it('stays within 1,900 units, a reserve below the limit whose unit nobody knows', () => {
  for (const { text } of render([{ text: 'Em kể nhé. '.repeat(1_000) }]))
    expect(text.length).toBeLessThanOrEqual(1_900);
});

it('keeps the numbers that options bring', () => {
  const left = choices.slice(0, 2).map((choice, place) => ({ ...choice, number: place + 2 }));
  expect(render([{ text: 'Tiếp theo?', choices: left }])[0]?.text).toContain('2. 😀 Rất vui\n3. 🙁 Buồn');
});
