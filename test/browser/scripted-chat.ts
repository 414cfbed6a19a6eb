/** The real pages over a scripted conversation: what a channel would answer, without anything behind it. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { ConsultationStatus } from '../../src/core/consultation.ts';
import type { OutboundMessage } from '../../src/core/message.ts';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies, openInvitation } from '../web/fake-dependencies.ts';

/** What arrived, in order; a message that was sent twice is there twice. */
export type Arrived = { readonly id: string; readonly text?: string; readonly choice?: string };

/** A server on a port of its own. */
export type ScriptedChat = {
  readonly url: string;
  readonly arrived: Arrived[];
  /** Statuses that the next messages get instead of an answer; each is taken but not answered once. */
  readonly faults: number[];
  /** Whether children may answer; a test may close it. */
  readonly consultation: { status: ConsultationStatus };
  /** Messages that were taken as new, by id; a repeated id is not new. */
  readonly taken: Map<string, Arrived>;
  close(): Promise<void>;
};

const skip = { id: '_skip', label: 'Bỏ qua câu này', role: 'control' } as const;
const back = { id: '_back', label: 'Quay lại', role: 'control' } as const;
const stop = { id: '_stop', label: 'Dừng ở đây', role: 'control' } as const;
const option = (id: string, label: string) => ({ id, label, role: 'option' }) as const;

const FEELINGS = [
  option('good-1', '😄 Rất vui'),
  option('good-2', '🙂 Vui'),
  option('good-3', '😐 Bình thường'),
  option('good-4', '🙁 Buồn'),
  option('good-5', '😢 Rất buồn'),
];

const PLACES = [
  'Nhà vệ sinh',
  'Sân trường',
  'Cổng trường',
  'Lớp học',
  'Căng tin',
  'Thư viện',
  'Đường đi học về mỗi ngày khi trời mưa to',
];

/** The questions, each asked after the one before; the index of a walk is where it stands. */
export const QUESTIONS: readonly OutboundMessage[] = [
  {
    text: 'Em có muốn trả lời không? Em có thể bỏ qua câu nào em không thích, hoặc dừng lại bất cứ lúc nào.',
    choices: [option('yes', 'Có, em muốn'), option('no', 'Không')],
    progress: { at: 1, of: 7 },
  },
  { text: 'Ở trường em thấy thế nào?', choices: [...FEELINGS, skip, back, stop], progress: { at: 2, of: 7 } },
  {
    text: 'Em thấy chỗ nào chưa an toàn? Em chọn được nhiều chỗ.',
    choices: [
      ...PLACES.map((label, index) => ({ ...option(`place-${index}`, label), picked: false })),
      { id: '_done', label: 'Xong', role: 'control' },
      skip,
      back,
      stop,
    ],
    progress: { at: 3, of: 7 },
  },
  {
    text: 'Nếu em được làm hiệu trưởng một ngày, em sẽ làm gì?',
    entry: 'text',
    choices: [skip, back, stop],
    progress: { at: 4, of: 7 },
  },
  {
    text: 'Mỗi ngày em chơi ngoài trời mấy giờ?',
    entry: 'number',
    choices: [skip, back],
    progress: { at: 5, of: 7 },
  },
  {
    text: 'Em ở tỉnh, thành phố nào?',
    entry: 'letters',
    choices: ['Hà Nội', 'Huế', 'Hải Phòng', 'Cần Thơ', 'Đà Nẵng', 'Lâm Đồng', 'Gia Lai', 'Cà Mau'].map(
      (label, index) => option(`p${index}`, label),
    ),
    progress: { at: 6, of: 7 },
  },
  {
    text: 'Em thích chơi ở đâu hơn?',
    choices: [option('in', 'Trong lớp'), option('out', 'Ngoài sân'), skip, back],
  },
  { text: 'Cảm ơn em! Em đã trả lời xong rồi.\nHội đồng trẻ em sẽ đọc những gì các em nói.', done: true },
];

