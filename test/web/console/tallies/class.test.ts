/** A class that is asked by a show of hands: kept question by question, ended as a tally, without a name. */

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

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'class-')), { DEMO: '1', DEMO_RESPONSES: '0' });
  consultation = (await world.dependencies.tallies.consultationsAt(['VN']))[0]?.id ?? '';
}, 120_000);
afterAll(() => world.app.close());

const page = async (path: string) => (await world.get(staff, path)).text();

function beginning(changes: Readonly<Record<string, string | readonly string[]>> = {}) {
  return {
    ...{
      id: randomUUID(),
      consultation,
      band: '11-13',
      place: '00004',
      day: dayOf(new Date()),
      present: '30',
    },
    question: ['mood', 'safer'],
    ...changes,
  };
}

/** Begins a class and gives its address. */
async function begin(changes: Readonly<Record<string, string | readonly string[]>> = {}): Promise<string> {
  const answer = await world.post(staff, '/console/tallies/class', beginning(changes));
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

async function press(path: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const answer = await world.post(staff, path, fields);
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

describe('beginning', () => {
  test('offers what fits hands, and tells why the rest does not', async () => {
    const text = await page(`/console/tallies/class?consultation=${consultation}&band=11-13`);
    const offered = [...text.matchAll(/type="checkbox" name="question" value="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(offered).toContain('mood');
    expect(offered).toContain('safer');
    // Violence and safety, what teachers do, an order, words of one's own, what depends on an answer, other ages.
    for (const id of ['teasing', 'spot', 'listened', 'fix-first', 'head-teacher', 'go-on', 'mood-small']) {
      expect(offered, id).not.toContain(id);
    }
    expect(text).toContain('Có thể chạm đến chuyện riêng');
    expect(text).toContain('Tùy vào câu trả lời trước của từng em.');
  });

  test('refuses a question that does not fit, whoever sends it', async () => {
    const answer = await world.post(staff, '/console/tallies/class', beginning({ question: ['teasing'] }));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Anh chị chọn ít nhất một câu hỏi.');
  });

  test.each([
    ['no child', { present: '0' }, 'là số nguyên từ 1 trở lên'],
    ['a village', { present: '201' }, 'Nhiều nhất 200 em'],
    ['a day to come', { day: '2999-01-01' }, 'Ngày tổ chức không thể sau hôm nay'],
    ['another province', { place: '79' }, 'Nơi này không thuộc địa bàn của anh chị.'],
  ])('says what is wrong with %s', async (_name, changes, words) => {
    const answer = await world.post(staff, '/console/tallies/class', beginning(changes));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
  });

  test('twice with the same form is one class', async () => {
    const fields = beginning();
    const before = (await world.dependencies.tallies.openSittings(staff)).length;
    await world.post(staff, '/console/tallies/class', fields);
    await world.post(staff, '/console/tallies/class', fields);
    expect(await world.dependencies.tallies.openSittings(staff)).toHaveLength(before + 1);
  });
});

describe('counting', () => {
  test('begins with the rules and goes through the questions', async () => {
    const path = await begin();
    expect(await page(path)).toContain('Em nào không muốn thì không cần giơ tay.');
    const first = await press(path, { step: '0', do: 'next' });
    expect(first).toBe(`${path}?step=1`);
    const text = await page(first);
    expect(text).toContain('Câu 1 trong 2');
    expect(text).toContain('🤩 Rất vui');
  });

  test('works with plus and minus alone, and keeps every press', async () => {
    const path = await begin();
    const field = (text: string, name: string) =>
      new RegExp(`id="${name.replace('.', '\\.')}"[^>]*value="(\\d+)"`).exec(text)?.[1];
    let at = await press(path, { step: '1', 'hands.0': '0', do: 'more:hands.0' });
    at = await press(path, { step: '1', 'hands.0': '1', do: 'more:hands.0' });
    at = await press(path, { step: '1', 'hands.0': '2', 'hands.none': '1', do: 'less:hands.0' });
    // A browser that was killed comes back to the same numbers.
    expect(field(await page(at), 'hands.0')).toBe('1');
    expect(await page(path)).toContain('Câu 2 trong 2');
    expect(field(await page(`${path}?step=1`), 'hands.none')).toBe('1');
    await press(path, { step: '1', 'hands.0': '0', do: 'less:hands.0' });
    expect(field(await page(at), 'hands.0')).toBe('0');
  });

  test('says how often a child may raise a hand, as the question has it', async () => {
    const path = await begin();
    expect(await page(`${path}?step=1`)).toContain('Mỗi em giơ tay cho một ý.');
    const several = await page(`${path}?step=2`);
    expect(several).toContain('Em giơ tay cho nhiều nhất 2 ý.');
    expect(several).not.toContain('mọi ý em đồng ý');
  });

  test('keeps both where two screens count different questions at once', async () => {
    const path = await begin();
    await Promise.all([
      world.post(staff, path, { step: '1', 'hands.0': '7', do: 'keep' }),
      world.post(staff, path, { step: '2', 'hands.0': '9', do: 'keep' }),
      world.post(staff, path, { step: '1', 'hands.0': '7', do: 'keep' }),
    ]);
    const sitting = await world.dependencies.tallies.sitting(path.split('/').at(-1) ?? '');
    expect(sitting?.hands['mood']?.counts['not-yet']).toBe(7);
    expect(sitting?.hands['safer']?.counts['near']).toBe(9);
  });

  test('warns of more hands than children and does not stop the class', async () => {
    const path = await begin();
    const at = await press(path, { step: '1', 'hands.0': '20', 'hands.1': '11', do: 'stay' });
    expect(await page(at)).toMatch(/data-too-many[^>]*>Số tay nhiều hơn 30 em/);
    expect(await page(at)).not.toMatch(/data-too-many="" hidden/);
  });

  test('takes no nonsense for a number', async () => {
    const path = await begin();
    const at = await press(path, {
      step: '1',
      'hands.0': '<script>',
      'hands.1': '-4',
      'hands.2': '99999',
      do: 'x',
    });
    const sitting = await world.dependencies.tallies.sitting(path.split('/').at(-1) ?? '');
    expect(sitting?.hands['mood']?.counts).toEqual({
      'not-yet': 0,
      'so-so': 0,
      'a-bit': 200,
      happy: 0,
      very: 0,
    });
    expect(await page(at)).not.toContain('<script>');
    for (const step of ['abc', '-1', '99', '1e9']) {
      expect((await world.post(staff, path, { step, do: 'next' })).status).toBeLessThan(400);
      expect((await world.get(staff, `${path}?step=${step}`)).status).toBe(200);
    }
  });

  test('is nobody else’s business', async () => {
    const path = await begin();
    expect((await world.get(memberWith('staff', '79'), path)).status).toBe(404);
    expect((await world.post(memberWith('staff', '79'), path, { step: '1' })).status).toBe(404);
  });
});

describe('the end', () => {
  const end = { children: '30', 'group.11-13.girl': '16', 'group.11-13.boy': '14', source: 'Lớp đếm tay' };

  test('makes one tally of it, which says that it was a vote in class', async () => {
    const path = await begin();
    await press(path, { step: '1', 'hands.0': '4', 'hands.4': '20', 'hands.none': '6', do: 'next' });
    expect(await page(`${path}?step=3`)).toContain('🤩 Rất vui: 20');
    const first = await press(`${path}/end`, end);
    const again = await press(`${path}/end`, end);
    const id = path.split('/').at(-1) ?? '';
    expect(first).toBe(`/console/tallies/${id}?done=entered`);
    expect(again).toBe(`/console/tallies/${id}`);
    expect(await world.dependencies.tallies.tally(id)).toMatchObject({
      ...{ kind: 'class-vote', children: 30, consultationId: consultation, place: '00004' },
      questions: [{ question: 'mood', skipped: 6, counts: { 'not-yet': 4, very: 20 } }],
    });
    // What ended leads to its tally, and takes no more hands.
    expect((await world.get(staff, path)).headers.get('location')).toBe(`/console/tallies/${id}`);
    await world.post(staff, path, { step: '1', 'hands.0': '9', do: 'keep' });
    expect(await world.dependencies.tallies.tally(id)).toMatchObject({
      questions: [{ counts: { 'not-yet': 4 } }],
    });
  });

  test('asks for the age that was chosen at the beginning, and for no other', async () => {
    const text = await page(`${await begin()}?step=3`);
    const asked = [...text.matchAll(/name="group\.([^"]+)"/g)].map(([, group]) => group);
    expect(new Set(asked.map((group) => group?.split('.')[0]))).toEqual(new Set(['11-13']));
    expect(asked).toContain('11-13.girl');
  });

  test.each([
    [
      'answers of which each child gives one',
      { step: '1', 'hands.0': '20', 'hands.1': '9', 'hands.none': '2' },
    ],
    ['one answer of several', { step: '2', 'hands.0': '31', 'hands.1': '30' }],
    ['one answer of several and those who gave none', { step: '2', 'hands.0': '28', 'hands.none': '3' }],
  ])('does not end with more hands than children: %s', async (_name, hands) => {
    const path = await begin();
    await press(path, { ...hands, do: 'next' });
    const answer = await world.post(staff, `${path}/end`, end);
    const text = await answer.text();
    expect(answer.status).toBe(422);
    const question = hands.step === '1' ? 'em thấy thế nào khi đến trường?' : 'em mong người lớn làm gì?';
    expect(text).toMatch(new RegExp(`Câu “[^”]*${question.replace('?', '\\?')}”: đếm được 31 em`));
    expect(text).toContain('nhưng số em có mặt là 30. Anh chị sửa số tay của câu này, hoặc tăng số em');
    expect(text).toContain(`href="${path}?step=${hands.step}">Sửa số tay</a>`);
    expect(text).toContain('value="16"');
    const id = path.split('/').at(-1) ?? '';
    expect((await world.dependencies.tallies.sitting(id))?.ended).toBe(false);
    expect(await world.dependencies.tallies.tally(id)).toBeNull();
    // Somebody joined: with one child more it fits.
    await press(`${path}/end`, { ...end, children: '31', 'group.11-13.boy': '15' });
    expect(await world.dependencies.tallies.tally(id)).toMatchObject({ children: 31 });
  });

  test('ends where each of several answers has a hand of every child', async () => {
    const path = await begin();
    await press(path, { step: '2', 'hands.0': '30', 'hands.1': '30', do: 'next' });
    await press(`${path}/end`, end);
    const tally = await world.dependencies.tallies.tally(path.split('/').at(-1) ?? '');
    expect(tally).toMatchObject({ children: 30, questions: [{ counts: { near: 30, repair: 30 } }] });
  });

  test('does not end while the numbers do not add up', async () => {
    const path = await begin();
    const answer = await world.post(staff, `${path}/end`, { ...end, children: '29' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Các ô cộng lại là 30, nhưng số em tham gia là 29.');
    const sitting = await world.dependencies.tallies.sitting(path.split('/').at(-1) ?? '');
    expect(sitting?.ended).toBe(false);
  });
});

describe('a consultation', () => {
  const commune = memberWith('staff', '26740');

  /** Launches one. @returns its id */
  async function asking(
    slug: string,
    places: readonly string[],
    opensAt: Date | null = null,
  ): Promise<string> {
    const codes = [{ code: slug.replace('-', ''), place: null }];
    const flowId = 'truong-hoc-hanh-phuc';
    const order = { flowId, slug, places, opensAt, closesAt: null, codes, minCell: 5 };
    return (await world.app.launch(order)).id;
  }

  const waysTo = (id: string) => [
    `/console/tallies/class/phones/${id}`,
    `/console/tallies/class?consultation=${id}`,
    `/console/tallies/new?consultation=${id}`,
    `/console/tallies?consultation=${id}`,
  ];
  const forms = ['/console/tallies/class', '/console/tallies/new'];
  const offered = async (path: string) =>
    [...(await (await world.get(commune, path)).text()).matchAll(/<option value="([^"]{36})"/g)].map(
      ([, id]) => id,
    );

  test('that asks elsewhere, or was not opened yet, is not there', async () => {
    const later = new Date(Date.now() + 86_400_000);
    const ids = [
      await asking('ngoai-tinh', ['01']),
      await asking('ngoai-xa', ['26737']),
      await asking('chua-mo', ['26740'], later),
    ];
    for (const id of [...ids, randomUUID(), 'x']) {
      for (const path of waysTo(id)) expect((await world.get(commune, path)).status, path).toBe(404);
      const fields = beginning({ consultation: id, place: '26740' });
      for (const path of ['/console/tallies/class', '/console/tallies']) {
        expect((await world.post(commune, path, fields)).status, path).toBe(404);
      }
    }
    for (const path of forms) for (const id of ids) expect(await offered(path), path).not.toContain(id);
  });

  test('that asks the commune, its province or all children is there', async () => {
    const ids = [
      await asking('ca-nuoc', ['VN']),
      await asking('ca-tinh', ['79']),
      await asking('trong-xa', ['26740', '01']),
    ];
    for (const path of ids.flatMap(waysTo)) {
      expect((await world.get(commune, path)).status, path).toBe(200);
    }
    for (const path of forms) expect(await offered(path), path).toEqual(expect.arrayContaining(ids));
  });

  test('that asks one commune is there for those who reach its province, or the country', async () => {
    const id = await asking('mot-xa', ['26740']);
    for (const place of ['79', 'VN']) {
      for (const path of waysTo(id)) {
        expect((await world.get(memberWith('staff', place), path)).status, path).toBe(200);
      }
    }
  });
});

test('phones that are passed round get the code of the consultation, as a picture and as letters', async () => {
  const text = await page(`/console/tallies/class/phones/${consultation}`);
  expect(text).toContain('<strong class="code">THU</strong>');
  expect(text).toContain('localhost:8080/c/THU');
  expect(text).toMatch(/<svg class="qr" viewBox="0 0 \d+ \d+"/);
  await world.app.closeConsultation('THU');
  expect(await page(`/console/tallies/class/phones/${consultation}`)).toContain('hiện không mở');
});
