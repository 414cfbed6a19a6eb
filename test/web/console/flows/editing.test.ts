/** Writing a flow through its pages, without a script. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleWorld } from '../console-world.ts';
import {
  addQuestion,
  beginDraft,
  beginNext,
  formOf,
  foundAt,
  LAN,
  MINH,
  openFlowWorld,
  pageOf,
  pathOf,
  publishDemo,
  readable,
  sendQuestion,
} from './flow-world.ts';

let world: ConsoleWorld;
let demo: string;

beforeAll(async () => {
  world = await openFlowWorld();
  demo = await publishDemo(world);
}, 60_000);
afterAll(() => world.app.close());

const idOf = (draft: string) => draft.split('/').at(-1) ?? '';
const sourceOf = async (draft: string) => (await world.dependencies.flows.draft(idOf(draft)))?.source;
const post = (path: string, fields: Record<string, string | string[]>, who = LAN) =>
  world.post(who, path, fields);
/** Presses a button of a card as it stands on the page. */
async function remove(
  draft: string,
  key: string,
  more: Record<string, string> = { do: 'remove' },
): Promise<Response> {
  const path = `${draft}/entries/-/${key}`;
  const html = await pageOf(world, LAN, draft);
  return post(path, { ...(html.includes(`action="${path}"`) ? formOf(html, path) : {}), ...more });
}
const keysOf = (html: string) => [...html.matchAll(/data-key="([^"]*)"/g)].map(([, key]) => key);

describe('a flow from the demo', () => {
  test('keeps every word when each of its forms is sent as it was drawn', async () => {
    const draft = await beginNext(world, demo);
    const before = await sourceOf(draft);
    const editor = await pageOf(world, LAN, draft);
    const questions = [...editor.matchAll(/<h3><a href="([^"]*)"/g)].map(([, path = '']) => path);
    expect(questions.length).toBeGreaterThan(20);
    for (const path of questions) {
      const answer = await sendQuestion(world, path, {});
      expect([path, answer.status]).toEqual([path, 303]);
    }
    const settings = `${draft}/settings`;
    await post(settings, { ...formOf(await pageOf(world, LAN, settings), settings), do: '' });
    expect(await sourceOf(draft)).toEqual(before);
    expect(await world.dependencies.flows.history(idOf(draft))).toHaveLength(1);
    await post(`${draft}/discard`, {});
  });

  test('is shown without a fault, its conditions in words', async () => {
    const draft = await beginNext(world, demo);
    const words = readable(await pageOf(world, LAN, draft));
    expect(words).toContain('Không còn lỗi nào');
    expect(words).toMatch(/Chỉ hỏi khi câu \d+ là “Thỉnh thoảng” hoặc/);
    expect(words).toMatch(/Khi câu \d+ .*“Em xong rồi” thì đi tới: Kết thúc/);
    await post(`${draft}/discard`, {});
  });
});

