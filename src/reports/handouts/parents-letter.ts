/** What parents and carers are told: what it is for, on what law it rests, what is kept, whom to ask. */

import type { Handout } from './handout.ts';
import type { Phrase } from './handout-words.ts';
import { type Letter, type LetterPart, letterAsText, lettersWords, part } from './letter.ts';

/**
 * Writes the letter to parents.
 *
 * What it says of the law is what was read of it: Luật Trẻ em 102/2016/QH13, Điều 34 and 77; Thông tư
 * 36/2018/TT-BLĐTBXH, Điều 2 and 5; Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 24.
 *
 * @see https://vi.wikisource.org/wiki/Trang:Cong_bao_Chinh_phu_339_340_nam_2016.pdf/30
 * @see https://m.thuvienphapluat.vn/van-ban/Van-hoa-Xa-hoi/Thong-tu-36-2018-TT-BLDTBXH-huong-dan-lay-y-kien-cua-tre-em-trong-xay-dung-chinh-sach-ve-tre-em-403819.aspx
 */
export function parentsLetter(handout: Handout, phrase: Phrase): Letter {
  const words = lettersWords(handout, phrase);
  const { asker, children, time, reply, responsible } = words;
  const say = (key: string) => phrase(`parents.${key}`);
  return {
    title: say('title'),
    opening: [
      say('greeting'),
      phrase('parents.what', { asker, children, title: handout.title }),
      phrase('parents.time', { time }),
    ],
    parts: [
      part(say('purpose'), {
        paragraphs: [
          handout.purpose,
          handout.use === '' ? '' : phrase('parents.use', { use: handout.use }),
          reply,
        ],
      }),
      part(say('law'), { points: [say('law.34'), say('law.77'), say('law.circular')] }),
      part(say('free'), { paragraphs: [say('free.text'), say('free.refuse')] }),
      part(say('machine'), { paragraphs: [say('machine.text')], points: words.ways }),
      keptPart(handout, phrase),
      part(say('withdraw'), {
        paragraphs: [say('withdraw.before'), say('withdraw.after'), say('withdraw.law')],
      }),
      part(say('help'), { paragraphs: [say('help.text')] }),
      part(say('contact'), { paragraphs: [responsible] }),
    ],
  };
}

function keptPart(handout: Handout, phrase: Phrase): LetterPart {
  const say = (key: string) => phrase(`parents.kept.${key}`);
  const isForeign = handout.ways.some(({ channel }) => channel !== 'web');
  return part(phrase('parents.kept'), {
    points: [
      say('yes'),
      say('no'),
      say('account'),
      say('words'),
      phrase('parents.kept.cells', { min: handout.minCell }),
      isForeign ? say('apps') : '',
    ],
  });
}

/** Writes the same in a few lines, for a class's group. */
export function parentsMessage(handout: Handout, phrase: Phrase): string {
  const { asker, children, time, ways, responsible } = lettersWords(handout, phrase);
  return letterAsText({
    title: phrase('message.greeting'),
    opening: [
      phrase('message.text', { asker, children, title: handout.title, time }),
      [...ways.map((way) => `- ${way}`)].join('\n'),
      phrase('message.end', { responsible }),
    ].filter((text) => text !== ''),
    parts: [],
  });
}
