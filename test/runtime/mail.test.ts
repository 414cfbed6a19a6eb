/** E-mail through a real mail server on this machine: what arrives, and what is told of a server that takes nothing. */

import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { mailThrough } from '../../src/runtime/mail.ts';

type Letter = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts a mail server. @param more how it misbehaves */
async function mailServer(more: SMTPServerOptions = {}) {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    async onData(stream, { envelope }, done) {
      const raw = await text(stream);
      const { mailFrom, rcptTo } = envelope;
      letters.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        raw,
      });
      done();
    },
    ...more,
  });
  server.on('error', () => {});
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closing.push(() => new Promise((closed) => server.close(closed)));
  return { letters, address: `127.0.0.1:${(server.server.address() as AddressInfo).port}` };
}

const warned: unknown[] = [];
const log = { warn: (event: string, facts?: unknown) => void warned.push([event, facts]) };
const LETTER = {
  to: 'truc@example.vn',
  subject: 'Em Nói: có một em cần được giúp',
  text: 'Mời anh chị mở hồ sơ: https://em-noi.example.vn/console/protection/x\n.\nMột dòng chỉ có dấu chấm.',
};

it('arrives whole, in Vietnamese, for the one it is meant for', async () => {
  const { letters, address } = await mailServer();
  const send = mailThrough(`smtp://${address}`, 'em-noi@example.vn', log);
  expect(await send(LETTER)).toBe(true);
  const [letter] = letters;
  expect(letter).toMatchObject({ from: 'em-noi@example.vn', to: ['truc@example.vn'] });
  const [head = '', body = ''] = (letter?.raw ?? '').split('\r\n\r\n');
  expect(head).toMatch(/^Subject: =\?UTF-8\?/m);
  const encoded = /content-transfer-encoding: (\S+)/i.exec(head)?.[1];
  const plain =
    encoded === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_sign, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString();
  expect(plain.replaceAll('\r\n', '\n').trim()).toBe(LETTER.text);
});

it('signs in where a name and a password are set', async () => {
  const seen: unknown[] = [];
  const { letters, address } = await mailServer({
    authOptional: false,
    onAuth({ username, password }, _session, done) {
      seen.push([username, password]);
      done(password === 'p@ss' ? null : new Error('no'), { user: username });
    },
  });
  expect(await mailThrough(`smtp://truc:p%40ss@${address}`, 'a@b.vn', log)(LETTER)).toBe(true);
  expect(await mailThrough(`smtp://truc:wrong@${address}`, 'a@b.vn', log)(LETTER)).toBe(false);
  expect(seen).toEqual([
    ['truc', 'p@ss'],
    ['truc', 'wrong'],
  ]);
  expect(letters).toHaveLength(1);
});

it('that is refused, or finds nobody there, is told as such, with no address in the log', async () => {
  warned.length = 0;
  const { address } = await mailServer({
    onRcptTo: (_address, _session, done) => done(new Error('nobody of that name')),
  });
  expect(await mailThrough(`smtp://${address}`, 'a@b.vn', log)(LETTER)).toBe(false);
  expect(await mailThrough('smtp://127.0.0.1:1', 'a@b.vn', log)(LETTER)).toBe(false);
  expect(warned).toEqual([
    ['mail.refused', { code: 'EENVELOPE' }],
    ['mail.refused', { code: 'ESOCKET' }],
  ]);
  expect(JSON.stringify(warned)).not.toMatch(/truc@|nobody/);
});

it('carries no line that was smuggled into its subject or its address', async () => {
  const { letters, address } = await mailServer();
  const send = mailThrough(`smtp://${address}`, 'a@b.vn', log);
  await send({ ...LETTER, subject: 'x\r\nBcc: evil@example.org' });
  await send({ ...LETTER, to: 'truc@example.vn\r\nRCPT TO:<evil@example.org>' });
  for (const { to, raw } of letters) {
    expect(to).not.toContain('evil@example.org');
    expect(raw).not.toMatch(/^Bcc:/m);
  }
  expect(letters.length).toBeGreaterThan(0);
});