describe('a flow from the beginning', () => {
  test('is written, given a condition, checked and published', async () => {
    const draft = await beginDraft(world);
    const begun = await pageOf(world, LAN, draft);
    expect(readable(begun)).toContain('Chưa có câu hỏi nào. Anh chị thêm câu hỏi đầu tiên.');
    expect(begun).toContain(`<a href="${draft}/add?list=-&amp;after=consent">`);
    expect(begun).not.toContain('class="faults"');
    expect(readable(begun)).not.toContain('Không còn lỗi nào');
    const play = await addQuestion(world, draft, 'yes-no', 'Em có được chơi ngoài trời không?');
    expect(play).toMatch(/\/questions\/-\/choi-ngoai-troi$/);
    const what = await addQuestion(world, draft, 'choice', 'Em thích chơi gì nhất?');
    const options = { 'options.0.label.vi.all': 'Đá bóng', 'options.1.label.vi.all': 'Nhảy dây' };
    await sendQuestion(world, what, { fields: options, press: 'options.add' });
    await sendQuestion(world, what, {
      fields: { 'options.2.label.vi.all': 'Đọc sách', 'options.2.face': '📚' },
    });
    expect(readable(await pageOf(world, LAN, what))).toContain('Không có dòng nào: hỏi mọi em.');
    await sendQuestion(world, what, { fields: { 'when.add': 'choi-ngoai-troi in' }, press: 'when.add' });
    expect(readable(await pageOf(world, LAN, what))).not.toContain('Không có dòng nào');
    expect(foundAt(await pageOf(world, LAN, what), 'when')).toContain('có dòng chưa chọn câu trả lời');
    await sendQuestion(world, what, { fields: { 'when.0.value': 'yes' } });
    expect(await sourceOf(draft)).toMatchObject({
      questions: [
        ...Array.from({ length: 4 }, () => expect.anything()),
        { id: 'choi-ngoai-troi', kind: 'yes-no' },
        {
          id: 'thich-choi-nhat',
          when: 'choi-ngoai-troi = yes',
          options: [
            { id: 'da-bong', label: { vi: 'Đá bóng' } },
            { id: 'nhay-day' },
            { id: 'doc-sach', face: '📚' },
          ],
        },
      ],
    });
    const editor = readable(await pageOf(world, LAN, draft));
    expect(editor).toContain('Chỉ hỏi khi câu 5 là “Có”');
    expect(editor).toContain('Không còn lỗi nào');
    const publish = `${draft}/publish`;
    const asked = await pageOf(world, LAN, publish);
    expect(readable(asked)).toContain('phiên bản 1, cho địa bàn: Toàn quốc');
    const form = formOf(asked, publish);
    const [once, twice] = [await post(publish, form), await post(publish, form)];
    expect(pathOf(twice)).toBe(pathOf(once));
    expect(readable(await pageOf(world, LAN, `${pathOf(once)}?done=published`))).toContain(
      'Đã ban hành phiên bản 1.',
    );
    expect((await world.get(LAN, draft)).headers.get('location')).toContain(pathOf(once));
    expect(readable(await pageOf(world, LAN, '/console/flows'))).toContain('Chị Lan');
  });

  test('is begun once by a form that is sent twice', async () => {
    const form = { id: randomUUID(), title: 'Hai lần', place: 'VN' };
    const [one, two] = [await post('/console/flows/new', form), await post('/console/flows/new', form)];
    expect(pathOf(two)).toBe(pathOf(one));
    expect((await pageOf(world, LAN, '/console/flows')).split('Hai lần')).toHaveLength(2);
  });

  test('gets a question once from a form that is sent twice', async () => {
    const draft = await beginDraft(world);
    const form = { list: '-', after: 'consent', kind: 'number', words: 'Mấy giờ em ngủ?' };
    const [one, two] = [await post(`${draft}/add`, form), await post(`${draft}/add`, form)];
    expect(pathOf(two)).toBe(pathOf(one));
    expect(keysOf(await pageOf(world, LAN, draft))).toHaveLength(5);
  });

  test('says beside each field what is missing', async () => {
    const nothing = await post('/console/flows/new', { id: randomUUID(), title: '  ', place: '79x' });
    expect(nothing.status).toBe(422);
    expect(readable(await nothing.text())).toContain('Anh chị nhập tên bộ câu hỏi.');
    const draft = await beginDraft(world);
    const empty = await post(`${draft}/add`, { list: '-', after: '', kind: 'x', words: '', id: 'Ờ' });
    expect(empty.status).toBe(422);
    const words = readable(await empty.text());
    for (const said of ['Anh chị nhập lời hỏi.', 'Anh chị chọn loại câu hỏi.', 'Mã chỉ gồm chữ thường'])
      expect(words).toContain(said);
    expect(keysOf(await pageOf(world, LAN, draft))).toHaveLength(4);
  });
});

describe('the order of questions', () => {
  test('is changed by the buttons of a card, each of which can be pressed again at once', async () => {
    const draft = await beginDraft(world);
    const act = async (key: string, what: string, more = {}) => remove(draft, key, { do: what, ...more });
    const moved = await act('consent', 'up');
    expect(moved.headers.get('location')).toMatch(/pressed=up\+-\+consent$/);
    const html = await pageOf(world, LAN, moved.headers.get('location') ?? '');
    expect(keysOf(html)).toEqual(['welcome', 'age', 'consent', 'promise']);
    expect(html).toMatch(/value="up" aria-label="Đưa lên: Em có muốn tham gia không\?" autofocus/);
    await act('welcome', 'move', { to: '3' });
    await act('age', 'duplicate');
    await act('promise', 'remove');
    expect(keysOf(await pageOf(world, LAN, draft))).toEqual(['age', 'age-2', 'consent', 'welcome']);
    const gone = await act('promise', 'up');
    expect(gone.headers.get('location')).toContain('done=gone');
    expect((await act('age', 'no-such-word')).status).toBe(303);
  });

  test('is taken back step by step, and made again', async () => {
    const draft = await beginDraft(world);
    const seen = async () => formOf(await pageOf(world, LAN, draft), `${draft}/take-back`).seen ?? '';
    const back = async (to: string) => post(`${draft}/take-back`, { to, seen: await seen() });
    await remove(draft, 'age');
    await remove(draft, 'promise');
    await back('undo');
    expect(keysOf(await pageOf(world, LAN, draft))).toEqual(['welcome', 'promise', 'consent']);
    await back('undo');
    expect(keysOf(await pageOf(world, LAN, draft))).toHaveLength(4);
    expect((await back('undo')).headers.get('location')).toContain('done=nothing');
    await back('redo');
    await back('redo');
    expect(keysOf(await pageOf(world, LAN, draft))).toEqual(['welcome', 'consent']);
    const history = readable(await pageOf(world, LAN, `${draft}/history`));
    expect(history).toContain('Xóa câu “age”');
    expect(history).toContain('Hoàn tác');
    await back('1');
    expect(keysOf(await pageOf(world, LAN, draft))).toHaveLength(4);
    const stale = await post(`${draft}/take-back`, { to: 'undo', seen: '1' });
    expect(stale.headers.get('location')).toContain('done=outdated');
    for (const to of ['-1', '1e99', 'x', ''])
      expect(
        (await post(`${draft}/take-back`, { to, seen: await seen() })).headers.get('location'),
      ).toContain('done=nothing');
  });
});

