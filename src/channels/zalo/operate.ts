/** What an operator does with the bot: set its webhook and see whether Zalo reaches it. */

import { AppError } from '../../core/app-error.ts';
import type { ZaloWebhook, ZaloWebhookTest } from './answers.ts';
import { createZaloBotClient, type ZaloBotClient, type ZaloBotOptions } from './client.ts';
import { ZaloApiError, ZaloHttpError } from './errors.ts';

/**
 * Makes Zalo deliver to an address. It is saved even where Zalo's own try failed: look at `verification`.
 *
 * @param webhook `url` is public https; `secret` 8–256 characters
 * @throws AppError `vendor-refused`
 */
export function setZaloWebhook(
  access: ZaloBotOptions,
  webhook: { readonly url: string; readonly secret: string },
): Promise<ZaloWebhook> {
  return call(access, (client) => client.setWebhook(webhook.url, webhook.secret));
}

/**
 * Lets Zalo try the webhook; the number of tries a day is limited.
 *
 * @throws AppError `vendor-refused`
 */
export function testZaloWebhook(access: ZaloBotOptions): Promise<ZaloWebhookTest> {
  return call(access, (client) => client.testWebhook());
}

/**
 * Tells which webhook is set; `null` for none. Zalo keeps no count of what waits, and no last error.
 *
 * @throws AppError `vendor-refused`
 */
export function zaloWebhookState(access: ZaloBotOptions): Promise<ZaloWebhook | null> {
  return call(access, (client) => client.getWebhookInfo());
}

async function call<Result>(
  access: ZaloBotOptions,
  work: (client: ZaloBotClient) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(createZaloBotClient(access));
  } catch (error) {
    throw new AppError('vendor-refused', { channel: 'zalo', status: statusOf(error), said: saidBy(error) });
  }
}

function statusOf(error: unknown): number {
  if (error instanceof ZaloApiError) return error.code;
  return error instanceof ZaloHttpError ? error.status : 0;
}

function saidBy(error: unknown): string {
  return error instanceof ZaloApiError ? error.description : 'no readable answer';
}
