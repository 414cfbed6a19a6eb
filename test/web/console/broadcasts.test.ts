/** Reminders and invitations through their pages: looking first, starting once, pausing and stopping with a reason. */

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type BroadcastWorld, openBroadcastWorld } from './broadcast-world.ts';
import { memberWith } from './console-world.ts';

const LAN = memberWith('staff', 'VN', 'Chị Lan');

let world: BroadcastWorld;

beforeAll(async () => {
  world = await openBroadcastWorld();
  await world.breakOff(12);
}, 60_000);
afterAll(() => world.app.close());

const page = async (path: string, who = LAN) => (await world.get(who, `${world.base}${path}`)).text();
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const order = (changes: Readonly<Record<string, string | readonly string[]>> = {}) => ({
  ...{ id: randomUUID(), kind: 'reminder', channel: ['telegram', 'zalo'], place: '', startsAt: '' },
  ...changes,
});
const start = async (form = order()) => {
  const answer = await world.post(LAN, world.base, form);
  return { answer, id: form.id, at: `/${form.id}` };
};
const steer = (at: string, deed: string, reason = 'Thử xong', who = LAN) =>
  world.post(who, `${world.base}${at}`, { deed, reason });

/** One runs at a time. */
const live: string[] = [];
afterEach(async () => {
  for (const at of live.splice(0)) await steer(at, 'stop');
});

describe('looking first', () => {
  test('tells whom, when and in which words, and nothing is sent yet', async () => {
    const html = await page('/new?kind=reminder&look=1&channel=telegram&channel=zalo');
    const text = textOf(html);
    expect(text).toContain('khoảng 10');
    expect(text).toContain('Zalo: dưới 5');
    expect(text).toContain('chưa đến 1 phút');
    expect(text).toContain('Em đang trả lời dở “Trường học an toàn và hạnh phúc”');
    expect(text).toContain('Hello! You have not finished');
    expect(text).toContain('dừng nhắc');
    expect(html).toContain('name="id"');
    expect(textOf(await page(''))).toContain('Chưa gửi lần nào');
  });

  test('refuses an audience under the threshold, with its words and without a way to start', async () => {
    const answer = await world.get(LAN, `${world.base}/new?kind=reminder&look=1&channel=zalo`);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(textOf(html)).toContain('Hiện có dưới 5 em sẽ nhận tin');
    expect(html).not.toContain('name="id"');
    const elsewhere = await world.get(
      LAN,
      `${world.base}/new?kind=reminder&look=1&channel=telegram&place=79`,
    );
    expect(elsewhere.status).toBe(422);
  });

  test('says what is wrong beside the field, with everything still in it', async () => {
    const wrong = await world.get(LAN, `${world.base}/new?kind=reminder&look=1&startsAt=2020-01-01T10:00`);
    expect(wrong.status).toBe(422);
    const html = await wrong.text();
    expect(html).toContain('Anh chị chọn ít nhất một kênh.');
    expect(html).toContain('Thời điểm này đã qua.');
    expect(html).toContain('value="2020-01-01T10:00"');
    const junk = await page('/new?kind=reminder&look=1&channel=telegram&startsAt=<script>alert(1)</script>');
    expect(junk).toContain('Thời điểm chưa đúng');
    expect(junk).not.toContain('<script>alert');
  });

  test('of an invitation goes to nobody while nobody has agreed', async () => {
    const answer = await world.get(LAN, `${world.base}/new?kind=invitation&look=1&channel=telegram`);
    expect(answer.status).toBe(422);
    expect(textOf(await answer.text())).toContain('Hiện có dưới 5 em sẽ nhận tin');
  });
});

