/** Reminders and invitations from the console to the children's phones and back, on every channel that sends. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { BroadcastOrder } from '../../src/usecases/start-broadcast.ts';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf } from './child.ts';
import { type Phone, type Screen, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { OPINION } from './smoke.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const CHANNELS = ['telegram', 'zalo', 'zalo-oa'] as const;
const ALWAYS = { QUIET_HOURS: 'none', SCHOOL_HOURS: 'none', BROADCASTS_PER_WEEK: '5' };

let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let demo: string;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  world = await startWorld({ DATABASE_URL: database.url, ...ALWAYS });
  demo = (await pool.query('SELECT id FROM consultations')).rows[0].id;
}, 60_000);

afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

/** A phone with everything that came to it. */
type Chat = {
  readonly phone: Phone;
  readonly seen: () => readonly string[];
  readonly taps?: (label: string) => Promise<Screen>;
};

let telegramId = 5_000;

function newChat(channel: (typeof CHANNELS)[number]): Chat {
  if (channel === 'telegram') {
    telegramId += 1;
    const id = telegramId;
    const child = world.telegram.child(id);
    const phone = telegramPhone(world, id);
    const textOf = (message: ReturnType<typeof child.seen>[number]) =>
      [message.text, ...message.keyboard.flat().map(({ text }) => `[${text}]`)].join('\n');
    return {
      phone,
      seen: () => child.seen().map(textOf),
      async taps(label) {
        const before = child.seen().length;
        await world.telegram.deliver(child.taps(label), world.target('telegram'));
        await expect.poll(() => child.seen().length).toBeGreaterThan(before);
        return { text: child.seen().at(-1)?.text ?? '', options: [], done: false };
      },
    };
  }
  const id = randomUUID().replaceAll('-', '').slice(0, 20);
  if (channel === 'zalo') {
    return { phone: zaloPhone(world, id), seen: () => world.zalo.child(id).seen() };
  }
  const child = world.zaloOa.child(id);
  return {
    phone: zaloOaPhone(world, id),
    seen: () =>
      child.seen().map(({ text, buttons }) => [text, ...buttons.map((one) => `[${one.title}]`)].join('\n')),
  };
}

/** Answers as far as the first question of the flow, agreeing to everything. */
async function breakOff({ phone }: Chat, keeps = 'có'): Promise<void> {
  await phone.open('THU');
  await phone.type('12');
  await phone.type('có');
  await phone.type(keeps);
  await phone.type('1');
}

const several = (count: number) =>
  CHANNELS.flatMap((name) => Array.from({ length: count }, () => newChat(name)));

function order(changes: Partial<BroadcastOrder> = {}): BroadcastOrder {
  return {
    consultationId: demo,
    kind: 'reminder',
    channels: CHANNELS,
    place: null,
    startsAt: null,
    ...changes,
  };
}

/** Starts one and leads it to its end. */
async function run(what: BroadcastOrder) {
  const id = randomUUID();
  const { start, read } = world.app.console.broadcasts;
  expect(await start(id, what, 'Chị Lan')).toEqual({ kind: 'started' });
  expect(await start(id, what, 'Chị Lan')).toEqual({ kind: 'started' });
  await expect
    .poll(
      async () => {
        await world.app.advance();
        for (const channel of CHANNELS) await world.app.send(channel);
        return (await read(id))?.status;
      },
      { timeout: 20_000 },
    )
    .toBe('done');
  return id;
}

const since = (chat: Chat, before: number) => chat.seen().slice(before);
const counts = (chats: readonly Chat[]) => chats.map(({ seen }) => seen().length);

