/** A turn gets Telegram's form. */

import { describe, expect, it } from 'vitest';
import { render } from '../../../src/channels/telegram/render.ts';
import type { OutboundChoice } from '../../../src/core/message.ts';

const option = (label: string, place = 0): OutboundChoice => ({
  id: `b:ab12cd:q:${place}`,
  label,
  role: 'option',
});
const control = (label: string, id: string): OutboundChoice => ({
  id: `b:ab12cd:q:${id}`,
  label,
  role: 'control',
});
const options = (...labels: string[]) => labels.map(option);
const rows = (choices: readonly OutboundChoice[]) =>
  render([{ text: 'Câu hỏi?', choices }])[0]?.reply_markup?.inline_keyboard.map((row) =>
    row.map(({ text }) => text),
  );

describe('numbers', () => {
  it('are left out where the message wants none, and else are those that the options bring', () => {
    const choices = options('7 tuổi', '8 tuổi');
    const [payload] = render([{ text: 'Em mấy tuổi?', choices, numbered: false }]);
    expect(payload?.reply_markup?.inline_keyboard.flat().map(({ text }) => text)).toEqual([
      '7 tuổi',
      '8 tuổi',
    ]);
    expect(rows(choices.map((choice, place) => ({ ...choice, number: place + 2 })))?.flat()).toEqual([
      '2. 7 tuổi',
      '3. 8 tuổi',
    ]);
  });
});

describe('render', () => {
  it('makes one plain message of a turn, the keyboard below', () => {
    const payloads = render([
      { text: 'Cảm ơn em!' },
      {
        text: 'Em có *vui* không?',
        progress: { at: 2, of: 9 },
        choices: [...options('Có', 'Không'), control('Bỏ qua', '_skip')],
      },
    ]);
    expect(payloads).toEqual([
      {
        text: 'Cảm ơn em!\n\n(2/9) Em có *vui* không?',
        link_preview_options: { is_disabled: true },
        reply_markup: {
          inline_keyboard: [
            [
              { text: '1. Có', callback_data: 'b:ab12cd:q:0' },
              { text: '2. Không', callback_data: 'b:ab12cd:q:1' },
            ],
            [{ text: 'Bỏ qua', callback_data: 'b:ab12cd:q:_skip' }],
          ],
        },
      },
    ]);
  });

  it('puts the points of a scale below each other when they do not fit one row', () => {
    expect(rows(options('😀 Rất vui', '🙂 Vui', '😐 Bình thường', '🙁 Buồn', '😢 Rất buồn'))).toEqual([
      ['1. 😀 Rất vui'],
      ['2. 🙂 Vui'],
      ['3. 😐 Bình thường'],
      ['4. 🙁 Buồn'],
      ['5. 😢 Rất buồn'],
    ]);
  });

  it('lays many short options out in even rows', () => {
    const made = rows(options(...Array.from({ length: 34 }, (_, place) => `Tỉnh ${place}`)));
    expect(new Set(made?.slice(0, -1).map((row) => row.length)).size).toBe(1);
    expect(made?.flat()).toHaveLength(34);
    expect(made?.length).toBeLessThan(20);
  });

  it('writes long options into the text and puts their numbers on the buttons', () => {
    const long = 'Em muốn có thêm thời gian để chơi với các bạn ở sân trường';
    const [payload] = render([
      { text: 'Em muốn gì?', choices: [option(long, 0), { ...option('Khác', 1), picked: true }] },
    ]);
    expect(payload?.text).toBe(`Em muốn gì?\n\n1. ${long}\n2. Khác ✓`);
    expect(payload?.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text))).toEqual([
      ['1', '2 ✓'],
    ]);
  });

  it('numbers more options than there may be buttons, and keeps the controls tappable', () => {
    const [payload] = render([
      {
        text: 'Xã nào?',
        choices: [
          ...options(...Array.from({ length: 41 }, (_, place) => `Xã ${place}`)),
          control('Quay lại', '_back'),
        ],
      },
    ]);
    expect(payload?.text).toContain('41. Xã 40');
    expect(payload?.reply_markup?.inline_keyboard).toEqual([
      [{ text: 'Quay lại', callback_data: 'b:ab12cd:q:_back' }],
    ]);
  });

  it('never sends a token of more than 64 bytes', () => {
    const [payload] = render([
      {
        text: 'Gì?',
        choices: [{ id: 'ế'.repeat(30), label: 'A', role: 'option' }],
        controlsLead: 'Hoặc gõ:',
      },
    ]);
    expect(payload).toMatchObject({ text: 'Gì?\n\n1. A' });
    expect(payload).not.toHaveProperty('reply_markup');
  });

  it('fills rows of controls with as many as fit', () => {
    const made = rows([
      control('Bỏ qua', '1'),
      control('Quay lại', '2'),
      control('Dừng lại ở đây', '3'),
      control('Giúp em với', '4'),
    ]);
    expect(made).toEqual([['Bỏ qua', 'Quay lại', 'Dừng lại ở đây'], ['Giúp em với']]);
  });
});