describe('starting', () => {
  test('leads to the progress; the same form sent twice makes one and leads to the same page', async () => {
    const form = order();
    const [first, second] = [await start(form), await start(form)];
    live.push(first.at);
    for (const { answer } of [first, second]) {
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe(`${world.base}/${form.id}?done=started`);
    }
    const html = await page(`/${form.id}?done=started`);
    expect(textOf(html)).toContain('Đã bắt đầu.');
    expect(textOf(html)).toContain('Chị Lan');
    expect(html).toContain('data-live');
    expect((await page('')).split(`broadcasts/${form.id}`)).toHaveLength(2);
  });

  test('shows real progress, rounded, and never one child more or less', async () => {
    const { at } = await start();
    live.push(at);
    await world.app.advance();
    const text = textOf(await page(at));
    expect(text).toContain('Đang chờ khoảng 10');
    // Not the hour, the minute or the day.
    expect(text).not.toMatch(/(?<![:/\d])\b12\b(?![:/])/);
  });

  test('waits while another one runs, and says so', async () => {
    const first = await start();
    live.push(first.at);
    const second = await start();
    expect(second.answer.status).toBe(422);
    expect(textOf(await second.answer.text())).toContain('Một lần gửi cùng loại của đợt này chưa xong');
  });

  test('is refused for an audience under the threshold, whatever the form says', async () => {
    const { answer } = await start(order({ channel: 'zalo' }));
    expect(answer.status).toBe(422);
    expect(textOf(await answer.text())).toContain('Hiện có dưới 5 em');
  });

  test('without an id of a form leads back', async () => {
    const { answer } = await start(order({ id: 'x' }));
    expect([answer.status, answer.headers.get('location')]).toEqual([303, world.base]);
  });

  test('later waits for its hour', async () => {
    const { at } = await start(order({ startsAt: '2099-01-05T17:30' }));
    live.push(at);
    await world.app.advance();
    const text = textOf(await page(at));
    expect(text).toContain('Tin đầu tiên gửi đi lúc 17:30, 05/01/2099');
    expect(text).toContain('Đang chờ giờ gửi');
  });
});

describe('steering', () => {
  test('pauses, goes on and stops, each with a reason that colleagues read', async () => {
    const { at } = await start();
    for (const [deed, news] of [
      ['pause', 'Đã tạm dừng.'],
      ['resume', 'Đang gửi tiếp.'],
      ['stop', 'Đã dừng hẳn;'],
    ] as const) {
      const answer = await steer(at, deed, `Lý do <b>${deed}</b>`);
      expect(answer.headers.get('location')).toBe(`${world.base}${at}?done=${deed}`);
      const html = await page(`${at}?done=${deed}`);
      expect(textOf(html)).toContain(news);
      expect(html).toContain(`Lý do &lt;b&gt;${deed}&lt;/b&gt;`);
    }
    expect(await page(at)).not.toContain('name="deed"');
  });

  test('asks for the reason, keeps what was typed, and tells when somebody was quicker', async () => {
    const { at } = await start();
    live.push(at);
    const none = await steer(at, 'pause', ' ');
    expect(none.status).toBe(422);
    expect(await none.text()).toContain('Anh chị ghi lý do');
    const long = await steer(at, 'pause', 'x'.repeat(301));
    expect(await long.text()).toContain('x'.repeat(301));
    const late = await steer(at, 'resume', 'Gửi tiếp');
    expect(late.status).toBe(422);
    expect(textOf(await late.text())).toContain('Tình trạng vừa thay đổi');
  });

  test('takes back what waits', async () => {
    const { at } = await start();
    await world.app.advance();
    await steer(at, 'stop');
    const depths = (await world.app.outbox()).depths;
    expect(depths.find(({ channel }) => channel === 'telegram')?.waiting ?? 0).toBe(0);
  });
});

test('the channels’ troubles are told in plain words beside the list', async () => {
  const text = textOf(await page(''));
  expect(text).toContain('Tình trạng các kênh');
  expect(text).toContain('Telegram Bình thường');
  expect(text).toContain('Đã gửi 0 trên 3.000 tin của tháng này');
});

test('another consultation’s broadcast, one that is none, and a consultation out of reach are as if they were not there', async () => {
  const { at } = await start();
  live.push(at);
  expect((await world.get(LAN, `${world.base}/${randomUUID()}`)).status).toBe(404);
  expect((await world.get(LAN, `${world.base}/x`)).status).toBe(404);
  expect((await world.get(LAN, `/console/consultations/${randomUUID()}/broadcasts`)).status).toBe(404);
  const hanoi = memberWith('staff', '01');
  for (const path of ['', '/new', at])
    expect((await world.get(hanoi, `${world.base}${path}`)).status).toBe(404);
  expect((await steer(at, 'stop', 'Không phải của tôi', hanoi)).status).toBe(404);
  for (const role of ['auditor', 'moderator', 'council-member'] as const) {
    expect((await world.get(memberWith(role), world.base)).status).toBe(403);
  }
});

test('every page is there in English', async () => {
  const { at } = await start();
  live.push(at);
  for (const path of [
    '?lang=en',
    '/new?kind=invitation&lang=en',
    '/new?kind=reminder&look=1&channel=telegram&lang=en',
    `${at}?lang=en`,
  ]) {
    const html = await page(path);
    expect(html).toContain('<html lang="en"');
    expect(textOf(html)).not.toMatch(/Lời nhắc|Gửi lời/);
  }
});
