/** What a plan says and settles reaches children on every channel: the opening, channels, ages, pauses, one-time codes. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { launchPlanned, openCode, run, sheetOf } from './planned.ts';
import { startWorld, type World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const shy: Opinion = { age: 9, band: '9-10', language: 'vi', place: null, answers: {} };
let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let pool: pg.Pool;
let phones = 0;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  const zalo = { ZALO_BOT_LINK: 'https://zalo.me/em-noi' };
  world = await startWorld({ DATABASE_URL: database.url, SEAL_BATCH: '4', ...zalo });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await pool?.end();
  await database?.drop();
});

/** A phone on each channel that nobody has used yet. */
function freshPhones(): Readonly<Record<'web' | 'telegram' | 'zalo' | 'zalo-oa', Phone>> {
  phones += 1;
  return {
    web: webPhone(world),
    telegram: telegramPhone(world, 9_000 + phones),
    zalo: zaloPhone(world, `terms-${phones}`),
    'zalo-oa': zaloOaPhone(world, `terms-oa-${phones}`),
  };
}

const everyPhone = () => Object.entries(freshPhones());

describe('before the first question', () => {
  test('children are told who asks, why, what for, from how many on, and by when they hear back', async () => {
    const consultation = await launchPlanned(world, { minCell: 8, feedbackDays: 45 });
    const code = await openCode(world, consultation, 'MOLOI');
    for (const [channel, phone] of everyPhone()) {
      const { text } = await phone.open(code);
      expect(text, channel).toMatch(/Đoàn xã Ea Kao muốn nghe em nói/);
      expect(text, channel).toMatch(/sân chơi vui hơn[\s\S]*ba việc để làm[\s\S]*45 ngày/);
      expect(text.indexOf('Đoàn xã'), channel).toBeLessThan(text.indexOf('Em mấy tuổi rồi'));
      const next = await phone.type('9');
      expect(next.text, channel).not.toMatch(/Đoàn xã/);
      // The account is kept for thirty days after the day by which they hear back.
      expect(next.text, channel).toMatch(/chưa đủ 8 bạn[\s\S]*chừng 75 ngày/);
      expect((await phone.open(code)).text, channel).not.toMatch(/Đoàn xã/);
    }
    const english = await webPhone(world, 'en').open(code);
    expect(english.text).toMatch(/The Youth Union of Ea Kao would like to hear you/);
  });

  test('a consultation without a plan says nothing of its own', async () => {
    expect((await webPhone(world).open('THU')).text).not.toMatch(/muốn nghe em nói/);
  });

  test('the next child on the same phone is told too', async () => {
    const code = await openCode(world, await launchPlanned(world), 'HAIBAN');
    const phone = telegramPhone(world, 8_500);
    await answerAll(phone, flow, code, shy);
    expect((await phone.type('bạn khác')).text).toMatch(/Đoàn xã Ea Kao/);
  });
});