/** Starts it; every walk begins at the first question. */
export async function startScriptedChat(): Promise<ScriptedChat> {
  const consultation: { status: ConsultationStatus } = { status: 'open' };
  const arrived: Arrived[] = [];
  const faults: number[] = [];
  const taken = new Map<string, Arrived>();
  const replies = new Map<string, readonly OutboundMessage[]>();
  const walks = new Map<string, Walk>();
  const app = createApp(
    fakeDependencies({
      receiveDelivery: async (delivery) => {
        const message: Arrived = JSON.parse(delivery.body);
        arrived.push(message);
        const visitor = delivery.header('x-em-noi-visitor') ?? '';
        const key = `${visitor} ${message.id}`;
        const walk = walks.get(visitor) ?? new Walk();
        walks.set(visitor, walk);
        const reply = replies.get(key) ?? walk.take(message);
        if (!replies.has(key)) taken.set(message.id, message);
        replies.set(key, reply);
        if (faults.shift() !== undefined) return { kind: 'unavailable' };
        return { kind: 'accepted', body: { messages: reply } };
      },
      newVisitor: () => crypto.randomUUID(),
      describeInvitation: async (code) =>
        code === openInvitation.code ? { ...openInvitation, ...consultation } : { kind: 'unknown' },
    }),
  );
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    faults,
    consultation,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** One child's way through the questions. */
class Walk {
  private at = 0;
  private language = 'vi';
  private picks: string[] = [];

  take({ text, choice }: Arrived): readonly OutboundMessage[] {
    if (text === 'SOS') return [this.said('Em gọi 111 nhé, miễn phí. Không phải lỗi của em.'), this.ask()];
    if (text === 'English' || text === 'Tiếng Việt') {
      this.language = text === 'English' ? 'en' : 'vi';
      return [this.ask()];
    }
    if (text === 'chuyển máy cho bạn khác') {
      this.at = 0;
      return [this.said('Chào bạn mới!'), this.ask()];
    }
    if (text === undefined && choice === undefined)
      return this.at === 0 ? [this.said(WELCOME), this.ask()] : [this.ask()];
    if (choice?.startsWith('place-')) return [this.pick(choice)];
    if (this.at === 4 && text !== undefined && !/^\d+$/.test(text)) {
      return [this.said('Em gõ một con số giúp nhé, ví dụ 2.'), this.ask()];
    }
    if (choice?.endsWith('_stop')) {
      const resume = { id: 'b:walk01:q1:_resume', label: 'Trả lời tiếp', role: 'control' } as const;
      return [{ ...this.said('Mình dừng ở đây nhé. Cảm ơn em!'), choices: [resume] }];
    }
    if (choice?.endsWith('_resume')) return [this.ask()];
    this.at = choice?.endsWith('_back')
      ? Math.max(0, this.at - 1)
      : Math.min(QUESTIONS.length - 1, this.at + 1);
    return [this.ask()];
  }

  private pick(choice: string): OutboundMessage {
    this.picks = this.picks.includes(choice)
      ? this.picks.filter((one) => one !== choice)
      : [...this.picks, choice];
    return this.ask();
  }

  private ask(): OutboundMessage {
    const question = QUESTIONS[this.at] as OutboundMessage;
    const text = this.language === 'en' ? `In English: ${this.at}` : question.text;
    if (question.choices === undefined) return { ...question, text, language: this.language };
    const choices = question.choices.map((one) =>
      one.role === 'control'
        ? { ...one, id: `b:walk01:q${this.at}:${one.id}` }
        : { ...one, ...(one.picked === undefined ? {} : { picked: this.picks.includes(one.id) }) },
    );
    return { ...question, text, choices, language: this.language };
  }

  private said(text: string): OutboundMessage {
    return { text, language: this.language };
  }
}

const WELCOME =
  'Chào em! Đây là Em Nói, một chương trình máy tính của Hội đồng trẻ em. Các anh chị muốn biết trường học có an toàn và vui với em không.';
