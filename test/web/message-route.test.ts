/** `POST /c/:code/messages`: what is taken, what is refused, and what the channel is told. */

import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/web/app.ts';
import { fakeDependencies } from './fake-dependencies.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

const send = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { ...JSON_TYPE, ...headers },
});

describe('a message', () => {
  it('reaches the web channel with visitor, code and language', async () => {
    const deps = fakeDependencies({
      answer: { kind: 'accepted', body: { messages: [{ text: 'Chào em' }] } },
    });
    const visitor = 'v'.repeat(32);
    const headers = { Cookie: `em-noi=${visitor}`, 'Accept-Language': 'en' };
    const response = await createApp(deps).request(
      '/c/thu/messages',
      send({ id: 'a-1', text: 'vui' }, headers),
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ messages: [{ text: 'Chào em' }] });
    const [delivery] = deps.deliveries;
    expect(delivery?.channel).toBe('web');
    expect(JSON.parse(delivery?.body ?? '')).toEqual({ id: 'a-1', text: 'vui' });
    expect(delivery?.header('X-Em-Noi-Visitor')).toBe(visitor);
    expect(delivery?.header('x-em-noi-code')).toBe('THU');
    expect(delivery?.header('accept-language')).toBe('en');
  });

  it('cannot bring headers of its own to the channel', async () => {
    const deps = fakeDependencies();
    const spoofed = {
      'X-Em-Noi-Visitor': 'someone-else'.repeat(3),
      'X-Em-Noi-Code': 'OTHER',
      Authorization: 'x',
    };
    await createApp(deps).request('/c/THU/messages', send({ id: 'a' }, spoofed));
    const [delivery] = deps.deliveries;
    expect(delivery?.header('x-em-noi-visitor')).toMatch(/^visitor-1-x+$/);
    expect(delivery?.header('x-em-noi-code')).toBe('THU');
    expect(delivery?.header('authorization')).toBeUndefined();
    expect(delivery?.header('cookie')).toBeUndefined();
    expect(delivery?.header('accept-language')).toBeUndefined();
  });

  it.each([
    ['the id alone', { id: 'a' }],
    ['words', { id: 'A_-9', text: 'x'.repeat(50_000) }],
    ['a choice', { id: '~'.repeat(128), choice: 'b:abc123:mood:sad' }],
    ['words that are empty', { id: 'a', text: '' }],
  ])('may be %s', async (_, message) => {
    const deps = fakeDependencies();
    expect((await createApp(deps).request('/c/THU/messages', send(message))).status).toBe(200);
    expect(JSON.parse(deps.deliveries[0]?.body ?? '')).toEqual(message);
  });

  it('loses fields that nobody knows before the channel sees it', async () => {
    const deps = fakeDependencies();
    await createApp(deps).request('/c/THU/messages', send('{"id":"a","__proto__":{"x":1},"admin":true}'));
    expect(deps.deliveries[0]?.body).toBe('{"id":"a"}');
  });

  it('gets an empty list where the channel has nothing to say', async () => {
    const response = await createApp(fakeDependencies()).request('/c/THU/messages', send({ id: 'a' }));
    expect(await response.json()).toEqual({ messages: [] });
  });

  it('is never cached', async () => {
    const response = await createApp(fakeDependencies()).request('/c/THU/messages', send({ id: 'a' }));
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('a refused message', () => {
  const cases: readonly [name: string, status: number, request: RequestInit][] = [
    ['no JSON', 400, send('{"id": ')],
    ['an empty body', 400, send('')],
    ['an array', 400, send([])],
    ['a string', 400, send('"x"')],
    ['null', 400, send('null')],
    ['no id', 400, send({ text: 'x' })],
    ['an id of the wrong type', 400, send({ id: 7 })],
    ['an empty id', 400, send({ id: '' })],
    ['an id too long', 400, send({ id: 'x'.repeat(129) })],
    ['an id with other signs', 400, send({ id: 'a b' })],
    ['words too long', 400, send({ id: 'a', text: 'x'.repeat(50_001) })],
    ['words of the wrong type', 400, send({ id: 'a', text: { a: 1 } })],
    ['a choice too long', 400, send({ id: 'a', choice: 'x'.repeat(201) })],
    ['words and a choice at once', 400, send({ id: 'a', text: 'x', choice: 'y' })],
    ['nesting without end', 400, send('['.repeat(120_000))],
    ['nesting that ends', 400, send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['nesting in a field', 400, send(`{"id":"a","text":${'['.repeat(50_000)}${']'.repeat(50_000)}}`)],
    ['more than 256 KiB', 413, send({ id: 'a', text: 'x'.repeat(256 * 1024) })],
    ['5 MB', 413, send('x'.repeat(5 * 1024 * 1024))],
    ['no type', 415, { method: 'POST', body: new Uint8Array([0x7b]) }],
    ['text/plain', 415, send('{"id":"a"}', { 'Content-Type': 'text/plain' })],
    ['a form', 415, send('id=a', { 'Content-Type': 'application/x-www-form-urlencoded' })],
    ['almost the type', 415, send('{"id":"a"}', { 'Content-Type': 'application/jsonx' })],
  ];

  it.each(cases)(
    '%s gets %i as problem details, and the channel never sees it',
    async (_, status, request) => {
      const deps = fakeDependencies();
      const response = await createApp(deps).request('/c/THU/messages', request);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await response.json()).toMatchObject({ type: 'about:blank', status, title: expect.any(String) });
      expect(deps.deliveries).toHaveLength(0);
    },
  );

  it('takes JSON with a charset', async () => {
    const request = send({ id: 'a' }, { 'Content-Type': 'Application/JSON; charset=utf-8' });
    expect((await createApp(fakeDependencies()).request('/c/THU/messages', request)).status).toBe(200);
  });

  it.each(['XYZ', 'a', '%20', 'x'.repeat(300), '..%2f..', 'T%00HU'])(
    'finds nothing behind %s',
    async (code) => {
      const deps = fakeDependencies();
      const response = await createApp(deps).request(`/c/${code}/messages`, send({ id: 'a' }));
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(deps.deliveries).toHaveLength(0);
    },
  );

  it('is told so in the language the reader prefers', async () => {
    const app = createApp(fakeDependencies());
    const details: string[] = [];
    for (const language of ['vi', 'en-GB,vi;q=0.5', 'fr', 'en;q=0, vi;q=0.1']) {
      const response = await app.request(
        '/c/XYZ/messages',
        send({ id: 'a' }, { 'Accept-Language': language }),
      );
      details.push((await response.json()).detail);
    }
    const [vietnamese, english] = details;
    expect(english).toMatch(/no such code/);
    expect(details).toEqual([vietnamese, english, vietnamese, vietnamese]);
  });

  it.each([
    ['unavailable', 503],
    ['unauthorized', 400],
    ['off', 404],
  ] as const)('%s becomes %i', async (kind, status) => {
    const app = createApp(fakeDependencies({ answer: { kind } }));
    const response = await app.request('/c/THU/messages', send({ id: 'a' }));
    expect(response.status).toBe(status);
    expect((await response.json()).status).toBe(status);
  });

  it('gets a problem, and no word of the cause, when we fail', async () => {
    const deps = fakeDependencies({
      describeInvitation: () => Promise.reject(new Error('host db-7 is gone')),
    });
    const response = await createApp(deps).request('/c/THU/messages', send({ id: 'a' }));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('db-7');
    expect(deps.logged).toContainEqual(expect.objectContaining({ event: 'web.fault' }));
  });
});

describe('the log', () => {
  it('names the route and never the code, the cookie or the words', async () => {
    const deps = fakeDependencies();
    await createApp(deps).request('/c/THU/messages', send({ id: 'a', text: 'em buồn' }));
    const lines = JSON.stringify(deps.logged);
    expect(lines).toContain('/c/:code/messages');
    expect(lines).not.toMatch(/THU|buồn|visitor-1/);
  });
});
