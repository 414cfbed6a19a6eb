/** The tables of the rivals, and the one statement of those that do one: a session's row, merged and read back. */

/** What grammY's conversations are kept in: text, as its own adapter for PostgreSQL does. */
export const CONVERSATIONS_TABLE = 'CREATE TABLE conversations (key text PRIMARY KEY, value text NOT NULL)';

/** What the one statement keeps. */
export const SESSION_TABLE = `CREATE TABLE sessions (
  chat bigint PRIMARY KEY,
  version int NOT NULL,
  state jsonb NOT NULL
)`;

const STATEMENT = {
  name: 'take_update',
  text: `INSERT INTO sessions (chat, version, state) VALUES ($1, 1, $2)
ON CONFLICT (chat) DO UPDATE SET version = sessions.version + 1, state = sessions.state || excluded.state
RETURNING version, state`,
};

type Update = {
  readonly message?: { readonly chat: { readonly id: number }; readonly text: string };
  readonly callback_query?: { readonly from: { readonly id: number }; readonly data: string };
};

/** Reads an update as far as the statement needs it. */
export function takeUpdate({ message, callback_query: tap }: Update) {
  const chat = message?.chat.id ?? tap?.from.id ?? 0;
  const [, , question = 'said', option] = tap?.data.split(':') ?? [];
  const answer = JSON.stringify({ [question]: option ?? message?.text ?? '' });
  return { statement: STATEMENT, chat, answer };
}
