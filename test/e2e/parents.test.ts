/** A child on every channel, a parent on a page of their own: agreeing, declining, withdrawing, guessing. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { act, launchPlanned, openCode, run, sheetOf } from './planned.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const older: Opinion = {
  age: 12,
  band: '11-13',
  language: 'vi',
  place: null,
  answers: { 'head-teacher': 'Em muốn có thêm cây xanh ở sân trường ạ' },
};
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let consultation: Consultation;
let children = 500;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: '2' });
  consultation = await launchPlanned(world, { parents: ['same-phone', 'own-phone', 'list'] });
  await openCode(world, consultation, 'BOME');
}, 60_000);

afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

/** A child who has agreed, and whose parent is asked now. */
async function agreed(phone: Phone, code = 'BOME'): Promise<Phone> {
  await phone.open(code);
  await phone.type('12');
  let screen = await phone.type('có');
  for (let turn = 0; turn < 4 && !/bố mẹ hoặc người đang nuôi dưỡng em cũng/.test(screen.text); turn += 1) {
    screen = await phone.type('có');
  }
  expect(screen.text).toContain('bố mẹ hoặc người đang nuôi dưỡng em cũng cần đồng ý');
  return phone;
}

function telegram(): Phone {
  children += 1;
  return telegramPhone(world, children);
}

/** Has the code sent, and gives it as it stands in the link. */
async function codeOf(phone: Phone): Promise<string> {
  const { text } = await phone.type('2');
  const code = /\/p\/([A-Z0-9]{14})/.exec(text)?.[1];
  if (code === undefined) throw new Error(text);
  expect(text).toContain(`${code.slice(0, 4)}-${code.slice(4, 10)}-${code.slice(10)}`);
  return code;
}

/** A parent's browser without a window; `line` is where it calls from. */
function parent(line = '198.51.100.7') {
  const headers = { 'x-forwarded-for': line, 'accept-language': 'vi' };
  const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
  return {
    look: (code: string) => world.request(`/p/${code}`, { headers }),
    type: (typed: string) => world.request(`/p?code=${encodeURIComponent(typed)}`, { headers }),
    say: (code: string, what: string) =>
      world.request(`/p/${code}`, { method: 'POST', headers: form, body: `act=${what}` }),
  };
}

async function count(sql: string): Promise<number> {
  return Number((await pool.query(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0].n);
}

const phones: readonly (readonly [string, () => Phone])[] = [
  ['web', () => webPhone(world)],
  ['telegram', telegram],
  ['zalo', () => zaloPhone(world, `bo-me-${randomUUID()}`)],
  ['zalo-oa', () => zaloOaPhone(world, `bo-me-oa-${randomUUID()}`)],
];

describe.each(phones)('on %s', (_channel, phoneOf) => {
  test('a parent reads the letter on the same phone and agrees', async () => {
    const phone = await agreed(phoneOf());
    const { text } = await phone.type('1');
    expect(text).toMatch(/Kính gửi[\s\S]*Đoàn xã Ea Kao[\s\S]*ba việc để làm[\s\S]*90 ngày/);
    expect((await phone.type('1')).text).toContain('đã đồng ý rồi');
  });
  test('a parent agrees on a phone of their own, and the child goes on', async () => {
    const phone = await agreed(phoneOf());
    const code = await codeOf(phone);
    expect((await phone.type('xem lại')).text).toContain('chưa nhận được');
    const page = await parent().look(code);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/Đoàn xã Ea Kao[\s\S]*90 ngày[\s\S]*Tôi đồng ý/);
    expect((await phone.type('xem lại')).text).toContain('chưa nhận được');
    const said = await parent().say(code, 'agree');
    expect([said.status, said.headers.get('location')]).toEqual([303, `/p/${code}`]);
    expect(await (await parent().look(code)).text()).toContain('Đã ghi nhận sự đồng ý');
    expect((await phone.type('tiếp')).text).toContain('đã đồng ý rồi');
  });
});

