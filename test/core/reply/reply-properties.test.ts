/** What holds for every list of options and every reply. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slipsBetween } from '../../../src/core/reply/nearness.ts';
import { readReply } from '../../../src/core/reply/read-reply.ts';
import { soundOf } from '../../../src/core/reply/syllable.ts';
import { plainOf, readWords } from '../../../src/core/reply/words.ts';

/** Words of labels, among them many that mean something else by themselves: ends, numbers, yes, no, commands. */
const TRICKY =
  'trường lớp bạn thầy sân cổng nhà sách xanh đỏ vui buồn học chơi ăn ngủ có không chưa rất hơi lắm ít nhiều cuối đầu giữa thứ một hai nhầm lẫn hơn dừng bỏ qua lại hay và hoặc ở trong ngoài trước sau khác tiếng giờ toilets gate happy school not very the first last one maybe';
/** Words far from one another in letters and in sound, of which none is a number, a command, courtesy or a short form. */
const FAR =
  'chuối bánh bướm tàu thuyền biển núi sách đèn ghế khăn quạt trống phượng giếng xoài mướp nhện thỏ kẹo';

const optionsOf = (labels: readonly string[]) => labels.map((label, at) => ({ id: `o${at}`, label }));
const withoutMarks = (text: string) => plainOf(readWords(text));
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function labelsFrom(words: readonly string[], least = 2) {
  const label = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 })
    .map((row) => capital(row.join(' ')));
  return fc.uniqueArray(label, { minLength: least, maxLength: 8, selector: withoutMarks });
}

const tricky = labelsFrom(TRICKY.split(' ')).filter(
  // A bare number may as well be a place in the list, and is asked about.
  (labels) =>
    !labels.some((label) =>
      /^(một|hai|one|thứ (một|hai)|first|last|(một|hai) (một|hai)|one one)$/i.test(label),
    ),
);
const farWords = FAR.split(' ');
const runs = { numRuns: 300 };

describe('whatever the options', () => {
  it('each label is read as itself, with its marks and without', () => {
    fc.assert(
      fc.property(tricky, (labels) => {
        const options = optionsOf(labels);
        labels.forEach((label, index) => {
          for (const reply of [label, label.toUpperCase(), withoutMarks(label), ` ${label}. `]) {
            expect(readReply({ options, reply }), reply).toMatchObject({ read: 'option', index });
          }
        });
      }),
      runs,
    );
  });

  it('each number is read as its option, however it is written', () => {
    fc.assert(
      fc.property(labelsFrom(farWords), (labels) => {
        const options = optionsOf(labels);
        labels.forEach((_, index) => {
          const n = index + 1;
          const letter = String.fromCharCode(97 + index);
          const wide = String.fromCharCode(0xff10 + n);
          for (const reply of [
            `${n}`,
            `${n}.`,
            `${n})`,
            `(${n})`,
            `số ${n}`,
            `câu ${n} ạ`,
            `em chọn ${n}`,
            `${wide}．`,
            letter.toUpperCase(),
            `câu ${letter}`,
            `thứ ${n}`,
          ]) {
            expect(readReply({ options, reply }), reply).toMatchObject({ read: 'option', index });
          }
        });
        const beyond = String(labels.length + 1);
        expect(readReply({ options, reply: beyond })).toEqual({ read: 'none' });
      }),
      runs,
    );
  });

  it('courtesy around a label changes nothing', () => {
    fc.assert(
      fc.property(labelsFrom(farWords), (labels) => {
        const options = optionsOf(labels);
        labels.forEach((label, index) => {
          for (const reply of [
            `dạ ${label} ạ`,
            `em chọn ${label} nha cô`,
            `da em thay ${withoutMarks(label)} a`,
          ]) {
            expect(readReply({ options, reply }), reply).toMatchObject({ read: 'option', index });
          }
        });
      }),
      runs,
    );
  });

  it('two labels side by side are never one of them, and a denied label is never that label', () => {
    fc.assert(
      fc.property(labelsFrom(farWords), fc.nat(), fc.nat(), (labels, a, b) => {
        const options = optionsOf(labels);
        const [one, other] = [a % labels.length, b % labels.length];
        if (one !== other) {
          for (const word of ['hay', 'hoặc', 'or', 'và']) {
            const reply = `${labels[one]} ${word} ${labels[other]}`;
            expect(readReply({ options, reply }).read, reply).not.toBe('option');
          }
        }
        for (const no of ['không phải', 'em không thích', 'not', 'đừng chọn']) {
          const reading = readReply({ options, reply: `${no} ${labels[one]}` });
          if (reading.read === 'option') expect(reading.index).not.toBe(one);
        }
      }),
      runs,
    );
  });

  it('no reply is read as an option with which it shares no word', () => {
    const split = fc.shuffledSubarray(farWords, { minLength: farWords.length }).chain((words) => {
      const half = Math.floor(words.length / 2);
      const reply = fc.array(fc.constantFrom(...words.slice(half)), { minLength: 1, maxLength: 6 });
      return fc.record({
        labels: labelsFrom(words.slice(0, half)),
        reply: reply.map((row) => row.join(' ')),
      });
    });
    fc.assert(
      fc.property(split, fc.boolean(), ({ labels, reply }, isMarked) => {
        const typed = isMarked ? reply : withoutMarks(reply);
        expect(readReply({ options: optionsOf(labels), reply: typed }), typed).toEqual({ read: 'none' });
      }),
      { numRuns: 1000 },
    );
  });

  it('holds with words that are in truth far from one another', () => {
    for (const one of farWords) {
      for (const other of farWords) {
        const [a, b] = [withoutMarks(one), withoutMarks(other)];
        if (one !== other)
          expect(soundOf(a) === soundOf(b) || slipsBetween(a, b, 2) < 2, `${one} ${other}`).toBe(false);
      }
    }
  });
});
