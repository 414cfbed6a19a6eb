/** Tells Telegram that a tap was seen: one small call a tap, the most frequent of all. */

import type { Fetch } from '../../ports/fetch.ts';
import { postToVendor } from '../http-send.ts';
import { apiRootOf, type TelegramAccess } from './api.ts';

/** A callback query expires after about 15 s; later than this an answer to it is of no use. */
const TIMEOUT_MS = 5_000;

/** So many may be under way. When Telegram is slow, the children's answers need the machine more than buttons do. */
const MAX_UNDER_WAY = 256;

/**
 * Makes the answering of taps. It never rejects: whatever fails, the only harm is a button that looks busy for a while.
 *
 * @see https://core.telegram.org/bots/api#answercallbackquery
 */
export function createAnswerTap(
  access: TelegramAccess & { readonly fetch?: Fetch },
): (callbackQueryId: string) => Promise<void> {
  const url = `${apiRootOf(access)}/bot${access.token}/answerCallbackQuery`;
  const fetching = access.fetch === undefined ? {} : { fetch: access.fetch };
  let underWay = 0;
  return async (callbackQueryId) => {
    if (underWay >= MAX_UNDER_WAY) return;
    underWay += 1;
    await postToVendor({
      url,
      body: { callback_query_id: callbackQueryId },
      timeoutMs: TIMEOUT_MS,
      ...fetching,
    });
    underWay -= 1;
  };
}
