/** The rival that most bots are built like: grammY with its conversations plugin, stored in PostgreSQL. */

import { readFileSync } from 'node:fs';
import {
  type Conversation,
  type ConversationData,
  type ConversationFlavor,
  conversations,
  createConversation,
  type VersionedState,
} from '@grammyjs/conversations';
import { Bot, type Context, webhookCallback } from 'grammy';
import { Hono } from 'hono';
import pg from 'pg';
import type { RecordedReply } from '../chat.ts';
import { listen, setting } from './listen.ts';

type Outside = ConversationFlavor<Context>;

/** What our server says at each step: the same questions with the same buttons. */
const replies: readonly RecordedReply[] = JSON.parse(readFileSync(setting('REPLIES'), 'utf8'));
const pool = new pg.Pool({ connectionString: setting('DATABASE_URL'), max: 10 });

/** Text, as grammY's own adapter for PostgreSQL keeps it. */
const adapter = {
  async read(key: string): Promise<VersionedState<ConversationData> | undefined> {
    const text = 'SELECT value FROM conversations WHERE key = $1';
    const { rows } = await pool.query({ name: 'read', text, values: [key] });
    return rows[0] === undefined ? undefined : JSON.parse(rows[0].value);
  },
  async write(key: string, state: VersionedState<ConversationData>): Promise<void> {
    const text = `INSERT INTO conversations (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
    await pool.query({ name: 'write', text, values: [key, JSON.stringify(state)] });
  },
  async delete(key: string): Promise<void> {
    const text = 'DELETE FROM conversations WHERE key = $1';
    await pool.query({ name: 'delete', text, values: [key] });
  },
};

/** Asks one question after another; taps are not acknowledged, which spares it one call for each. */
async function askAll(conversation: Conversation<Outside, Context>, first: Context): Promise<void> {
  let context = first;
  const answers: string[] = [];
  for (const [at, { text, reply_markup: markup }] of replies.entries()) {
    const buttons = markup?.inline_keyboard.map((row) => [...row]);
    await context.reply(text, buttons === undefined ? {} : { reply_markup: { inline_keyboard: buttons } });
    if (at === replies.length - 1) return;
    context = await conversation.wait();
    answers.push(context.callbackQuery?.data ?? context.message?.text ?? '');
  }
}

const bot = new Bot<Outside>('123456:bench-token', {
  client: { apiRoot: setting('VENDOR_URL') },
  botInfo: {
    id: 123456,
    is_bot: true,
    first_name: 'Em Nói',
    username: 'em_noi_bot',
    can_join_groups: false,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  },
});
bot.use(conversations<Outside, Context>({ storage: { type: 'key', adapter } }));
bot.use(createConversation(askAll, 'survey'));
bot.command('start', (context) => context.conversation.enter('survey'));

const app = new Hono();
app.post('/webhooks/telegram', webhookCallback(bot, 'hono', { secretToken: setting('WEBHOOK_SECRET') }));
listen(app);