describe('channels and ages', () => {
  test('a channel that is not used names the ways that work', async () => {
    const consultation = await launchPlanned(world, { channels: ['telegram', 'zalo', 'zalo-oa'] });
    const code = await openCode(world, consultation, 'KHONGWEB');
    const all = freshPhones();
    const { text, done } = await all.web.open(code);
    expect(text).toMatch(/không trả lời ở đây được/);
    expect(text).toContain('https://t.me/em_noi_bot?start=KHONGWEB');
    expect(text).toContain('mở https://zalo.me/em-noi rồi gõ mã KHONGWEB');
    expect(done).toBe(true);
    expect((await all.telegram.open(code)).text).toMatch(/Em mấy tuổi rồi/);
    const onlyWeb = await launchPlanned(world, { channels: ['web'] });
    await openCode(world, onlyWeb, 'CHIWEB');
    for (const [channel, phone] of everyPhone()) {
      const opened = await phone.open('CHIWEB');
      if (channel === 'web') expect(opened.text).toMatch(/Em mấy tuổi rồi/);
      else
        expect(opened.text, channel).toMatch(/không trả lời ở đây[\s\S]*http:\/\/localhost:8080\/c\/CHIWEB/);
    }
    const { rows } = await pool.query(
      'SELECT DISTINCT channel FROM sessions s JOIN contacts c ON c.id = s.contact_id WHERE consultation_id = $1',
      [onlyWeb.id],
    );
    expect(rows).toEqual([{ channel: 'web' }]);
  });

  test('a call for help is answered on a channel that is not used', async () => {
    await openCode(world, await launchPlanned(world, { channels: ['web'] }), 'GOIWEB');
    const phone = zaloPhone(world, 'help-elsewhere');
    await phone.open('GOIWEB');
    expect((await phone.type('cứu em với')).text).toMatch(/111/);
  });

  test('a child of another age is thanked, may correct a slip, and nothing of it is kept', async () => {
    const consultation = await launchPlanned(world, { ageBands: ['11-13', '14-15'] });
    const code = await openCode(world, consultation, 'LONHON');
    for (const [channel, phone] of everyPhone()) {
      await phone.open(code);
      const { text } = await phone.type('9');
      expect(text, channel).toMatch(/chỉ hỏi các bạn 11–15 tuổi/);
      expect((await phone.type('làm lại')).text, channel).toMatch(/Em mấy tuổi rồi/);
      expect((await phone.type('12')).text, channel).not.toMatch(/chỉ hỏi/);
    }
    await answerAll(webPhone(world), flow, code, { ...shy, age: 12, band: '11-13' });
    await expect(answerAll(webPhone(world), flow, code, shy)).rejects.toThrow(/chỉ hỏi các bạn/);
    await run(world, consultation, 'close');
    await world.app.seal();
    const { rows } = await pool.query('SELECT age_band FROM responses WHERE consultation_id = $1', [
      consultation.id,
    ]);
    expect(rows).toEqual([{ age_band: '11-13' }]);
  });
});

test('a pause, its end, and closing early are felt on every channel at once', async () => {
  const consultation = await launchPlanned(world);
  const code = await openCode(world, consultation, 'TAMNGHI');
  const walks = everyPhone();
  for (const [, phone] of walks) await phone.open(code);
  await run(world, consultation, 'pause');
  for (const [channel, phone] of walks)
    expect((await phone.type('9')).text, channel).toMatch(/đang tạm nghỉ/);
  for (const [channel, phone] of everyPhone())
    expect((await phone.open(code)).text, channel).toMatch(/đang tạm nghỉ/);
  await run(world, consultation, 'resume');
  for (const [channel, phone] of walks) expect((await phone.type('9')).text, channel).not.toMatch(/tạm nghỉ/);
  await run(world, consultation, 'close');
  for (const [channel, phone] of walks) expect((await phone.type('có')).text, channel).toMatch(/đã kết thúc/);
});