describe('a reminder', () => {
  test('comes once to every child who broke off and may be reminded, on every channel, and to nobody else', async () => {
    const brokenOff = several(2);
    for (const chat of brokenOff) await breakOff(chat);
    const notKept = newChat('zalo');
    await breakOff(notKept, 'không');
    const stopped = newChat('telegram');
    await breakOff(stopped);
    await stopped.phone.type('dừng');
    const finished = newChat('telegram');
    await answerAll(finished.phone, flow, 'THU', OPINION);
    const others = [notKept, stopped, finished];
    const before = { brokenOff: counts(brokenOff), others: counts(others) };
    const id = await run(order());
    for (const [at, chat] of brokenOff.entries()) {
      const came = since(chat, before.brokenOff[at]!);
      expect(came).toHaveLength(1);
      expect(came[0]).toContain('Em đang trả lời dở “Trường học an toàn và hạnh phúc”');
      expect(came[0]?.toLowerCase()).toContain('trả lời tiếp');
      expect(came[0]?.toLowerCase()).toContain('dừng nhắc');
    }
    expect(counts(others)).toEqual(before.others);
    const shown = await world.app.console.broadcasts.read(id);
    expect(shown).toMatchObject({ status: 'done', share: 1, sent: { kind: 'about', count: 10 } });
    expect(shown?.events.map(({ what, by }) => [what, by])).toEqual([
      ['started', 'Chị Lan'],
      ['done', null],
    ]);
    // Under the threshold on each channel: nobody learns how many.
    expect(shown?.lanes.map(({ sent }) => sent.kind)).toEqual(['few', 'few', 'few']);
  });

  test('leads back to the question where the child was: by its button, and by the words it names', async () => {
    const chats = several(2);
    for (const chat of chats) await breakOff(chat);
    await run(order());
    const [telegram, , zalo, , oa] = chats;
    expect((await telegram!.taps?.('Trả lời tiếp'))?.text).toContain('Vui quá, em quay lại rồi!');
    expect((await zalo!.phone.type('trả lời tiếp')).text).toContain('Vui quá, em quay lại rồi!');
    expect((await oa!.phone.type('Trả lời tiếp')).text).toContain('Vui quá, em quay lại rồi!');
  });

  test.each(CHANNELS)('is the last one on %s once the child says “dừng nhắc”', async (channel) => {
    const chats = Array.from({ length: 7 }, () => newChat(channel));
    for (const chat of chats) await breakOff(chat);
    const [first, ...rest] = chats;
    const said = await first!.phone.type('DUNG NHAC');
    expect(said.text).toContain('Em Nói sẽ không tự nhắn cho em nữa');
    const before = counts(chats);
    await run(order({ channels: [channel] }));
    expect(since(first!, before[0]!)).toEqual([]);
    for (const [at, chat] of rest.entries()) expect(since(chat, before[at + 1]!)).toHaveLength(1);
    // The walk itself is where it was.
    expect((await first!.phone.type('trả lời tiếp')).text).toContain('Vui quá, em quay lại rồi!');
  });

  test('is the last one once the child taps its stop button', async () => {
    const chats = Array.from({ length: 6 }, () => newChat('telegram'));
    for (const chat of chats) await breakOff(chat);
    await run(order({ channels: ['telegram'] }));
    const [first] = chats;
    expect((await first!.taps?.('Dừng nhắc'))?.text).toContain('không tự nhắn cho em nữa');
    const before = counts(chats);
    await run(order({ channels: ['telegram'] }));
    expect(since(first!, before[0]!)).toEqual([]);
    expect(since(chats[1]!, before[1]!)).toHaveLength(1);
  });

  test('does not go to who blocked the bot, and its progress says so', async () => {
    const chats = Array.from({ length: 6 }, () => newChat('telegram'));
    for (const chat of chats) await breakOff(chat);
    world.telegram.block(telegramId);
    const id = await run(order({ channels: ['telegram'] }));
    const { rows } = await pool.query(
      'SELECT sum(blocked)::int AS blocked FROM broadcast_lanes WHERE broadcast_id = $1',
      [id],
    );
    expect(rows[0].blocked).toBe(1);
  });
});

describe('an invitation', () => {
  const agreeing = async (chat: Chat): Promise<Screen> => {
    await answerAll(chat.phone, flow, 'THU', OPINION);
    const offered = chat.seen().at(-1) ?? '';
    expect(offered).toContain('Em Nói có được nhắn mời em không?');
    return chat.taps === undefined ? chat.phone.type('mời em') : chat.taps('Mời em');
  };

  test('is offered at the end of a walk where somebody can be written to, and not on the web', async () => {
    const web = webPhone(world);
    let last: Screen | null = null;
    const watching: Phone = {
      ...web,
      open: async (code) => (last = await web.open(code)),
      type: async (text) => (last = await web.type(text)),
      tap: async (option) => (last = await web.tap(option)),
    };
    await answerAll(watching, flow, 'THU', OPINION);
    expect(JSON.stringify(last)).not.toContain('nhắn mời em');
  });

  test('goes to those who agreed, and to nobody who only finished; it opens the new consultation', async () => {
    const agreed = several(2);
    for (const chat of agreed) expect((await agreeing(chat)).text).toContain('Em Nói nhớ rồi nhé!');
    const silent = newChat('telegram');
    await answerAll(silent.phone, flow, 'THU', OPINION);
    const withdrawn = newChat('zalo');
    await agreeing(withdrawn);
    await withdrawn.phone.type('dừng nhắc');
    await world.app.launch({
      ...{ flowId: flow.id, slug: 'dot-moi', places: ['VN'], opensAt: null, closesAt: null, minCell: 5 },
      codes: [{ code: 'MOI2027', place: null }],
    });
    const next = (await pool.query("SELECT id FROM consultations WHERE slug = 'dot-moi'")).rows[0].id;
    const before = { agreed: counts(agreed), others: counts([silent, withdrawn]) };
    await run(order({ kind: 'invitation', consultationId: next }));
    for (const [at, chat] of agreed.entries()) {
      const came = since(chat, before.agreed[at]!);
      expect(came).toHaveLength(1);
      expect(came[0]).toContain('Em Nói có đợt hỏi ý kiến mới');
    }
    expect(counts([silent, withdrawn])).toEqual(before.others);
    const [telegram, , zalo] = agreed;
    expect((await telegram!.taps?.('Tham gia'))?.text).toContain('Em mấy tuổi rồi?');
    expect((await zalo!.phone.type('MOI2027')).text).toContain('Em mấy tuổi rồi?');
  });
});

test('nothing of a contact, its account or its words is in the log', () => {
  const all = world.logged.join('\n');
  expect(all).not.toMatch(/dừng nhắc|Mời em|tham gia/i);
  expect(all).not.toContain(String(telegramId));
});
