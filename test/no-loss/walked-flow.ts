/** The flow that the children of the proof walk: every way a reply can leave, and answers that tell whose they are. */

import type { Flow } from '../../src/core/flow/flow.ts';
import { createSay } from '../../src/i18n/say.ts';
import { flowOf } from '../e2e/child.ts';

/** Ends every long card, so that a phone knows that the turn's question is still to come. */
export const CARD_END = '(còn nữa)';

/** The number by which a child's response is known again: asked first, never skipped, of one child only. */
export const MARK = 'mark';

/** Pairs of questions that an impatient child answers in one go; neither can take the other's answer. */
export const PAIRS: Readonly<Record<string, string>> = { mark: 'sure', count: 'heard' };

/** Bounds of the numbers; above what could be a call for help. */
export const NUMBERS = { min: 1_000, max: 999_999 };

/** Long enough that three are more than one message of Telegram (4,096) carries and one fits into Zalo's (1,900). */
const CARD_UNITS = 1_500;

const both = (vi: string, en: string) => ({ vi, en });

function card(id: string) {
  const fill = (sentence: string) =>
    `${id}: ${`${sentence} `.repeat(Math.floor(CARD_UNITS / (sentence.length + 1)))}${CARD_END}`;
  return {
    id,
    kind: 'info',
    when: 'mood in [happy, very]',
    text: both(fill('Em đọc thêm một chút nhé.'), fill('Please read a little more.')),
  };
}

function option(id: string, vi: string, en: string) {
  return { id, label: both(vi, en) };
}

const SOURCE = {
  flow: 'khong-mat-cau-nao',
  version: 1,
  title: both('Góc chơi của em', 'Our play corner'),
  languages: ['vi', 'en'],
  ages: ['9-10', '11-13', '14-15'],
  channels: ['web', 'telegram', 'zalo', 'zalo-oa'],
  indicators: [22, 24],
  closing: both(
    'Xong rồi, cảm ơn em nhiều! Cần giúp, em gọi 111 nhé.',
    'All done, thank you! For help call 111.',
  ),
  questions: [
    {
      id: 'welcome',
      kind: 'info',
      text: both('Chào em! Em Nói là máy trả lời tự động.', 'Hello! We are a machine.'),
    },
    { id: 'age', kind: 'age', text: both('Em mấy tuổi rồi?', 'How old are you?') },
    {
      id: 'consent',
      kind: 'consent',
      text: both('Em có muốn tham gia không?', 'Would you like to take part?'),
      declined: both('Không sao đâu em. Cảm ơn em đã ghé.', 'That is all right. Thank you for stopping by.'),
      partial: both(
        'Nếu em dừng sớm, Em Nói giữ câu trả lời nhé?',
        'If you stop early, may we keep your answers?',
      ),
    },
    {
      id: MARK,
      kind: 'number',
      ...NUMBERS,
      text: both('Số trên phiếu của em là số mấy?', 'Which number is on your slip?'),
    },
    { id: 'sure', kind: 'yes-no', text: both('Em cầm phiếu của mình rồi chứ?', 'Is the slip your own?') },
    {
      id: 'mood',
      kind: 'scale',
      text: both('Dạo này em thấy thế nào?', 'How do you feel these days?'),
      options: [
        option('not-yet', 'Chưa vui', 'Not happy yet'),
        option('so-so', 'Bình thường', 'So-so'),
        option('a-bit', 'Hơi vui', 'A bit happy'),
        option('happy', 'Vui', 'Happy'),
        option('very', 'Rất vui', 'Very happy'),
      ],
    },
    ...['card-one', 'card-two', 'card-three'].map(card),
    {
      id: 'spot',
      kind: 'choice',
      text: both('Em thích chơi ở đâu nhất?', 'Where do you like to play most?'),
      options: [
        option('yard', 'Sân trường', 'School yard'),
        option('park', 'Công viên', 'Park'),
        option('field', 'Bãi cỏ', 'Meadow'),
        option('pool', 'Hồ bơi', 'Swimming pool'),
        option('library', 'Thư viện', 'Library'),
      ],
    },
    {
      id: 'games',
      kind: 'choices',
      max: 3,
      text: both('Em thích những trò nào?', 'Which games do you like?'),
      options: [
        option('ball', 'Đá bóng', 'Football'),
        option('rope', 'Nhảy dây', 'Skipping rope'),
        option('hide', 'Trốn tìm', 'Hide and seek'),
        option('chess', 'Cờ vua', 'Chess'),
        option('kite', 'Thả diều', 'Kite flying'),
        option('marble', 'Bắn bi', 'Marbles'),
      ],
    },
    {
      id: 'order',
      kind: 'rank',
      text: both(
        'Em mong có gì trước? Em xếp theo thứ tự nhé.',
        'What should come first? Put these in order.',
      ),
      options: [
        option('swing', 'Xích đu', 'Swing'),
        option('slide', 'Cầu trượt', 'Slide'),
        option('bench', 'Ghế đá', 'Stone bench'),
        option('tree', 'Cây xanh', 'Trees'),
      ],
    },
    { id: 'place', kind: 'place', depth: 'commune', text: both('Em đang sống ở đâu?', 'Where do you live?') },
    {
      id: 'wish',
      kind: 'text',
      'max-length': 300,
      text: both('Em mong góc chơi có thêm gì?', 'What else should the play corner have?'),
    },
    {
      id: 'count',
      kind: 'number',
      ...NUMBERS,
      text: both('Em đi bộ khoảng bao nhiêu bước mỗi ngày?', 'About how many steps do you walk a day?'),
    },
    {
      id: 'heard',
      kind: 'yes-no',
      text: both('Người lớn có hay nghe em nói không?', 'Do adults often listen to you?'),
    },
  ],
};

/** The file that is published. JSON is YAML too. */
export const FLOW_FILE = JSON.stringify(SOURCE, null, 1);

/** Name of the published flow. */
export const FLOW_ID = SOURCE.flow;

/** The same as it is walked. */
export const FLOW: Flow = flowOf(FLOW_FILE);

/** The invitation code under which it is launched. */
export const CODE = 'GOCCHOI';

const say = createSay();

/** Whether a text says that the walk is over: instead of the closing where that was lost and its words are erased. */
export function saysOver(text: string): boolean {
  return FLOW.languages.some((language) => text.includes(say(language, 'chat.over.finished')));
}

/** The text of its long cards in a language, in order. */
export function cardsIn(language: 'vi' | 'en'): readonly string[] {
  return ['card-one', 'card-two', 'card-three'].map((id) => card(id).text[language]);
}