describe('a one-time code', () => {
  let consultation: Consultation;
  beforeAll(async () => {
    consultation = await launchPlanned(world);
  });

  const strips = (size: number, place: string | null = null) => sheetOf(world, consultation, { size, place });

  test('opens a walk for whoever comes first, and is resumed by them alone', async () => {
    for (const [channel, phone] of everyPhone()) {
      const [code = ''] = await strips(1);
      expect((await phone.open(code)).text, channel).toMatch(/Đoàn xã[\s\S]*Em mấy tuổi rồi/);
      await phone.type('9');
      for (const [other, second] of everyPhone()) {
        const { text, done } = await second.open(code);
        expect(text, `${channel}, then ${other}`).toMatch(/đã có bạn dùng rồi/);
        if (other === 'web') expect(done).toBe(true);
      }
      expect((await phone.open(code)).text, channel).toMatch(/quay lại rồi|có muốn tham gia/i);
    }
  });

  test('is for one of many who open it in the same moment', async () => {
    const [code = ''] = await strips(1);
    const opened = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        (at % 2 === 0 ? webPhone(world) : telegramPhone(world, 7_000 + at)).open(code),
      ),
    );
    const begun = opened.filter(({ text }) => /Em mấy tuổi rồi/.test(text));
    expect(begun).toHaveLength(1);
    expect(opened.filter(({ text }) => /đã có bạn dùng rồi/.test(text))).toHaveLength(11);
    const { rows } = await pool.query(
      `SELECT count(*)::int AS n FROM sessions WHERE consultation_id = $1 AND state ? 'codeKey'`,
      [consultation.id],
    );
    expect(rows[0].n).toBe(5);
  });

  test('is typed in any case, with spaces, also while something is asked, and hands a shared phone to the next child', async () => {
    const [first = '', second = ''] = await strips(2);
    for (const [channel, phone] of everyPhone()) {
      const [own = '', others = ''] = channel === 'web' ? [first, second] : await strips(2);
      await phone.open(
        channel === 'telegram' || channel === 'web' ? own : own.toLowerCase().replace(/(...)/g, '$1 '),
      );
      await phone.type('12');
      const next = channel === 'web' ? await phone.open(others) : await phone.type(others.toLowerCase());
      expect(next.text, channel).toMatch(/Em mấy tuổi rồi/);
      // The first child's own walk is found again by its own code.
      const back = channel === 'web' ? await phone.open(own) : await phone.type(own);
      expect(back.text, channel).not.toMatch(/Em mấy tuổi rồi|đã có bạn dùng/);
    }
  });

  test('on the web answers where its page stands, whichever child of the tablet came last', async () => {
    const [mine = '', yours = ''] = await strips(2);
    let cookie = '';
    const post = async (code: string, content: Record<string, string>): Promise<string> => {
      const response = await world.request(`/c/${code}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
        body: JSON.stringify({ id: crypto.randomUUID(), ...content }),
      });
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
      return JSON.stringify(await response.json());
    };
    await post(mine, {});
    await post(yours, {});
    expect(await post(mine, { text: '14' })).not.toMatch(/Em mấy tuổi rồi/);
    expect(await post(yours, {})).toMatch(/Em mấy tuổi rồi/);
    expect(await post(mine, {})).not.toMatch(/Em mấy tuổi rồi/);
  });

  test('is not opened by a door that is shut, and opens when the door does', async () => {
    const [code = ''] = await strips(1);
    await run(world, consultation, 'pause');
    const early = webPhone(world);
    expect((await early.open(code)).text).toMatch(/đang tạm nghỉ/);
    await run(world, consultation, 'resume');
    expect((await webPhone(world).open(code)).text).toMatch(/Em mấy tuổi rồi/);
    expect((await early.open(code)).text).toMatch(/đã có bạn dùng rồi/);
  });

  test('of a child who first said no is theirs when they come back', async () => {
    const [code = ''] = await strips(1);
    const phone = telegramPhone(world, 7_500);
    await phone.open(code);
    await phone.type('9');
    await phone.type('không');
    expect((await phone.open(code)).text).toMatch(/Em mấy tuổi rồi/);
    expect((await webPhone(world).open(code)).text).toMatch(/đã có bạn dùng rồi/);
  });

  test('lets nobody answer a second time, and sends the next child to a code of their own', async () => {
    const [code = '', own = ''] = await strips(2);
    const phone = zaloPhone(world, 'one-answer');
    await answerAll(phone, flow, code, shy);
    expect((await phone.type('bạn khác')).text).toMatch(/dùng mã trên mảnh giấy/);
    expect((await phone.open(code)).text).not.toMatch(/Em mấy tuổi rồi/);
    expect((await phone.open(own)).text).toMatch(/Em mấy tuổi rồi/);
  });

  test('brought twice by its vendor is used once and answered the same', async () => {
    const [code = ''] = await strips(1);
    const child = world.telegram.child(7_700);
    const update = JSON.stringify(child.says(`/start ${code}`));
    const target = world.target('telegram');
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': target.secret };
    const deliver = async () =>
      (await target.fetch(target.url, { method: 'POST', headers, body: update })).text();
    const [first, second] = [await deliver(), await deliver()];
    expect(first).toMatch(/Em mấy tuổi rồi/);
    expect(second).toBe(first);
  });
});

describe('after sealing', () => {
  let consultation: Consultation;
  let codes: readonly string[];
  beforeAll(async () => {
    consultation = await launchPlanned(world);
    codes = await sheetOf(world, consultation, { size: 6, place: '00004' });
    for (const [at, code] of codes.slice(0, 4).entries()) {
      await answerAll(at % 2 === 0 ? webPhone(world) : telegramPhone(world, 6_000 + at), flow, code, shy);
    }
    await world.app.seal();
    await world.app.keepHouse();
  });

  test('nothing in any table ties a code to a contact, a walk or a response', async () => {
    const { rows: tables } = await pool.query(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const holding = new Set<string>();
    for (const { name } of tables as { name: string }[]) {
      const { rows } = await pool.query(`SELECT t::text AS row FROM "${name}" t`);
      const text = rows.map(({ row }: { row: string }) => row).join('\n');
      if (codes.some((code) => text.includes(code))) holding.add(name);
      const plain = codes.flatMap((code) =>
        ['sha256', 'sha512', 'md5'].map((kind) => createHash(kind).update(code)),
      );
      for (const digest of plain.flatMap((hash) => [hash.copy().digest('hex'), hash.digest('base64url')])) {
        expect(text.includes(digest), name).toBe(false);
      }
    }
    // The codes themselves stand on their sheet and nowhere else.
    expect([...holding]).toEqual(['invitations']);
    const { rows: walks } = await pool.query('SELECT state FROM sessions WHERE consultation_id = $1', [
      consultation.id,
    ]);
    expect(walks.every(({ state }: { state: unknown }) => state === null)).toBe(true);
  });

  test('marks of used codes share their transaction with nothing else', async () => {
    const { rows } = await pool.query(`SELECT xmin::text AS tx FROM code_marks WHERE used`);
    const marked = [...new Set(rows.map(({ tx }: { tx: string }) => tx))];
    expect(marked.length).toBeGreaterThan(0);
    for (const table of ['contacts', 'sessions', 'inbox', 'outbox', 'responses', 'ledger', 'invitations']) {
      const { rows: shared } = await pool.query(`SELECT 1 FROM ${table} WHERE xmin::text = ANY ($1)`, [
        marked,
      ]);
      expect(shared, table).toEqual([]);
    }
    const { rows: order } = await pool.query('SELECT key FROM code_marks WHERE mixed ORDER BY ctid');
    expect(order.length).toBeGreaterThanOrEqual(4);
  });

  test('the ledger counts the children on their codes', async () => {
    const { rows } = await pool.query(
      `SELECT basis, count(*)::int AS n FROM ledger GROUP BY basis ORDER BY basis`,
    );
    expect(rows).toContainEqual({ basis: 'one-time-code', n: 4 });
  });

  test('a code that was used stays used, for others; its child is thanked', async () => {
    const phone = telegramPhone(world, 6_001);
    expect((await phone.open(codes[1] ?? '')).text).not.toMatch(/Em mấy tuổi rồi|đã có bạn dùng/);
    expect((await phone.type('bạn khác')).text).toMatch(/dùng mã trên mảnh giấy/);
    expect((await webPhone(world).open(codes[1] ?? '')).text).toMatch(/đã có bạn dùng rồi/);
    expect((await webPhone(world).open(codes[5] ?? '')).text).toMatch(/Em mấy tuổi rồi/);
  });

  test('with a code that was withdrawn nobody begins, and who had begun goes on', async () => {
    const { codes: list, makeCodes, withdraw } = world.app.console.consultations;
    const by = { id: 'lan', name: 'Lan' };
    const wish = { code: 'HETHAN', place: null, label: '' };
    await makeCodes(consultation, [wish], { id: crypto.randomUUID(), by, reason: null });
    const early = telegramPhone(world, 6_902);
    expect((await early.open('HETHAN')).text).toMatch(/Em mấy tuổi rồi/);
    const gone = { id: crypto.randomUUID(), by, reason: 'in nhầm' };
    expect(await withdraw(consultation, { kind: 'code', code: 'het han' }, gone)).toBe('withdrawn');
    expect((await list(consultation)).open).toContainEqual({ ...wish, withdrawn: true });
    expect((await telegramPhone(world, 6_903).open('HETHAN')).text).toMatch(/không dùng nữa/);
    expect((await webPhone(world).open('HETHAN')).text).toMatch(/không dùng nữa/);
    expect((await early.open('HETHAN')).text).toMatch(/Em mấy tuổi rồi/);
    for (const [code, outcome] of [
      ['HETHAN', 'nothing'],
      ['?', 'malformed'],
    ] as const)
      expect(await withdraw(consultation, { kind: 'code', code }, { ...gone, id: crypto.randomUUID() })).toBe(
        outcome,
      );
  });

  test('how many codes were used is not shown of so small a sheet', async () => {
    const { sheets } = await world.app.console.consultations.codes(consultation);
    expect(sheets.map(({ size, used }) => [size, used])).toEqual([[6, null]]);
  });
});

test('no code stands in the log', async () => {
  const { rows } = await pool.query('SELECT code FROM invitations WHERE sheet_id IS NOT NULL');
  const log = world.logged.join('\n');
  for (const { code } of rows as { code: string }[]) expect(log).not.toContain(code);
});
