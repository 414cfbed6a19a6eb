/** The one-statement rival on the embedded database: each message is a statement, and a commit, of its own. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Hono } from 'hono';
import { openEmbedded } from '../../src/storage/embedded.ts';
import type { RecordedReply } from '../chat.ts';
import { listen, setting } from './listen.ts';
import { SESSION_TABLE, takeUpdate } from './tables.ts';

type Row = { readonly version: number };
type RunStatement = (chat: number, answer: string) => Promise<readonly Row[]>;

const secret = setting('WEBHOOK_SECRET');
const replies: readonly RecordedReply[] = JSON.parse(readFileSync(setting('REPLIES'), 'utf8'));
const run = setting('DURABLE') === '1' ? await openDurable() : await openPlain();

/** Opened as ours is: what is answered has reached the disk; the statement stays planned. */
async function openDurable(): Promise<RunStatement> {
  const database = await openEmbedded(setting('DATA_DIR'));
  await database.query(SESSION_TABLE);
  const text = takeUpdate({}).statement.text.replace('$1', '$1::bigint').replace('$2', '$2::jsonb');
  return (chat, answer) => database.run<Row>({ name: 'take_update', text }, [String(chat), answer]);
}

/** Opened as PGlite's guide says, which never waits for the disk. */
async function openPlain(): Promise<RunStatement> {
  const pglite = await PGlite.create(join(setting('DATA_DIR'), 'plain'));
  await pglite.exec(SESSION_TABLE);
  const { text } = takeUpdate({}).statement;
  return async (chat, answer) => (await pglite.query<Row>(text, [chat, answer])).rows;
}

const app = new Hono();
app.post('/webhooks/telegram', async (c) => {
  if (c.req.header('x-telegram-bot-api-secret-token') !== secret) return c.body(null, 401);
  const { chat, answer } = takeUpdate(await c.req.json());
  const [row] = await run(chat, answer);
  const reply = replies[((row?.version ?? 1) - 1) % replies.length];
  return c.json({ method: 'sendMessage', chat_id: chat, ...reply });
});
listen(app);