describe('a parent’s no', () => {
  test('ends the walk kindly, keeps nothing, and cannot be turned into a yes by the same code', async () => {
    const phone = await agreed(telegram());
    const code = await codeOf(phone);
    await parent().say(code, 'decline');
    await parent().say(code, 'agree');
    expect(await (await parent().look(code)).text()).toContain('Đã ghi nhận: không đồng ý');
    const { text } = await phone.type('xem lại');
    expect(text).toContain('Không ai có lỗi');
    const { rows } = await pool.query(
      `SELECT state FROM sessions WHERE state -> 'parent' ->> 'decision' = 'declined'`,
    );
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0].state).sort()).toEqual([
      'answers',
      'asking',
      'language',
      'parent',
      'phase',
      'trail',
    ]);
    // The child may ask once more, and the parent think again.
    await phone.type('làm lại');
    await phone.type('12');
    await phone.type('có');
    await phone.type('có');
    expect(await codeOf(phone)).toBe(code);
    await parent().say(code, 'agree');
    expect((await phone.type('xem lại')).text).toContain('đã đồng ý rồi');
  });
});

describe('withdrawing', () => {
  /** Answers everything that is asked. */
  async function finish(phone: Phone): Promise<void> {
    await answerAll(phone, flow, 'BOME', older);
  }
  test('before sealing empties the walk, its texts and its replies, and the child hears it kindly', async () => {
    const phone = await agreed(telegram());
    const code = await codeOf(phone);
    await parent().say(code, 'agree');
    await phone.type('xem lại');
    const before = await count('waiting_texts');
    await finish(phone);
    expect(await count('waiting_texts')).toBeGreaterThan(before);
    expect((await parent().say(code, 'withdraw')).status).toBe(303);
    expect(await (await parent().look(code)).text()).toContain('đã bị xóa');
    expect(await count('waiting_texts')).toBe(before);
    const { rows } = await pool.query(
      `SELECT s.state, s.disposition, (SELECT count(*)::int FROM inbox i WHERE i.session_id = s.id AND i.reply IS NOT NULL) AS replies
       FROM sessions s WHERE state -> 'parent' ->> 'decision' = 'withdrawn'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ disposition: 'refusal', replies: 0, state: { answers: {}, trail: [] } });
    expect((await phone.type('alo')).text).toContain('Không ai có lỗi');
  });
  test('while the child is answering takes effect at its next word', async () => {
    const phone = await agreed(webPhone(world));
    const code = await codeOf(phone);
    await parent().say(code, 'agree');
    await phone.type('xem lại');
    await parent().say(code, 'withdraw');
    expect((await phone.type('1')).text).toContain('Không ai có lỗi');
  });
  test('after sealing is answered honestly, and the code is nobody’s any more', async () => {
    const codes: string[] = [];
    for (const phone of [telegram(), telegram()]) {
      await agreed(phone);
      const code = await codeOf(phone);
      codes.push(code);
      await parent().say(code, 'agree');
      await phone.type('xem lại');
      await finish(phone);
    }
    const words = await count('parent_words');
    await world.app.seal();
    expect(await count('parent_words')).toBe(words - 2);
    const late = await parent().say(codes[0] ?? '', 'withdraw');
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('không tìm ra để xóa riêng được');
    expect((await parent().look(codes[1] ?? '')).status).toBe(404);
  });
});

describe('codes of parents', () => {
  test('are typed in any case, with or without hyphens; what cannot be one says what is wrong', async () => {
    const code = await codeOf(await agreed(telegram()));
    for (const typed of [
      code.toLowerCase(),
      ` ${code.slice(0, 4)}-${code.slice(4, 10)} ${code.slice(10)} `,
    ]) {
      const found = await parent().type(typed);
      expect([found.status, found.headers.get('location')]).toEqual([303, `/p/${code}`]);
    }
    const refused = await parent().type('<script>alert(1)</script>');
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('10 chữ cái và 4 chữ số');
    expect((await parent().look('%3Cscript%3E')).status).toBe(404);
  });
  test('cannot be guessed from one line for long; others are not shut out', async () => {
    const code = await codeOf(await agreed(telegram()));
    const guesser = parent('203.0.113.9');
    const statuses: number[] = [];
    for (let guess = 0; guess < 40; guess += 1) {
      const wrong = `GALAMANARA${2000 + guess}`.replaceAll('0', '2').replaceAll('1', '3');
      statuses.push((await guesser.look(wrong)).status);
    }
    expect(statuses.filter((status) => status === 404)).toHaveLength(30);
    expect(statuses.slice(-10)).toEqual(Array.from({ length: 10 }, () => 429));
    expect((await guesser.say(code, 'agree')).status).toBe(429);
    expect((await parent('203.0.113.10').look(code)).status).toBe(200);
  });
  test('expire after two weeks and are renewed by choosing the way again', async () => {
    const phone = await agreed(telegram());
    const code = await codeOf(phone);
    await pool.query(`UPDATE parent_words SET asked_on = asked_on - 30`);
    expect(await (await parent().look(code)).text()).toContain('đã hết hạn');
    await parent().say(code, 'agree');
    expect((await phone.type('xem lại')).text).toContain('chưa nhận được');
    await phone.type('chọn cách khác');
    await codeOf(phone);
    await parent().say(code, 'agree');
    expect((await phone.type('xem lại')).text).toContain('đã đồng ý rồi');
  });
  test('stand neither in the database nor in the log', async () => {
    const code = await codeOf(await agreed(telegram()));
    await parent().say(code, 'agree');
    const { rows } = await pool.query(`SELECT row_to_json(p)::text AS row FROM parent_words p`);
    expect(rows.map(({ row }) => row).join()).not.toContain(code);
    expect(world.logged.join()).not.toContain(code);
  });
  test('the page takes no script, sets no cookie and is listed nowhere', async () => {
    const page = await parent().look(await codeOf(await agreed(telegram())));
    expect(page.headers.get('set-cookie')).toBeNull();
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).not.toContain('<script');
  });
});

describe('slips that a school collected', () => {
  test('let in whoever comes with a code of that sheet, and nobody else', async () => {
    const staff = world.app.console.consultations;
    const codes = await sheetOf(world, consultation, { size: 2 });
    const others = await sheetOf(world, consultation, { size: 2 });
    const { sheets } = await staff.codes(consultation);
    const withCodes = await Promise.all(
      sheets.map(async ({ id }) => ({ id, codes: (await staff.sheet(id))?.codes ?? [] })),
    );
    const sheet = withCodes.find((one) => one.codes.includes(codes[0] ?? ''));
    const doing = act();
    const wish = { of: `sheet:${sheet?.id}`, slips: 2, collectedOn: '2026-11-20', holder: 'Văn thư' };
    expect(await staff.enterSlips(consultation, { id: doing.id, ...wish }, doing)).toEqual({
      kind: 'entered',
    });
    expect(await staff.enterSlips(consultation, { id: doing.id, ...wish }, doing)).toEqual({
      kind: 'entered',
    });
    expect(await staff.slips(consultation)).toMatchObject([
      { slips: 2, holder: 'Văn thư', sheet: sheet?.id },
    ]);
    const covered = [telegram(), webPhone(world)];
    for (const [at, phone] of covered.entries()) {
      await phone.open(codes[at] ?? '');
      await phone.type('12');
      await phone.type('có');
      expect((await phone.type('có')).text).not.toContain('bố mẹ hoặc người đang nuôi dưỡng em cũng');
    }
    await agreed(telegram(), others[0]);
    expect(await count(`consultation_events WHERE what = 'slips-entered'`)).toBe(1);
  });
  test('are refused where they cannot be', async () => {
    const staff = world.app.console.consultations;
    const wrong = { id: randomUUID(), of: 'code:THU', slips: 0, collectedOn: '2099-01-01', holder: ' ' };
    const outcome = await staff.enterSlips(consultation, wrong, act());
    expect(outcome).toEqual({
      kind: 'faulty',
      faults: [
        { field: 'slips', fault: 'malformed' },
        { field: 'day', fault: 'future' },
        { field: 'holder', fault: 'missing' },
      ],
    });
    const foreign = { ...wrong, slips: 3, collectedOn: '2026-11-20', holder: 'Văn thư' };
    expect(await staff.enterSlips(consultation, foreign, act())).toMatchObject({
      faults: [{ field: 'of', fault: 'missing' }],
    });
    const without = await launchPlanned(world);
    expect(await staff.enterSlips(without, foreign, act())).toEqual({ kind: 'closed' });
  });
});

describe('afterwards', () => {
  test('erasing a child erases what a parent said for it', async () => {
    const phone = await agreed(telegram());
    const code = await codeOf(phone);
    await phone.type('xóa dữ liệu của em');
    await phone.type('đồng ý xóa');
    for (let turns = 0; turns < 40 && (await parent().look(code)).status !== 404; turns += 1) {
      await world.app.seal();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await parent('198.51.100.8').look(code)).status).toBe(404);
  });
  test('nothing a parent said is left once the consultation closed and all was sealed', async () => {
    const code = await codeOf(await agreed(telegram()));
    await run(world, consultation, 'close');
    expect(await (await parent('198.51.100.9').look(code)).text()).toContain('đã kết thúc');
    await world.app.seal();
    expect(await count('parent_words')).toBe(0);
  });
});
