/** A turn gets the form of an Official Account. */

import { expect, it } from 'vitest';
import { render } from '../../../src/channels/zalo-oa/render.ts';
import type { OutboundChoice } from '../../../src/core/message.ts';

const options = (count: number, label = 'Ý'): OutboundChoice[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `b:ab12cd:q:${place}`,
    label: `${label} ${place + 1}`,
    role: 'option',
  }));
const controls: OutboundChoice[] = [
  { id: 'b:ab12cd:q:_skip', label: 'Bỏ qua', role: 'control' },
  { id: 'b:ab12cd:q:_back', label: 'Quay lại', role: 'control' },
];
const one = (choices: readonly OutboundChoice[]) => {
  const [payload] = render([{ text: 'Gì?', choices, controlsLead: 'Hoặc gõ:' }]);
  return { text: payload?.text, titles: payload?.attachment?.payload.buttons.map(({ title }) => title) };
};

it('hangs up to five choices below the text as buttons that show no token', () => {
  expect(render([{ text: 'Gì?', choices: [...options(1), ...controls.slice(0, 1)] }])).toEqual([
    {
      text: 'Gì?',
      attachment: {
        type: 'template',
        payload: {
          buttons: [
            { title: '1. Ý 1', type: 'oa.query.hide', payload: 'b:ab12cd:q:0' },
            { title: 'Bỏ qua', type: 'oa.query.hide', payload: 'b:ab12cd:q:_skip' },
          ],
        },
      },
    },
  ]);
});

it('gives options the buttons first and lets controls be typed', () => {
  expect(one([...options(4), ...controls])).toEqual({
    text: 'Gì?\n\nHoặc gõ: bỏ qua · quay lại',
    titles: ['1. Ý 1', '2. Ý 2', '3. Ý 3', '4. Ý 4'],
  });
});

it('numbers more than five options and keeps the controls as buttons', () => {
  expect(one([...options(6), ...controls])).toEqual({
    text: 'Gì?\n\n1. Ý 1\n2. Ý 2\n3. Ý 3\n4. Ý 4\n5. Ý 5\n6. Ý 6',
    titles: ['Bỏ qua', 'Quay lại'],
  });
});

it('writes long options into the text and puts their numbers on the buttons', () => {
  const made = one(options(2, 'x'.repeat(100)));
  expect(made.titles).toEqual(['1', '2']);
  expect(made.text).toContain(`2. ${'x'.repeat(100)} 2`);
});

it('leaves numbers out where the message wants none, and else keeps those that the options bring', () => {
  const [bare] = render([{ text: 'Gì?', choices: options(2), numbered: false }]);
  expect(bare?.attachment?.payload.buttons.map(({ title }) => title)).toEqual(['Ý 1', 'Ý 2']);
  const kept = options(2).map((choice, place) => ({ ...choice, number: place + 3 }));
  expect(one(kept).titles).toEqual(['3. Ý 1', '4. Ý 2']);
});