describe('two editors at once', () => {
  test('of different questions both keep what they wrote', async () => {
    const draft = await beginDraft(world);
    const [age, consent] = [`${draft}/questions/-/age`, `${draft}/questions/-/consent`];
    const mine = formOf(await pageOf(world, LAN, age), age);
    await sendQuestion(world, consent, { who: MINH, fields: { 'text.vi.all': 'Em tham gia nhé?' } });
    await post(age, { ...mine, 'text.vi.all': 'Em mấy tuổi?', do: '' });
    const words = readable(await pageOf(world, LAN, draft));
    expect(words).toContain('Em mấy tuổi?');
    expect(words).toContain('Em tham gia nhé?');
  });

  test('of one question the second sees both versions, and chooses', async () => {
    const draft = await beginDraft(world);
    const age = `${draft}/questions/-/age`;
    const mine = { ...formOf(await pageOf(world, LAN, age), age), 'text.vi.all': 'Bản của Lan <b>', do: '' };
    await sendQuestion(world, age, { who: MINH, fields: { 'text.vi.all': 'Bản của Minh' } });
    const answer = await post(age, mine);
    expect(answer.status).toBe(409);
    const html = await answer.text();
    const words = readable(html);
    expect(words).toContain('Anh Minh đã sửa phần này lúc');
    expect(words).toContain('Bản của Minh');
    expect(html).toContain('Bản của Lan &lt;b&gt;');
    expect(readable(await pageOf(world, LAN, age))).not.toContain('Bản của Lan');
    // Looking at it once more and keeping one's own.
    const kept = await post(age, { ...formOf(html, age), do: '' });
    expect(kept.status).toBe(303);
    expect(readable(await pageOf(world, LAN, age))).toContain('Bản của Lan <b>');
  });

  test('of the settings the second is told as well', async () => {
    const draft = await beginDraft(world);
    const settings = `${draft}/settings`;
    const mine = formOf(await pageOf(world, LAN, settings), settings);
    await post(settings, { ...mine, languages: ['en'], do: '' }, MINH);
    const answer = await post(settings, { ...mine, ages: ['7-8'], do: '' });
    expect(answer.status).toBe(409);
    expect(readable(await answer.text())).toContain('7–8');
  });

  test('one takes a question out while the other writes it: the words are not lost in silence', async () => {
    const draft = await beginDraft(world);
    const age = `${draft}/questions/-/age`;
    const mine = formOf(await pageOf(world, LAN, age), age);
    await remove(draft, 'age');
    expect((await post(age, { ...mine, 'text.vi.all': 'x', do: '' })).status).toBe(404);
  });

  test('one deletes what the other has just written: it stays', async () => {
    const draft = await beginDraft(world);
    const card = `${draft}/entries/-/age`;
    const form = formOf(await pageOf(world, LAN, draft), card);
    await sendQuestion(world, `${draft}/questions/-/age`, { who: MINH, fields: { 'text.vi.all': 'Mới?' } });
    expect((await post(card, { ...form, do: 'remove' })).headers.get('location')).toContain(
      'done=not-removed',
    );
    expect(keysOf(await pageOf(world, LAN, `${draft}?done=not-removed`))).toHaveLength(4);
  });

  test('what was changed since it was looked at is not published', async () => {
    const draft = await beginNext(world, demo);
    await sendQuestion(world, `${draft}/questions/-/age`, {
      fields: { 'text.vi.all': 'Em mấy tuổi rồi nhỉ?' },
    });
    const publish = `${draft}/publish`;
    const form = formOf(await pageOf(world, LAN, publish), publish);
    await sendQuestion(world, `${draft}/questions/-/age`, {
      who: MINH,
      fields: { 'text.vi.all': 'Em mấy tuổi?' },
    });
    const late = await post(publish, form);
    expect(late.status).toBe(409);
    expect(readable(await late.text())).toContain('Chưa ban hành: Anh Minh vừa sửa');
    await post(`${draft}/discard`, {});
  });
});

describe('what the script asks', () => {
  test('saves, and is told what was found beside which field', async () => {
    const draft = await beginDraft(world);
    const age = `${draft}/questions/-/age`;
    const form = formOf(await pageOf(world, LAN, age), age);
    const save = (fields: Record<string, string | string[]>) =>
      world.post(LAN, age, { ...form, ...fields }, { accept: 'application/json' });
    const saved = await (await save({ 'text.vi.all': '' })).json();
    expect(saved).toMatchObject({ kind: 'saved', said: expect.stringMatching(/^Đã lưu lúc \d\d:\d\d$/) });
    expect(saved.found['text.vi.all']).toEqual([
      { severity: 'error', text: 'Chưa có lời bằng Tiếng Việt. Anh chị điền thêm.' },
    ]);
    const stale = await save({ 'text.vi.all': 'Khác' });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({ kind: 'stopped' });
    const again = await (await save({ 'text.vi.all': 'Em mấy tuổi?', base: saved.base })).json();
    expect(again.found).toEqual({});
    // Typing in one go is one change.
    expect(await world.dependencies.flows.history(idOf(draft))).toHaveLength(2);
  });
});
