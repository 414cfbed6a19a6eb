/** How large the stored state of a walk becomes, and whether it grows with the number of messages. */

import { openChat, RUN, tapping, typing } from './chat.ts';
import type { EmNoi } from './em-noi.ts';
import { query } from './ground.ts';
import { type Figures, printHeading, printTable } from './report.ts';
import { CLOSING, optionOf } from './walk.ts';

const CODE = 'STATE';
const SLUG = 'bench-thirty';
const ANSWERS = 30;
const LAST_QUESTION = 'friends-at-home';
const EXTRA_MESSAGES = 300;
const MAX_BYTES = 2_048;
/** A walk with hundreds of messages more may differ by so much, for whatever was said last. */
const TOLERANCE_BYTES = 64;

/**
 * Lets one child answer 30 questions, and another who goes back and forth for 300 messages more.
 *
 * @throws when a state is larger than 2,048 bytes, or grows with the messages
 */
export async function benchState(server: EmNoi, databaseUrl: string): Promise<Figures> {
  await server.launch('thirty-questions.yaml', CODE);
  await answerThirty(server.port, 8_000_000_001, 0);
  const [plain = 0] = await stateSizes(databaseUrl);
  await answerThirty(server.port, 8_000_000_002, EXTRA_MESSAGES);
  const sizes = await stateSizes(databaseUrl);
  const restless = sizes.find((size) => size !== plain) ?? plain;
  printHeading('State of a walk in the database');
  printTable(
    ['', 'bytes'],
    [
      [`${ANSWERS} answers`, String(plain)],
      [`${ANSWERS} answers and ${EXTRA_MESSAGES} messages back and forth`, String(restless)],
    ],
  );
  if (sizes.length !== 2) throw new Error(`Two walks were played, but ${sizes.length} are stored.`);
  if (Math.max(plain, restless) > MAX_BYTES) throw new Error(`A state is larger than ${MAX_BYTES} bytes.`);
  if (restless - plain > TOLERANCE_BYTES) throw new Error('The state of a walk grows with its messages.');
  return { session_state_bytes: plain, session_state_bytes_after_300_more: restless };
}

/** Goes back from the last question and forth again until the extra messages are used up, then answers it. */
async function answerThirty(port: number, child: number, extra: number): Promise<void> {
  const chat = openChat(port, child);
  let reply = await chat.deliver(typing(`/start ${CODE}`));
  let left = extra;
  while (!reply.text.includes(CLOSING)) {
    const option = optionOf(reply);
    if (option === null) throw new Error(`No option to take in: ${reply.text}`);
    const isLast = option.token.startsWith(`b:${RUN}:${LAST_QUESTION}:`);
    const goesBack = isLast && left > 0;
    if (goesBack) left -= 2;
    reply = await chat.deliver(
      tapping(reply, goesBack ? option.token.replace(/[^:]+$/, '_back') : option.token),
    );
  }
}

async function stateSizes(databaseUrl: string): Promise<readonly number[]> {
  const rows = await query<{ bytes: number }>(
    databaseUrl,
    `SELECT octet_length(s.state::text) AS bytes FROM sessions s
     JOIN consultations c ON c.id = s.consultation_id WHERE c.slug = '${SLUG}'`,
  );
  return rows.map(({ bytes }) => bytes);
}
