/** Outbound messages at their worst: long, decomposed, without spaces, with thirty options. */

import fc from 'fast-check';
import type { OutboundChoice, OutboundMessage } from '../../src/core/message.ts';

const words = fc.constantFrom(
  'Em thích giờ ra chơi nhất. ',
  'trường\n',
  'Hạnh phúc là gì?\n\n',
  '😀',
  '👩‍👩‍👧‍👦',
  '🇻🇳',
  'e\u0302\u0301',
  'nghiêng'.normalize('NFD'),
  'không_có_dấu_cách',
  '1. ',
  '*_`[](~',
);

/** A text of up to about `units` units. */
const text = (units: number) =>
  fc
    .record({
      piece: fc.array(words, { minLength: 1, maxLength: 8 }),
      times: fc.integer({ min: 1, max: 400 }),
    })
    .map(({ piece, times }) => piece.join('').repeat(times).slice(0, units).toWellFormed())
    .filter((made) => made.trim() !== '');

const label = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('Có', 'Không', '😀 Rất vui', '7–8 tuổi', 'Thừa Thiên Huế'.normalize('NFD')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('😀'.repeat(40), 'Một lời đáp rất dài '.repeat(4).trim(), 'x'.repeat(110)),
  },
);

const choices = fc
  .record({
    options: fc.array(label, { maxLength: 60 }),
    controls: fc.array(fc.constantFrom('⏭ Bỏ qua', '↩ Quay lại', 'Dừng lại', 'Giúp em'), { maxLength: 4 }),
    picked: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ options, controls, picked }): OutboundChoice[] => [
    ...options.map((one, place) => ({
      id: `b:ab12cd:question-of-a-long-name:${place}`,
      label: one,
      role: 'option' as const,
      picked: place === picked,
    })),
    ...controls.map((one, place) => ({ id: `b:ab12cd:q:_c${place}`, label: one, role: 'control' as const })),
  ]);

/** One turn's messages, the last of which may have choices. @param units longest text */
export function hostileMessages(units: number): fc.Arbitrary<readonly OutboundMessage[]> {
  return fc
    .record({
      cards: fc.array(text(units), { maxLength: 2 }),
      question: text(units),
      choices: fc.option(choices, { nil: undefined }),
      progress: fc.option(fc.constant({ at: 3, of: 12 }), { nil: undefined }),
    })
    .map(({ cards, question, choices: given, progress }) => [
      ...cards.map((card) => ({ text: card })),
      {
        text: question,
        ...(given === undefined ? {} : { choices: given }),
        ...(progress === undefined ? {} : { progress }),
      },
    ]);
}
