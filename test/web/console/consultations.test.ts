/** Planning, handing in, approving and running consultations through their pages. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { CHECKPOINTS } from '../../../src/core/consultation-plan.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';
import {
  approve,
  begin,
  choosePlaces,
  fullForm,
  handedIn,
  LAN,
  launched,
  MINH,
  publishShipped,
  save,
  seenOf,
} from './planned.ts';

let world: ConsoleWorld;
let hash: string;

beforeAll(async () => {
  world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'consultations-')));
  hash = await publishShipped(world);
}, 60_000);
afterAll(() => world.app.close());

const page = async (path: string, who = LAN) =>
  (await world.get(who, `/console/consultations${path}`)).text();

/** What is said to be wrong with a field. */
function faultOf(html: string, field: string): string | undefined {
  const inField = new RegExp(`id="field-${field}-fault">([^<]*)<`).exec(html)?.[1];
  return (
    inField ??
    new RegExp(`<fieldset[^>]*id="field-${field}"(?:.|\\n)*?class="fault">([^<]*)<`).exec(html)?.[1]
  );
}

describe('a plan', () => {
  test('is begun once by a form that is sent twice', async () => {
    const form = { id: randomUUID(), act: randomUUID(), 'title-vi': 'Hai lần', place: 'VN', flow: '' };
    const [first, second] = [
      await world.post(LAN, '/console/consultations', form),
      await world.post(LAN, '/console/consultations', form),
    ];
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect((await page('')).split('Hai lần')).toHaveLength(2);
  });

  test('is begun by those who reach its place, for a place there is', async () => {
    const hanoi = memberWith('staff', '01', 'Anh Nam');
    for (const place of ['VN', '79', '99', 'x']) {
      const form = { id: randomUUID(), act: randomUUID(), 'title-vi': 'Xa quá', place, flow: '' };
      const answer = await world.post(hanoi, '/console/consultations', form);
      expect(answer.status, place).toBe(422);
      expect(await answer.text()).toContain('nằm ngoài địa bàn của anh chị');
    }
    expect(await page('')).not.toContain('Xa quá');
    expect(await (await world.get(hanoi, '/console/consultations/new')).text()).toContain('value="00004"');
  });

  test('may be saved half-way, in any order, and keeps what was written', async () => {
    const id = await begin(world);
    const answer = await save(world, id, {
      'title-vi': 'Nửa chừng',
      slug: '',
      'min-cell': '7',
      feedback: '30',
      'check-safe': 'Gọi 111.',
    });
    expect(answer.headers.get('location')).toBe(`/console/consultations/${id}?done=saved`);
    const html = await page(`/${id}?done=saved`);
    expect(html).toContain('Đã lưu bản nháp.');
    expect(html).toMatch(/name="min-cell"[^>]*value="7"/);
    expect(html).toContain('Gọi 111.</textarea>');
    expect(html).toMatch(/Còn \d+ mục chưa xong/);
  });

  test('comes back with everything that was typed and each fault beside its field, and nothing is saved', async () => {
    const id = await begin(world);
    const typed = fullForm('f'.repeat(64), {
      slug: 'Không Được!',
      opens: '2099-05-02T08:00',
      closes: '2099-05-01T08:00',
      'min-cell': '2',
      feedback: 'hai tháng',
      'asker-vi': 'x'.repeat(121),
      responsible: 'Chị Hoa',
    });
    const answer = await save(world, id, typed);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('chưa có gì được lưu');
    expect(faultOf(html, 'flow')).toMatch(/chưa được ban hành/);
    expect(faultOf(html, 'slug')).toMatch(/chữ thường không dấu/);
    expect(faultOf(html, 'closes')).toBe('Thời điểm đóng phải sau thời điểm mở.');
    expect(faultOf(html, 'min-cell')).toMatch(/ít nhất là 5/);
    expect(faultOf(html, 'feedback')).toBe('Số ngày là một số nguyên dương, ví dụ 60.');
    expect(faultOf(html, 'asker-vi')).toMatch(/121 ký tự/);
    expect(html).toContain('value="hai tháng"');
    expect(html).toContain('value="2099-05-01T08:00"');
    expect(html).toContain('value="Chị Hoa"');
    expect(await page(`/${id}`)).not.toContain('Chị Hoa');
  });

  test('takes no day that there is not, and no channel that is off', async () => {
    const id = await begin(world);
    const answer = await save(
      world,
      id,
      fullForm(hash, { closes: '2099-02-31T08:00', channels: ['web', 'telegram'] }),
    );
    const html = await answer.text();
    expect(faultOf(html, 'closes')).toMatch(/chưa đúng/);
    const other = await (await save(world, id, fullForm(hash, { channels: ['web', 'telegram'] }))).text();
    expect(faultOf(other, 'channels')).toBe('Kênh Telegram chưa được cài đặt trên hệ thống.');
    expect(other).toMatch(/value="telegram" disabled/);
  });

  test('shows a script that somebody typed as text, in every field', async () => {
    const id = await begin(world);
    await choosePlaces(world, id, ['VN']);
    const script = '<script>alert(1)</script>';
    const texts = ['title-vi', 'title-en', 'asker-vi', 'asker-en', 'purpose-vi', 'use-vi', 'responsible'];
    const all = [...texts, ...CHECKPOINTS.map((point) => `check-${point}`)];
    const typed = fullForm(hash, Object.fromEntries(all.map((name) => [name, script])));
    expect((await save(world, id, typed, 'hand-in')).status).toBe(303);
    expect((await approve(world, id)).status).toBe(303);
    const post = (path: string, form: Record<string, string>) =>
      world.post(LAN, `/console/consultations/${id}${path}`, { act: randomUUID(), ...form });
    await post('/run', { what: 'pause', 'pause-reason': script });
    await post('/codes', { next: 'one', 'code-label': script, 'code-place': '', 'code-wish': '' });
    await post('/sheets', {
      'sheet-label': script,
      'sheet-place': '',
      'sheet-size': '3',
      sheet: randomUUID(),
    });
    for (const path of ['', `/${id}`, `/${id}/codes`]) {
      const html = await page(path);
      expect(html, path).toContain('&lt;script&gt;alert(1)');
      expect(html, path).not.toContain(script);
    }
    const wrong = await (
      await save(
        world,
        await begin(world),
        fullForm(
          hash,
          Object.fromEntries([...all, 'slug', 'opens', 'min-cell', 'feedback'].map((name) => [name, script])),
        ),
      )
    ).text();
    expect(wrong).not.toContain(script);
  });

  test('is not written over what somebody else has saved meanwhile', async () => {
    const id = await begin(world);
    const seen = await seenOf(world, id);
    const path = `/console/consultations/${id}/plan`;
    await world.post(MINH, path, { seen, next: 'save', ...fullForm(hash, { responsible: 'Anh Minh lo' }) });
    const answer = await world.post(LAN, path, {
      seen,
      next: 'save',
      ...fullForm(hash, { responsible: 'Chị Lan lo', slug: 'khac' }),
    });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(html).toMatch(/Anh Minh vừa lưu kế hoạch này.*Người phụ trách/);
    expect(html).toContain('value="Chị Lan lo"');
    expect(await page(`/${id}`)).toContain('value="Anh Minh lo"');
    // Having read that, one may save again.
    const again = /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
    const second = await world.post(LAN, path, {
      seen: again,
      next: 'save',
      ...fullForm(hash, { responsible: 'Chị Lan lo' }),
    });
    expect(second.status).toBe(303);
    expect(await page(`/${id}`)).toContain('value="Chị Lan lo"');
  });

  test('is seen by those who reach its place and by nobody else', async () => {
    const id = await begin(world, memberWith('staff', '01', 'Anh Nam'), '01');
    const hue = memberWith('staff', '46', 'Chị Huế');
    expect((await world.get(hue, `/console/consultations/${id}`)).status).toBe(404);
    expect((await world.post(hue, `/console/consultations/${id}/plan`, {})).status).toBe(404);
    expect((await world.get(LAN, `/console/consultations/${id}`)).status).toBe(200);
    const auditor = await (
      await world.get(memberWith('auditor', '01'), `/console/consultations/${id}`)
    ).text();
    expect(auditor).toContain('đang được soạn');
    expect(auditor).not.toContain('<form method="post" action="/console/consultations');
  });

  test('that is nowhere gets a page that says so', async () => {
    for (const path of [`/${randomUUID()}`, '/x', "/'; drop table"]) {
      expect((await world.get(LAN, `/console/consultations${path}`)).status, path).toBe(404);
    }
  });

  test('is thrown away for good', async () => {
    const id = await begin(world);
    const seen = await seenOf(world, id);
    const answer = await world.post(LAN, `/console/consultations/${id}/discard`, { seen, act: randomUUID() });
    expect(answer.headers.get('location')).toBe('/console/consultations?done=discarded');
    expect((await world.get(LAN, `/console/consultations/${id}`)).status).toBe(404);
  });
});

