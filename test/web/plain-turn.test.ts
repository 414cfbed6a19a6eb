/** The chat without scripts: plain forms, one page for each turn. */

import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies } from './fake-dependencies.ts';

const VISITOR = { Cookie: `em-noi=${'v'.repeat(32)}` };
const QUESTION = {
  text: 'Em thấy <thế nào>?',
  choices: [
    { id: 'b:1:mood:good', label: '😀 Vui', role: 'option' },
    { id: 'b:1:mood:_skip', label: 'Bỏ qua', role: 'control' },
  ],
  progress: { at: 2, of: 9 },
  language: 'vi',
};

const form = (fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { ...VISITOR, 'Content-Type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
});

describe('a posted form', () => {
  it('is handed to the channel, and the page of its turn follows', async () => {
    const deps = fakeDependencies({ answer: { kind: 'accepted', body: { messages: [QUESTION] } } });
    const response = await createApp(deps).request('/c/THU', form({ id: 'a1', choice: 'b:1:x:y' }));
    expect([response.status, response.headers.get('location')]).toEqual([303, '/c/THU?turn=a1']);
    expect(deps.deliveries[0]?.body).toBe('{"id":"a1","choice":"b:1:x:y"}');
    expect(deps.deliveries[0]?.header('x-em-noi-visitor')).toBe('v'.repeat(32));
  });

  it('that cannot be read gives the page anew and is not handed on', async () => {
    for (const fields of [
      {},
      { id: '' },
      { id: 'a', text: 'x', choice: 'y' },
      { id: 'a', text: 'x'.repeat(50_001) },
    ]) {
      const deps = fakeDependencies();
      const response = await createApp(deps).request('/c/THU', form(fields));
      expect(response.status).toBe(200);
      expect(deps.deliveries).toHaveLength(0);
    }
  });

  it('for an unknown code gives 404', async () => {
    expect((await createApp(fakeDependencies()).request('/c/NOPE', form({ id: 'a' }))).status).toBe(404);
  });

  it('that could not be stored gives a page that may be loaded again', async () => {
    const app = createApp(fakeDependencies({ answer: { kind: 'unavailable' } }));
    expect((await app.request('/c/THU', form({ id: 'a', text: 'x' }))).status).toBe(503);
  });
});

describe('the page of a turn', () => {
  it('shows the reply to that turn, with its choices as buttons of a form', async () => {
    const deps = fakeDependencies({ answer: { kind: 'accepted', body: { messages: [QUESTION] } } });
    const response = await createApp(deps).request('/c/THU?turn=a1', { headers: VISITOR });
    const text = await response.text();
    expect(deps.deliveries.map(({ body }) => body)).toEqual(['{"id":"a1"}']);
    expect(text).toContain('Em thấy &lt;thế nào&gt;?');
    expect(text).toMatch(/<button [^>]*name="choice" value="b:1:mood:good"/);
    expect(text).toContain('>2/9<');
  });

  it('asks where the conversation stands when nobody remembers the turn', async () => {
    const bodies: string[] = [];
    const deps = fakeDependencies({
      receiveDelivery: async ({ body }) => {
        bodies.push(body);
        return { kind: 'accepted', body: { messages: bodies.length === 1 ? [] : [QUESTION] } };
      },
    });
    const text = await (await createApp(deps).request('/c/THU?turn=a1', { headers: VISITOR })).text();
    expect(bodies).toHaveLength(2);
    expect(JSON.parse(bodies[1] ?? '')).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(text).toContain('Bỏ qua');
  });

  it('offers a start where there is nothing to show, whatever the turn is', async () => {
    for (const turn of ['', '<x>', 'x'.repeat(1000)]) {
      const path = `/c/THU?turn=${encodeURIComponent(turn)}`;
      const response = await createApp(fakeDependencies({ answer: { kind: 'unavailable' } })).request(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('Bắt đầu');
    }
  });
});

describe('the numbers of options', () => {
  const show = async (message: object): Promise<string> => {
    const deps = fakeDependencies({ answer: { kind: 'accepted', body: { messages: [message] } } });
    const response = await createApp(deps).request('/c/THU?turn=a1', { headers: VISITOR });
    return response.text();
  };
  it('are those they bring, and none where the message wants none', async () => {
    expect(await show(QUESTION)).toContain('<span class="number">1.</span>');
    const [vui] = QUESTION.choices;
    expect(await show({ ...QUESTION, choices: [{ ...vui, number: 3 }] })).toContain('>3.</span>');
    expect(await show({ ...QUESTION, numbered: false })).not.toContain('class="number"');
  });
});
