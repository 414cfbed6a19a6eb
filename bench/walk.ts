/** A child's walk through the bench flow, played once against our server and written down for everyone's load. */

import { openChat, type RecordedReply, RUN, tapping, typing } from './chat.ts';

/** One message of the walk, and what must come back. */
export type WalkStep = {
  /** The update as JSON, with the place-holders of `chat.ts`. */
  readonly update: string;
  /** Must be in our server's answer: the first option of the next question, or the closing words. */
  readonly due: string;
  readonly reply: RecordedReply;
};

/** How a walk is to be played. */
export type WalkOrder = {
  readonly port: number;
  readonly code: string;
  /** Typed answers are what every channel has; a tap is larger, and makes a call to the vendor besides. */
  readonly answers: 'typed' | 'tapped';
  readonly chat: number;
};

/** The words that end the flows of the bench. */
export const CLOSING = 'Xong rồi!';

/** Which option a child of the bench takes; the first one elsewhere. */
const TAKEN: Readonly<Record<string, string>> = { age: '12', way: 'bike' };

/** More than any flow of ours takes: something goes round. */
const MOST_MESSAGES = 80;

/** Plays one child to the end. @throws when the server's answer is not what a child could go on with */
export async function recordWalk(order: WalkOrder): Promise<readonly WalkStep[]> {
  const chat = openChat(order.port, order.chat);
  const steps: WalkStep[] = [];
  let update = typing(`/start ${order.code}`);
  while (steps.length < MOST_MESSAGES) {
    const reply = await chat.deliver(update);
    if (reply.text.includes(CLOSING)) return [...steps, { update, due: CLOSING, reply }];
    const option = optionOf(reply);
    if (option === null) throw new Error(`No option to take in: ${reply.text}`);
    steps.push({ update, due: `${option.token.slice(`b:${RUN}`.length)}"`, reply });
    update =
      order.answers === 'typed' ? typing(typedFor(option.label, steps.length)) : tapping(reply, option.token);
  }
  throw new Error(`The walk did not end after ${MOST_MESSAGES} messages.`);
}

/** What a child types for a button that reads "2. 🙂 Tạm được": by turns its number and its words. */
function typedFor(label: string, turn: number): string {
  const [, number = '', words = ''] = /^(?:(\d+)\. )?(?:\p{Extended_Pictographic} )?(.*)$/u.exec(label) ?? [];
  return turn % 2 === 0 || number === '' ? words : number;
}

/** The option a child takes: never one of our controls, but yes where our own question is all there is. */
export function optionOf(reply: RecordedReply): { readonly token: string; readonly label: string } | null {
  const buttons = reply.reply_markup?.inline_keyboard.flat() ?? [];
  const options = buttons.filter(({ callback_data: token }) => !token.split(':')[3]?.startsWith('_'));
  const wanted = options.find(({ callback_data: token }) => {
    const [, , question = '', option] = token.split(':');
    return TAKEN[question] === option;
  });
  const taken =
    wanted ?? options[0] ?? buttons.find(({ callback_data: token }) => token.endsWith(':_partial'));
  return taken === undefined ? null : { token: taken.callback_data, label: taken.text };
}
