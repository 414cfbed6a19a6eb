/** The rival that does the least a bot with a memory can do: one prepared statement per message. */

import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import pg from 'pg';
import type { RecordedReply } from '../chat.ts';
import { listen, setting } from './listen.ts';
import { takeUpdate } from './tables.ts';

const secret = setting('WEBHOOK_SECRET');
/** What our server says at each step, so that answers are as long as ours. */
const replies: readonly RecordedReply[] = JSON.parse(readFileSync(setting('REPLIES'), 'utf8'));
const pool = new pg.Pool({ connectionString: setting('DATABASE_URL'), max: 10 });

const app = new Hono();
app.post('/webhooks/telegram', async (c) => {
  if (c.req.header('x-telegram-bot-api-secret-token') !== secret) return c.body(null, 401);
  const { statement, chat, answer } = takeUpdate(await c.req.json());
  const { rows } = await pool.query({ ...statement, values: [chat, answer] });
  const reply = replies[(rows[0].version - 1) % replies.length];
  return c.json({ method: 'sendMessage', chat_id: chat, ...reply });
});
listen(app);
