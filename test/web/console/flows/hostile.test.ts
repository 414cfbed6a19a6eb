/** Whatever is typed into the pages of flows is shown as text, kept whole or answered beside the field. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ConsoleWorld } from '../console-world.ts';
import {
  addQuestion,
  beginDraft,
  formOf,
  LAN,
  openFlowWorld,
  pageOf,
  readable,
  type Sent,
  sendQuestion,
} from './flow-world.ts';

let world: ConsoleWorld;

beforeAll(async () => {
  world = await openFlowWorld();
}, 60_000);
afterAll(() => world.app.close());

const SCRIPT = '"><script>alert(1)</script>\'';
const KINDS = ['choice', 'scale', 'yes-no', 'choices', 'rank', 'number', 'text', 'place', 'info', 'lesson'];
const idOf = (draft: string) => draft.split('/').at(-1) ?? '';

/** Every field that takes words gets these. */
function filled(form: Sent, words: string): Sent {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) =>
      /\.(all|7-8|9-10|11-13|14-15|face)$|^(min|max|max-length)$/.test(name) ? [name, words] : [name, value],
    ),
  );
}

describe('a script in every field', () => {
  test('of every kind of question is text on every page', async () => {
    const draft = await beginDraft(world, LAN, 'VN', SCRIPT);
    for (const kind of KINDS) {
      const path = await addQuestion(world, draft, kind, `${kind} ${SCRIPT}`);
      const form = formOf(await pageOf(world, LAN, path), path);
      const answer = await world.post(LAN, path, { ...filled(form, SCRIPT), do: '' });
      expect([kind, answer.status]).toEqual([kind, 303]);
      const html = await pageOf(world, LAN, path);
      expect(html).not.toContain('<script>alert');
      expect(readable(html)).not.toContain('No phrase');
      expect(html).toContain('&lt;script&gt;alert(1)');
    }
    for (const page of ['', '/settings', '/history', '/publish', '/discard', '/add'])
      expect(await pageOf(world, LAN, `${draft}${page}`)).not.toContain('<script>alert');
    expect(await pageOf(world, LAN, '/console/flows')).not.toContain('<script>alert');
  });
});