describe('places', () => {
  const post = async (id: string, fields: Record<string, string | readonly string[]>) =>
    world.post(LAN, `/console/consultations/${id}/places`, { seen: await seenOf(world, id), ...fields });
  const placesOf = async (id: string) => (await world.dependencies.consultations.find(id))?.plan?.places;

  test('are ticked, provinces and then communes, and one takes the place of the other', async () => {
    const id = await begin(world);
    const hanoi = { province: '01', commune: ['00004', '00008'] };
    await post(id, { whole: ['01', '79'], next: 'plan' });
    expect(await placesOf(id)).toEqual(['01', '79']);
    await post(id, { whole: ['01', '79'], ...hanoi, next: 'stay' });
    expect(await placesOf(id)).toEqual(['79', '00004', '00008']);
    await post(id, { whole: ['01', '79'], ...hanoi, next: 'plan' });
    expect(await placesOf(id)).toEqual(['01', '79']);
    await post(id, { whole: ['VN', '79'], next: 'plan' });
    expect(await placesOf(id)).toEqual(['VN']);
    await post(id, { whole: ['VN'], ...hanoi, next: 'plan' });
    expect(await placesOf(id)).toEqual(['00004', '00008']);
    const list = await page(`/${id}/places?province=46`);
    expect(list).toContain('Xã, phường, đặc khu của Huế');
  });

  test('are one form: every button sends every tick, and those of another province stay', async () => {
    const id = await begin(world);
    const html = await page(`/${id}/places?province=01`);
    const form = /<form[^>]*\/places[^>]*>[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
    expect(form).toContain('name="whole"');
    expect(form).toContain('name="commune"');
    expect(html.match(/name="next"/g)?.length).toBe(form.match(/name="next"/g)?.length);
    const ticked = { whole: ['79'], province: '01', commune: ['00004'] };
    const on = await post(id, { ...ticked, 'next-province': '46', next: 'province' });
    expect(on.headers.get('location')).toBe(`/console/consultations/${id}/places?province=46&done=places`);
    expect(await placesOf(id)).toEqual(['79', '00004']);
    await post(id, { whole: ['79'], province: '46', next: 'plan' });
    expect(await placesOf(id)).toEqual(['79', '00004']);
    await post(id, { whole: ['79'], province: '01', next: 'plan' });
    expect(await placesOf(id)).toEqual(['79']);
  });

  test('saved in another window of one’s own are told apart from those of somebody else', async () => {
    const id = await begin(world);
    const seen = await seenOf(world, id);
    await post(id, { whole: ['01'], next: 'plan' });
    const form = { ...fullForm(hash), seen, act: randomUUID(), next: 'save' };
    const stale = async (who: typeof LAN, path: string) =>
      (await world.post(who, `/console/consultations/${id}/${path}`, form)).text();
    for (const path of ['places', 'plan']) {
      const own = await stale(LAN, path);
      expect(own, path).toContain('Kế hoạch đã được lưu ở một cửa sổ khác');
      expect(own, path).not.toContain('Chị Lan vừa lưu');
      expect(await stale(MINH, path), path).toContain('Chị Lan vừa lưu kế hoạch này');
    }
  });

  test('outside reach are refused, with nothing saved', async () => {
    const id = await begin(world, LAN, '01');
    for (const fields of [
      { whole: ['VN'] },
      { whole: ['79'] },
      { province: '79', commune: ['26740'] },
      { province: '01', commune: ['99999'] },
    ]) {
      const answer = await post(id, { ...fields, next: 'plan' });
      expect(answer.status, JSON.stringify(fields)).toBe(422);
      expect(await answer.text()).toMatch(/nằm ngoài địa bàn của kế hoạch|không còn trong danh mục/);
    }
    expect(await placesOf(id)).toEqual([]);
  });

  test('carry goals, which go with them', async () => {
    const id = await begin(world);
    await post(id, { whole: ['01', '79'], next: 'plan' });
    await save(world, id, fullForm(hash, { 'goal-01': '12.000', 'goal-79': '' }));
    expect((await world.dependencies.consultations.find(id))?.plan?.goals).toEqual([
      { place: '01', children: 12_000 },
    ]);
    const wrong = await (await save(world, id, fullForm(hash, { 'goal-79': '=2+3' }))).text();
    expect(faultOf(wrong, 'goal-79')).toMatch(/số em/);
    await post(id, { whole: ['79'], next: 'plan' });
    expect((await world.dependencies.consultations.find(id))?.plan?.goals).toEqual([]);
  });
});

test('a revision that is no number that could be one is none', async () => {
  const id = await begin(world);
  for (const seen of ['x', 'NaN', '1.5', '-1', '1e309', '2147483648', '99999999999', '']) {
    for (const path of ['plan', 'places', 'discard']) {
      const own = path === 'plan' ? fullForm(hash) : { what: 'whole', whole: ['01'] };
      const fields = { seen, act: randomUUID(), next: 'save', ...own };
      const answer = await world.post(LAN, `/console/consultations/${id}/${path}`, fields);
      const isTold =
        path === 'discard' ? answer.headers.get('location')?.endsWith('overtaken') : answer.status === 409;
      expect(isTold, `${path} ${seen} ${answer.status}`).toBe(true);
    }
  }
  expect((await world.dependencies.consultations.find(id))?.plan?.revision).toBe(1);
});

describe('handing in and approving', () => {
  test('everything that is missing is named beside its field', async () => {
    const id = await begin(world);
    const answer = await save(
      world,
      id,
      { 'title-vi': '', slug: '', 'min-cell': '5', feedback: '60', opens: '2020-01-01T00:00' },
      'hand-in',
    );
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('Đã lưu bản nháp, nhưng chưa trình được');
    for (const field of [
      'flow',
      'title-vi',
      'asker-vi',
      'purpose-vi',
      'use-vi',
      'slug',
      'responsible',
      ...CHECKPOINTS.map((point) => `check-${point}`),
    ]) {
      expect(faultOf(html, field), field).toMatch(/^(Chưa|Anh chị chưa)/);
    }
    expect(faultOf(html, 'opens')).toMatch(/đã qua/);
    expect(faultOf(html, 'ages')).toBe('Chưa chọn lứa tuổi được hỏi.');
    expect(html).toContain('Chưa chọn nơi lấy ý kiến.');
    expect(faultOf(html, 'channels')).toBe('Chưa chọn kênh nào để trẻ em trả lời.');
  });

  test('what was handed in cannot be changed, and its writer cannot approve it', async () => {
    const id = await handedIn(world, hash);
    const late = await world.post(LAN, `/console/consultations/${id}/plan`, {
      seen: '3',
      next: 'save',
      ...fullForm(hash, { responsible: 'Sửa lén' }),
    });
    expect(late.headers.get('location')).toContain('done=no-draft');
    expect(await page(`/${id}`)).not.toContain('Sửa lén');
    expect(await page(`/${id}`)).not.toContain('Duyệt và mở');
    const own = await approve(world, id, LAN);
    expect(await own.text()).toContain('không tự duyệt kế hoạch của mình');
    expect((await world.dependencies.consultations.find(id))?.stage).toBe('handed-in');
  });

  test('whoever approves is led to the questions, and children are promised what the plan says', async () => {
    const id = await handedIn(world, hash, { 'min-cell': '10' });
    const html = await page(`/${id}`, MINH);
    for (const path of [`/console/flows/versions/${hash}`, `/console/preview/flows/${hash}`]) {
      expect(html).toContain(`href="${path}"`);
      expect((await world.get(MINH, path)).status, path).toBe(200);
    }
    expect(html).toMatch(/\(phiên bản \d+\)/);
    const [opening, told] = [...html.matchAll(/<blockquote lang="vi">([^<]*)</g)].map(([, text]) => text);
    expect(told).toContain('Nhóm chưa đủ 10 bạn thì không bao giờ nêu ra.');
    expect(told).toContain('chừng 90 ngày sau khi hỏi xong');
    expect(opening).toContain('Người lớn cố gắng trả lời các em trong 60 ngày sau khi hỏi xong.');
  });

  test('another person sends it back with a reason, or approves it, and both are recorded', async () => {
    const id = await handedIn(world, hash);
    const sendBack = async (reason: string) =>
      world.post(MINH, `/console/consultations/${id}/send-back`, {
        act: randomUUID(),
        seen: await seenOf(world, id, MINH),
        reason,
      });
    expect(faultOf(await (await sendBack('')).text(), 'reason')).toBe('Anh chị ghi lý do.');
    expect((await sendBack('Thiếu lớp 1')).headers.get('location')).toContain('done=sent-back');
    expect(await page(`/${id}`)).toMatch(/Trả lại để sửa[\s\S]*Anh Minh[\s\S]*Thiếu lớp 1/);
    await save(world, id, fullForm(hash), 'hand-in');
    expect((await approve(world, id)).headers.get('location')).toContain('done=approved');
    const html = await page(`/${id}`);
    expect(html).toMatch(/Nhật ký[\s\S]*Duyệt kế hoạch[\s\S]*Anh Minh[\s\S]*Trình duyệt[\s\S]*Chị Lan/);
    expect(html).toContain('Chưa có mã nào');
    expect((await world.dependencies.consultations.find(id))?.stage).toBe('open');
  });

  test('two who approve at once launch it once, and the form sent twice does no more', async () => {
    const id = await handedIn(world, hash);
    const hoa = memberWith('staff', 'VN', 'Chị Hoa');
    const seen = await seenOf(world, id, MINH);
    const form = { act: randomUUID(), seen };
    const path = `/console/consultations/${id}/approve`;
    const answers = await Promise.all([
      world.post(MINH, path, form),
      world.post(MINH, path, form),
      world.post(hoa, path, { act: randomUUID(), seen }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    const events = await world.dependencies.consultations.events(id);
    expect(events.filter(({ what }) => what === 'approved')).toHaveLength(1);
  });

  test('what was approved is what was seen', async () => {
    const id = await handedIn(world, hash);
    const seen = await seenOf(world, id, MINH);
    await world.post(LAN, `/console/consultations/${id}/take-back`, { act: randomUUID(), seen });
    await save(world, id, fullForm(hash, { responsible: 'Người khác' }), 'hand-in');
    const late = await world.post(MINH, `/console/consultations/${id}/approve`, { act: randomUUID(), seen });
    expect(late.headers.get('location')).toContain('done=overtaken');
    expect((await world.dependencies.consultations.find(id))?.stage).toBe('handed-in');
  });

  test('an address that was taken meanwhile keeps it from being launched', async () => {
    const slug = `tranh-${randomUUID().slice(0, 8)}`;
    const [first, second] = [await handedIn(world, hash, { slug }), await handedIn(world, hash, { slug })];
    await approve(world, first);
    const answer = await approve(world, second);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('đã dùng địa chỉ này');
    expect((await world.dependencies.consultations.find(second))?.stage).toBe('handed-in');
    const third = await begin(world);
    const handing = await save(world, third, fullForm(hash, { slug }), 'hand-in');
    expect(faultOf(await handing.text(), 'slug')).toMatch(/đã dùng địa chỉ này/);
  });

  test('an approver beyond whose reach it lies is told there is nothing', async () => {
    const id = await handedIn(world, hash);
    const hanoi = memberWith('staff', '01', 'Anh Nam');
    expect((await world.post(hanoi, `/console/consultations/${id}/approve`, { seen: '4' })).status).toBe(404);
    expect((await world.post(memberWith('auditor'), `/console/consultations/${id}/approve`, {})).status).toBe(
      403,
    );
  });
});

describe('running', () => {
  const run = (id: string, what: string, fields: Record<string, string> = {}) =>
    world.post(LAN, `/console/consultations/${id}/run`, {
      act: randomUUID(),
      what,
      [`${what}-reason`]: `vì ${what}`,
      ...fields,
    });
  const stage = async (id: string) => (await world.dependencies.consultations.find(id))?.stage;

  test('pauses, resumes, extends and closes, each with a reason that is shown', async () => {
    const id = await launched(world, hash);
    expect((await run(id, 'pause')).headers.get('location')).toContain('done=run-pause');
    expect(await stage(id)).toBe('paused');
    await run(id, 'resume');
    expect(await stage(id)).toBe('open');
    await run(id, 'extend', { 'extend-to': '2100-01-15T08:00' });
    await run(id, 'close');
    expect(await stage(id)).toBe('closed');
    const html = await page(`/${id}`);
    for (const words of [
      'Tạm dừng',
      'vì pause',
      'vì resume',
      'Gia hạn đến 08:00 ngày 15/01/2100',
      'vì extend',
      'vì close',
    ]) {
      expect(html).toContain(words);
    }
    expect(html).not.toContain('Điều hành');
    expect((await run(id, 'pause')).headers.get('location')).toContain('done=overtaken');
  });

  test('a reason that is missing, an end that is earlier and a k that is lower are refused beside their fields', async () => {
    const id = await launched(world, hash, { 'min-cell': '10' });
    const noReason = await run(id, 'pause', { 'pause-reason': '' });
    expect(noReason.status).toBe(422);
    expect(faultOf(await noReason.text(), 'pause-reason')).toBe('Anh chị ghi lý do.');
    expect(await stage(id)).toBe('open');
    const earlier = await (await run(id, 'extend', { 'extend-to': '2099-01-01T08:00' })).text();
    expect(faultOf(earlier, 'extend-to')).toMatch(/sau thời điểm đóng hiện nay/);
    expect(earlier).toContain('vì extend');
    for (const least of ['9', '10', 'mười', '-3', '101']) {
      expect(
        faultOf(await (await run(id, 'raise', { 'raise-to': least })).text(), 'raise-to'),
        least,
      ).toMatch(/từ 11 đến 100/);
    }
    await run(id, 'raise', { 'raise-to': '15' });
    expect((await world.dependencies.consultations.find(id))?.consultation?.minCell).toBe(15);
  });

  test('the same form once more, after it was undone, does nothing and says so', async () => {
    const id = await launched(world, hash);
    const form = { act: randomUUID(), what: 'pause', 'pause-reason': 'vì bão' };
    const path = `/console/consultations/${id}/run`;
    await world.post(LAN, path, form);
    await run(id, 'resume');
    expect((await world.post(LAN, path, form)).headers.get('location')).toContain('done=overtaken');
    expect(await stage(id)).toBe('open');
    const other = await launched(world, hash);
    const foreign = await world.post(LAN, `/console/consultations/${other}/run`, form);
    expect(foreign.headers.get('location')).toContain('done=overtaken');
    expect(await stage(other)).toBe('open');
  });

  test('the same form twice is done once', async () => {
    const id = await launched(world, hash);
    const form = { act: randomUUID(), what: 'pause', 'pause-reason': 'vì bão số 9' };
    const path = `/console/consultations/${id}/run`;
    const answers = [await world.post(LAN, path, form), await world.post(LAN, path, form)];
    for (const answer of answers) expect(answer.headers.get('location')).toContain('done=run-pause');
    expect((await page(`/${id}`)).split('vì bão số 9')).toHaveLength(2);
  });

  test('one that was launched from the command line is listed and run too, by those who reach the whole country', async () => {
    const order = { flowId: 'truong-hoc-hanh-phuc', places: [], minCell: 5, opensAt: null, closesAt: null };
    const { id } = await world.app.launch({
      ...order,
      slug: 'tu-dong-lenh',
      codes: [{ code: 'DONGLENH', place: null }],
    });
    expect(await page('')).toContain('Mở từ dòng lệnh');
    expect(await page(`/${id}`)).toContain('không có kế hoạch');
    expect((await world.get(memberWith('staff', '01'), `/console/consultations/${id}`)).status).toBe(404);
    await run(id, 'pause');
    expect(await stage(id)).toBe('paused');
  });

  test('whoever may only read is led to the progress and to nothing that they may not do', async () => {
    const id = await launched(world, hash);
    const html = await page(`/${id}`, memberWith('auditor'));
    expect(html).toContain(`href="/console/progress/${id}"`);
    expect(html).not.toContain(`/console/consultations/${id}/codes`);
    expect(html).not.toContain('Điều hành');
    const answer = await world.post(memberWith('auditor'), `/console/consultations/${id}/run`, {
      what: 'close',
    });
    expect(answer.status).toBe(403);
  });

  test('one that is to open later says so, and links lead on', async () => {
    const id = await launched(world, hash, { opens: '2099-06-01T07:30' });
    expect(await stage(id)).toBe('scheduled');
    const html = await page(`/${id}`);
    expect(html).toContain('07:30 ngày 01/06/2099');
    for (const way of [
      `/console/consultations/${id}/codes`,
      `/console/consultations/${id}/handouts`,
      `/console/consultations/${id}/broadcasts`,
      `/console/progress/${id}`,
    ]) {
      expect(html).toContain(`href="${way}"`);
    }
  });
});

describe('codes', () => {
  const makeCode = (id: string, fields: Record<string, string>, query = '') =>
    world.post(LAN, `/console/consultations/${id}/codes${query}`, {
      ...{ act: randomUUID(), next: 'one', 'code-place': '', 'code-label': '', 'code-wish': '' },
      ...fields,
    });

  test('for many are made as wished or made up, each with its place and label', async () => {
    const id = await launched(world, hash);
    await makeCode(id, { 'code-wish': 'Mắt The', 'code-label': 'Trường Kim Đồng', 'code-place': '01' });
    await makeCode(id, {});
    const { open } = await world.dependencies.consultations.codes(
      (await world.dependencies.consultations.find(id))!.consultation!,
    );
    expect(open).toHaveLength(2);
    expect(open[0]?.code).toMatch(/^([GHKLMNPRTX][AEU]){2}[2-9]{2}$/);
    expect(open[1]).toEqual({ code: 'MATTHE', place: '01', label: 'Trường Kim Đồng' });
    const html = await page(`/${id}/codes`);
    expect(html).toContain('MATTHE');
    expect(html).toContain('Trường Kim Đồng');
  });

  test('that children say, that are rude, taken or malformed are refused beside the field', async () => {
    const id = await launched(world, hash);
    await makeCode(id, { 'code-wish': `LAN${id.slice(0, 4)}` });
    for (const [wish, fault] of [
      ['KHONG', /có thể gõ từ này/],
      ['sos', /có thể gõ từ này/],
      ['12', /từ 3 đến 12|có thể gõ/],
      ['a!', /từ 3 đến 12.*không dấu, không khoảng trắng/],
      ['DITME', /không phù hợp/],
      [`lan${id.slice(0, 4)}`, /đã được dùng/],
    ] as const) {
      const answer = await makeCode(id, { 'code-wish': wish });
      expect(answer.status, wish).toBe(422);
      expect(faultOf(await answer.text(), 'code-wish'), wish).toMatch(fault);
    }
    const elsewhere = await makeCode(id, { 'code-place': '99999' });
    expect(faultOf(await elsewhere.text(), 'code-place')).toMatch(/không nằm trong kế hoạch/);
  });

  test('are bound to the only place where the questions do not ask for one', async () => {
    const source = (await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8')).replace(
      /^flow: .*$/m,
      'flow: khong-hoi-noi-o',
    );
    const flow = parse(source);
    flow.questions = flow.questions.filter(({ kind }: { kind?: string }) => kind !== 'place');
    const published = await world.app.publishFlow(stringify(flow));
    if (published.kind !== 'published') throw new Error(JSON.stringify(published));
    const asked = await page(`/${await launched(world, hash, {}, ['01'])}/codes`);
    expect(asked).toMatch(/<option value="" selected[^>]*>Hỏi các em</);
    const one = await page(`/${await launched(world, published.hash, {}, ['01'])}/codes`);
    expect(one.match(/<option value="01" selected/g)).toHaveLength(2);
    expect(one).toContain('các em dùng mã này sẽ không được tính theo địa bàn');
    expect(one).not.toContain('Hỏi các em');
    const many = await page(`/${await launched(world, published.hash, {}, ['01', '79'])}/codes`);
    expect(many.match(/<option value="" selected[^>]*>Không tính theo địa bàn</g)).toHaveLength(2);
  });

  test('are made for every commune of a province at once', async () => {
    const id = await launched(world, hash);
    const before = await page(`/${id}/codes?province=46`);
    expect(before).toContain('Tạo mỗi xã, phường một mã (40 mã)');
    await makeCode(id, { next: 'each', 'code-label': 'Xã' }, '?province=46');
    const html = await page(`/${id}/codes?province=46`);
    expect(html.match(/<code>/g)).toHaveLength(40);
  });

  test('on a sheet whose id another consultation has get a sheet of their own', async () => {
    const [first, second] = [await launched(world, hash), await launched(world, hash)];
    const form = { sheet: randomUUID(), 'sheet-label': 'Lớp 4A', 'sheet-place': '', 'sheet-size': '2' };
    const make = async (id: string, act = randomUUID()) => {
      const answer = await world.post(LAN, `/console/consultations/${id}/sheets`, { act, ...form });
      expect(answer.status).toBe(303);
      return answer.headers.get('location') ?? '';
    };
    const own = `/console/consultations/${first}/sheets/${form.sheet}?done=sheet`;
    expect(await make(first)).toBe(own);
    expect(await make(first)).toBe(own);
    const other = await make(second);
    expect(other).not.toContain(form.sheet);
    expect((await world.get(LAN, other)).status).toBe(200);
    for (const id of [first, second]) {
      const { consultation } = (await world.dependencies.consultations.find(id)) ?? {};
      if (!consultation) throw new Error('it is gone');
      expect((await world.dependencies.consultations.codes(consultation)).sheets).toHaveLength(1);
    }
  });

  test('are made for no consultation that is closed', async () => {
    const id = await launched(world, hash);
    const path = `/console/consultations/${id}`;
    await world.post(LAN, `${path}/run`, { act: randomUUID(), what: 'close', 'close-reason': 'vì xong' });
    for (const [to, fields] of [
      ['codes', { next: 'one', 'code-label': 'A', 'code-place': '', 'code-wish': '' }],
      ['codes', { next: 'each', 'code-label': 'A' }],
      ['sheets', { sheet: randomUUID(), 'sheet-label': 'A', 'sheet-place': '', 'sheet-size': '2' }],
    ] as const) {
      const answer = await world.post(LAN, `${path}/${to}`, { act: randomUUID(), ...fields });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('đã đóng nên không tạo thêm mã được nữa');
    }
    expect(await page(`/${id}/codes`)).not.toContain('<code>');
  });

  test('are withdrawn with a reason, one by one or by the sheet', async () => {
    const id = await launched(world, hash);
    const path = `/console/consultations/${id}`;
    const sheet = randomUUID();
    const made = { 'sheet-label': 'Lớp 5B', 'sheet-place': '', 'sheet-size': '3', sheet };
    await world.post(LAN, `${path}/sheets`, { act: randomUUID(), ...made });
    const withdraw = (fields: Readonly<Record<string, string>>) =>
      world.post(LAN, `${path}/codes/withdraw`, {
        ...{ act: randomUUID(), 'gone-code': '', 'gone-sheet': '', 'gone-reason': 'in nhầm' },
        ...fields,
      });
    const [strip = ''] = /(?<=<code>)[^<]+/.exec(await page(`/${id}/sheets/${sheet}`)) ?? [];
    const silent = await withdraw({ 'gone-code': strip, 'gone-reason': '' });
    expect(silent.status).toBe(422);
    const sentBack = await silent.text();
    expect(faultOf(sentBack, 'gone-reason')).toBeTruthy();
    expect(sentBack).toContain(`value="${strip}"`);
    expect(faultOf(await (await withdraw({ 'gone-code': 'KHONGCO' })).text(), 'gone-code')).toMatch(
      /không có mã ấy/,
    );
    expect(faultOf(await (await withdraw({})).text(), 'gone-code')).toMatch(/Hãy gõ một mã/);
    const one = await withdraw({ 'gone-code': strip.toLowerCase() });
    expect(one.headers.get('location')).toBe(`${path}/codes?done=withdrawn`);
    expect(await page(`/${id}/codes?done=withdrawn`)).toMatch(/Đã thu hồi\.[\s\S]*đã thu hồi 1\/3 mã/);
    expect(await page(`/${id}/sheets/${sheet}`)).toContain(`<del>${strip}</del>`);
    await withdraw({ 'gone-sheet': sheet });
    expect(await page(`/${id}/codes`)).toContain('>đã thu hồi<');
    expect(await page(`/${id}`)).toContain('Thu hồi một tờ mã');
  });

  test('on a sheet are for one child each, made once, and shown to no one elsewhere', async () => {
    const id = await launched(world, hash);
    const form = {
      act: randomUUID(),
      sheet: randomUUID(),
      'sheet-label': 'Lớp 4A',
      'sheet-place': '00004',
      'sheet-size': '12',
    };
    const path = `/console/consultations/${id}/sheets`;
    const [first, second] = [await world.post(LAN, path, form), await world.post(LAN, path, form)];
    expect(first.headers.get('location')).toBe(
      `/console/consultations/${id}/sheets/${form.sheet}?done=sheet`,
    );
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    const html = await page(`/${id}/sheets/${form.sheet}`);
    const codes = [...html.matchAll(/<code>([^<]*)</g)].map(([, code]) => code);
    expect(new Set(codes).size).toBe(12);
    for (const code of codes) expect(code).toMatch(/^([GHKLMNPRTX][AEU]){3}[2-9]{4}$/);
    const other = await launched(world, hash);
    expect((await world.get(LAN, `/console/consultations/${other}/sheets/${form.sheet}`)).status).toBe(404);
    for (const size of ['0', '61', 'ba']) {
      const wrong = await world.post(LAN, path, {
        ...form,
        act: randomUUID(),
        sheet: randomUUID(),
        'sheet-size': size,
      });
      expect(faultOf(await wrong.text(), 'sheet-size'), size).toMatch(/từ 1 đến 60/);
    }
  });
});
