/** Tallies through their forms: entered once, corrected on record, refused plainly. */

import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf } from '../../../../src/core/day.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from '../console-world.ts';

let world: ConsoleWorld;
let consultation: string;
const staff = memberWith('staff', '01', 'Nguyễn Thị Lan');
const today = () => dayOf(new Date());

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'tallies-')), {
    DEMO: '1',
    DEMO_RESPONSES: '0',
  });
  consultation = (await world.dependencies.tallies.consultationsAt(['VN']))[0]?.id ?? '';
}, 120_000);
afterAll(() => world.app.close());

function form(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    id: randomUUID(),
    kind: 'forum',
    day: today(),
    place: '00004',
    consultation: '',
    children: '30',
    'group.9-10.girl': '12',
    'group.9-10.boy': '10',
    'group.11-13.unsaid': '8',
    source: `Biên bản số 12 ${randomUUID()}`,
    ...changes,
  };
}

/** Enters a tally and gives its page's address. */
async function enter(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  // Otherwise a tally of an earlier test says the same.
  const answer = await world.post(staff, '/console/tallies', form({ twin: '', ...changes }));
  expect(answer.status, await answer.clone().text()).toBe(303);
  return (answer.headers.get('location') ?? '').split('?')[0] ?? '';
}

async function sent(changes: Readonly<Record<string, string>>) {
  const answer = await world.post(staff, '/console/tallies', form(changes));
  return { status: answer.status, text: await answer.text() };
}

const count = async () => (await world.dependencies.tallies.list({})).length;

describe('a tally', () => {
  test('is entered with its groups and shown as off the chat', async () => {
    const page = await enter({ children: '29', 'group.11-13.unsaid': '7', 'circumstance.poor': '3' });
    const text = await (await world.get(staff, page)).text();
    expect(text).toContain('ngoài kênh chat');
    expect(text).toContain('phường Ba Đình, Hà Nội');
    expect(text).toContain('Nguyễn Thị Lan');
    expect(text).toContain('Trẻ em thuộc hộ nghèo, cận nghèo');
  });

  test('sent twice is one, and leads to the same page', async () => {
    const fields = form({ children: '28', 'group.11-13.unsaid': '6' });
    const before = await count();
    const [first, second] = await Promise.all([
      world.post(staff, '/console/tallies', fields),
      world.post(staff, '/console/tallies', fields),
    ]);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(first.headers.get('location')).toBe(second.headers.get('location'));
    expect((await world.post(staff, '/console/tallies', fields)).status).toBe(303);
    expect(await count()).toBe(before + 1);
  });

  test('that says the same as another is asked about, and entered when meant', async () => {
    await enter({ children: '27', 'group.11-13.unsaid': '5' });
    const fields = form({ children: '27', 'group.11-13.unsaid': '5' });
    const before = await count();
    const asked = await world.post(staff, '/console/tallies', fields);
    expect(asked.status).toBe(422);
    const text = await asked.text();
    expect(text).toContain('Đã có một buổi cùng hình thức');
    expect(await count()).toBe(before);
    const twin = /name="twin" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await world.post(staff, '/console/tallies', { ...fields, twin })).status).toBe(303);
    expect(await count()).toBe(before + 1);
  });

  test('holds the counts of the questions of a consultation', async () => {
    const page = await enter({
      ...{ consultation, children: '26', 'group.11-13.unsaid': '4' },
      ...{ 'count.mood.0': '6', 'count.mood.4': '15', 'skipped.mood': '5' },
    });
    const text = await (await world.get(staff, page)).text();
    expect(text).toContain('em thấy thế nào khi đến trường?');
    expect(text).toMatch(/Rất vui<\/dt><dd>15</);
    const counted = await world.dependencies.tallies.list({ consultationId: consultation });
    expect(counted[0]?.questions).toEqual([
      {
        question: 'mood',
        counts: { 'not-yet': 6, 'so-so': 0, 'a-bit': 0, happy: 0, very: 15 },
        skipped: 5,
      },
    ]);
  });

  test('never reaches the answers of the chat', async () => {
    const before = await world.app.unpublishedCounts('THU');
    await enter({ consultation, children: '25', 'group.11-13.unsaid': '3', 'count.mood.4': '20' });
    expect(await world.app.unpublishedCounts('THU')).toEqual(before);
  });
});

