/** Makes and reads the tokens behind buttons: which walk, which question, which option. */

import type { Flow, QuestionId } from '../flow/flow.ts';
import { hasQuestion, positionOf } from '../flow/walk.ts';

/** What a button means. Options of ours begin with an underscore: `_skip`, `_back`, `_keep` … */
export type Button = {
  /** Short mark of the walk, 6 of `[a-z0-9]`. */
  readonly run: string;
  readonly question: QuestionId;
  readonly option: string;
};

/** Longest token in bytes; tokens are ASCII. @see CHANNEL_LIMITS */
const MAX_TOKEN = 64;

/**
 * Makes the token of a button. A question whose id makes it too long is named by its place in the flow (`~12`).
 *
 * @returns `b:<run>:<question>:<option>`, at most 64 bytes
 */
export function makeToken(flow: Flow, { run, question, option }: Button): string {
  const token = `b:${run}:${question}:${option}`;
  return token.length <= MAX_TOKEN ? token : `b:${run}:~${positionOf(flow, question)}:${option}`;
}

/**
 * Reads a token back.
 *
 * @returns `null` where it is no token, or names a question the flow does not have
 */
export function parseToken(flow: Flow, token: string): Button | null {
  if (token.length > MAX_TOKEN) return null;
  const [mark, run, named, option, ...more] = token.split(':');
  if (mark !== 'b' || !run || !named || !option || more.length > 0) return null;
  const question = named.startsWith('~') ? flow.questions[Number(named.slice(1))]?.id : named;
  if (question === undefined || !hasQuestion(flow, question)) return null;
  return { run, question, option };
}