describe('a text without measure', () => {
  test('is answered beside its field with all that was typed, and nothing is saved', async () => {
    const draft = await beginDraft(world);
    const age = `${draft}/questions/-/age`;
    const long = 'dài '.repeat(25_000);
    const answer = await sendQuestion(world, age, {
      fields: { 'text.vi.all': long, 'simpler.vi.all': 'Gõ rồi' },
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('href="#field-text-vi-all"');
    expect(readable(html)).toContain('nhiều nhất 4096');
    expect(html).toContain('Gõ rồi');
    expect(await world.dependencies.flows.history(idOf(draft))).toHaveLength(1);
    const title = await world.post(LAN, '/console/flows/new', { id: randomUUID(), title: long, place: 'VN' });
    expect(title.status).toBe(422);
    const words = await world.post(LAN, `${draft}/add`, { list: '-', after: '', kind: 'info', words: long });
    expect(words.status).toBe(422);
    const settings = `${draft}/settings`;
    const form = formOf(await pageOf(world, LAN, settings), settings);
    expect((await world.post(LAN, settings, { ...form, 'closing.vi.all': long })).status).toBe(422);
  });

  test('and a form without measure is refused whole', async () => {
    const draft = await beginDraft(world);
    const answer = await world.post(LAN, `${draft}/questions/-/age`, {
      'text.vi.all': 'x'.repeat(3_000_000),
    });
    expect(answer.status).toBe(413);
    const none = await world.post(LAN, `${draft}/questions/-/age`, {}, { 'content-type': 'text/plain' });
    expect(none.status).toBe(400);
  });
});

describe('characters nobody types', () => {
  test('are left out or stood in for', async () => {
    const draft = await beginDraft(world);
    const age = `${draft}/questions/-/age`;
    await sendQuestion(world, age, { fields: { 'text.vi.all': 'Em\u0000 mấy\u0008 tuổi\ud800?' } });
    expect(readable(await pageOf(world, LAN, age))).toContain('Em mấy tuổi\ufffd?');
  });

  test('names of the language are names like others', async () => {
    const draft = await beginDraft(world, LAN, 'VN', '__proto__');
    const path = await addQuestion(world, draft, 'choice', 'constructor');
    const options = { 'options.0.label.vi.all': '__proto__', 'options.1.label.vi.all': 'hasOwnProperty' };
    const odd = {
      'text.__proto__.all': 'x',
      'options.__proto__.was': '1',
      drop: ['__proto__', 'constructor'],
    };
    const fields = { ...options, ...odd, 'when.add': '__proto__ in', 'routes.to': '__proto__' };
    for (const press of [
      '',
      'when.add',
      'routes.add',
      'options.__proto__.up',
      '__proto__',
      'routes.0.when.9.remove',
    ])
      expect((await sendQuestion(world, path, { fields, press })).status).toBe(303);
    await pageOf(world, LAN, path);
    await pageOf(world, LAN, draft);
    expect(Object.prototype).toEqual({});
    for (const key of ['__proto__', 'constructor', '@99', '%2e%2e', '%00', '%F0%9F%98%80']) {
      expect((await world.get(LAN, `${draft}/questions/-/${key}`)).status).toBe(
        key === 'constructor' ? 200 : 404,
      );
      expect((await world.get(LAN, `${draft}/questions/${key}/age`)).status).toBe(404);
      expect([303, 404]).toContain(
        (await world.post(LAN, `${draft}/entries/${key}/age`, { do: 'up' })).status,
      );
    }
  });
});

describe('a source from anywhere', () => {
  const begin = async (source: unknown): Promise<string> => {
    const draft = await beginDraft(world);
    await world.dependencies.flows.edit({
      ...{ draft: idOf(draft), by: 'x', what: 'imported', joins: false },
      edit: () => ({ kind: 'edited', source: source as Record<string, unknown>, address: null }),
    });
    return draft;
  };

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['a list', ['x']],
    [
      'questions that are none',
      { questions: [null, 3, 'x', [], {}, { id: 5 }, { kind: 'choice' }, { use: 3 }] },
    ],
    [
      'blocks that are none',
      { blocks: { a: null, b: [null], c: [{ use: 'c' }] }, questions: [{ use: 'c' }] },
    ],
    ['text of every type', { title: 5, closing: ['x'], questions: [{ id: 'q', kind: 'info', text: 5 }] }],
    ['odd settings', { languages: 'vi', ages: [null], channels: { a: 1 }, indicators: 'x', more: 1 }],
    ['odd parts', { questions: [{ id: 'q', kind: 'lesson', options: 'x', right: {}, routes: 5, when: [] }] }],
    [
      'odd inner parts',
      { questions: [{ id: 'q', kind: 'choice', options: [null, 'x'], routes: [null, 'y'] }] },
    ],
    [
      'twins',
      {
        questions: [
          { id: 'q', kind: 'info' },
          { id: 'q', kind: 'info' },
        ],
      },
    ],
    [
      'prototypes',
      JSON.parse(
        '{"__proto__":1,"questions":[{"id":"__proto__","kind":"__proto__","text":{"__proto__":"x"}}]}',
      ),
    ],
  ])('is shown and can be edited: %s', async (_what, source) => {
    const draft = await begin(source);
    const html = await pageOf(world, LAN, draft);
    await pageOf(world, LAN, `${draft}/settings`);
    await pageOf(world, LAN, `${draft}/publish`);
    for (const [, path = ''] of html.matchAll(/<h3><a href="([^"]*)"/g)) {
      const press = ['', 'options.add', 'routes.add', 'when.add', 'kind'];
      for (const what of press)
        expect([path, what, (await sendQuestion(world, path, { press: what })).status]).toEqual([
          path,
          what,
          303,
        ]);
    }
    for (const [, action = ''] of html.matchAll(/action="([^"]*\/entries\/[^"]*)"/g))
      for (const what of ['up', 'down', 'duplicate', 'unfold'])
        expect((await world.post(LAN, action, { do: what })).status).toBe(303);
  });

  test('with 500 questions it is shown, and says that there are too many', async () => {
    const text = { vi: 'Em khỏe không?' };
    const questions = Array.from({ length: 500 }, (_, n) => ({ id: `q-${n}`, kind: 'yes-no', text }));
    const draft = await begin({ questions });
    expect(readable(await pageOf(world, LAN, draft))).toContain('nhiều nhất 200 câu');
    const more = await world.post(LAN, `${draft}/entries/-/q-1`, { do: 'duplicate' });
    expect(more.headers.get('location')).toContain('done=full');
    const add = await world.post(LAN, `${draft}/add`, { list: '-', after: '', kind: 'info', words: 'Nữa' });
    expect(add.status).toBe(422);
    expect(readable(await add.text())).toContain('nhiều nhất 200 câu');
  }, 30_000);
});