describe('a wrong form is sent back with everything in it, and nothing is saved', () => {
  test.each([
    ['a day to come', { day: '2999-01-01' }, 'Ngày tổ chức không thể sau hôm nay'],
    ['a day that is none', { day: '2026-02-31' }, 'Anh chị chọn ngày tổ chức.'],
    ['a day long ago', { day: '1999-01-01' }, 'Ngày tổ chức không thể trước'],
    ['no kind', { kind: 'party' }, 'Anh chị chọn hình thức.'],
    ['no place', { place: '' }, 'Anh chị chọn nơi tổ chức.'],
    ['the whole nation', { place: 'VN' }, 'Anh chị chọn nơi tổ chức.'],
    ['a place that is none', { place: '99999' }, 'Anh chị chọn nơi tổ chức.'],
    ['a place outside reach', { place: '79' }, 'Nơi này không thuộc địa bàn của anh chị.'],
    ['words for a number', { children: 'ba mươi' }, 'là số nguyên từ 1 trở lên'],
    ['minus', { 'group.9-10.girl': '-12' }, 'Ô này phải là số nguyên từ 0 trở lên'],
    ['a fraction', { children: '30,5' }, 'là số nguyên từ 1 trở lên'],
    ['a thousand million', { children: '1000000000' }, 'Nhiều nhất 100.000 em'],
    ['groups that do not add up', { children: '31' }, 'Các ô cộng lại là 30, nhưng số em tham gia là 31.'],
    ['more of a group than children', { 'circumstance.poor': '31' }, 'nhiều hơn 30 em đã tham gia'],
    ['no source', { source: '' }, 'Anh chị ghi nguồn của số liệu.'],
    ['a long source', { source: 'a'.repeat(501) }, 'nhiều nhất 500 ký tự'],
  ])('%s', async (_name, changes: Record<string, string>, words) => {
    const before = await count();
    const { status, text } = await sent(changes);
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).toMatch(/<p class="fault"/);
    expect(text).toContain(changes['source'] ?? 'Biên bản số 12');
    expect(await count()).toBe(before);
  });

  test('more answers than children, beside the question', async () => {
    const { status, text } = await sent({ consultation, 'count.mood.0': '20', 'count.mood.1': '20' });
    expect(status).toBe(422);
    expect(text).toContain('Tính ra 40 em, nhiều hơn 30 em đã tham gia.');
    expect(text).toContain('href="#field-question-mood"');
  });

  test('more children than likely are asked about, and taken when that is confirmed', async () => {
    const big = {
      ...{ children: '1.200', 'group.9-10.girl': '1200', 'group.9-10.boy': '', 'group.11-13.unsaid': '' },
    };
    const { status, text } = await sent(big);
    expect(status).toBe(422);
    expect(text).toContain('1.200 em: nhiều hơn thường thấy');
    expect(text).toContain('name="confirmed" value="1200"');
    expect((await sent({ ...big, confirmed: '1300' })).status).toBe(422);
    await enter({ ...big, confirmed: '1200' });
  });

  test('a script stays a text wherever it is shown', async () => {
    const evil = '<script>alert(1)</script>';
    const fields = ['kind', 'day', 'place', 'children', 'group.9-10.girl', 'consultation', 'id', 'province'];
    for (const field of [...fields, 'count.mood.0', 'circumstance.poor', 'confirmed', 'twin']) {
      const { text } = await sent({ [field]: evil, source: evil });
      expect(text, field).not.toContain(evil);
    }
    const page = await enter({ source: evil, children: '24', 'group.11-13.unsaid': '2' });
    const text = await (await world.get(staff, page)).text();
    expect(text).not.toContain(evil);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('a correction', () => {
  test('is on record with who, why and what', async () => {
    const page = await enter({ children: '23', 'group.11-13.unsaid': '1' });
    const id = page.split('/').at(-1) ?? '';
    const tally = await world.dependencies.tallies.tally(id);
    const fixed = form({
      children: '22',
      'group.11-13.unsaid': '0',
      source: tally?.source ?? '',
      revision: '1',
    });
    const without = await world.post(staff, page, fixed);
    expect(without.status).toBe(422);
    expect(await without.text()).toContain('Anh chị ghi lý do.');
    const other = memberWith('administrator', 'VN', 'Trần Văn Bình');
    expect((await world.post(other, page, { ...fixed, reason: 'Đếm nhầm một em' })).status).toBe(303);
    const text = await (await world.get(staff, page)).text();
    expect(text).toContain('bởi Trần Văn Bình');
    expect(text).toContain('Đếm nhầm một em');
    expect(text).toMatch(/Số em tham gia: <del>23<\/del> thành <ins>22<\/ins>/);
  });

  test('of a form that is out of date overwrites nothing', async () => {
    const page = await enter({ children: '21', 'group.9-10.boy': '9', 'group.11-13.unsaid': '' });
    const fixed = form({
      children: '20',
      'group.9-10.boy': '8',
      'group.11-13.unsaid': '',
      reason: 'Đếm lại',
    });
    await world.post(staff, page, { ...fixed, revision: '1' });
    const late = await world.post(staff, page, {
      ...fixed,
      children: '19',
      'group.9-10.boy': '7',
      revision: '1',
    });
    expect(late.headers.get('location')).toContain('done=outdated');
    const tally = await world.dependencies.tallies.tally(page.split('/').at(-1) ?? '');
    expect(tally).toMatchObject({ children: 20, revision: 2 });
  });

  test('withdrawing takes it out of the counts and restoring brings it back', async () => {
    const year = Number(today().slice(0, 4));
    const boys = async () =>
      (await world.app.console.tallies.list({ year })).filter(({ withdrawn }) => !withdrawn).length;
    const page = await enter({ children: '18', 'group.9-10.boy': '6', 'group.11-13.unsaid': '' });
    const before = await boys();
    expect((await world.post(staff, `${page}/withdraw`, { revision: '1' })).status).toBe(422);
    await world.post(staff, `${page}/withdraw`, { revision: '1', reason: 'Nhập trùng' });
    expect(await boys()).toBe(before - 1);
    expect(await (await world.get(staff, page)).text()).toContain('đã rút');
    await world.post(staff, `${page}/restore`, { revision: '2', reason: 'Không trùng' });
    expect(await boys()).toBe(before);
  });
});

describe('reach', () => {
  test('a tally of another province is as if it were not there', async () => {
    const page = await enter({ children: '17', 'group.9-10.boy': '5', 'group.11-13.unsaid': '' });
    const stranger = memberWith('staff', '79');
    for (const path of [page, `${page}/edit`]) expect((await world.get(stranger, path)).status).toBe(404);
    expect((await world.post(stranger, `${page}/withdraw`, { revision: '1', reason: 'x' })).status).toBe(404);
    expect(await (await world.get(stranger, '/console/tallies')).text()).not.toContain(page);
    expect((await world.get(memberWith('auditor'), '/console/tallies')).status).toBe(403);
  });

  test('who works in a commune is offered that commune alone', async () => {
    const text = await (await world.get(memberWith('staff', '00004'), '/console/tallies/new')).text();
    expect(text).toContain('phường Ba Đình');
    expect(text.match(/<option value="\d{5}"/g)).toHaveLength(1);
    expect(text).not.toContain('Cả thành phố Hà Nội');
  });
});
