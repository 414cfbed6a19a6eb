/** Makes grammY's API client for one bot. */

import { Api } from 'grammy';

/** How a bot's API is reached. */
export type TelegramAccess = {
  /** `<digits>:<secret>`, as BotFather gave it. */
  readonly token: string;
  /** Without a slash at its end. Default: https://api.telegram.org */
  readonly apiRoot?: string;
  /** Default 20,000; must be well below the time for which the outbox leases a message. */
  readonly timeoutMs?: number;
};

/** Where the API is, without a slash at the end. */
export function apiRootOf({ apiRoot = 'https://api.telegram.org' }: Pick<TelegramAccess, 'apiRoot'>): string {
  return apiRoot.replace(/\/+$/, '');
}

const DEFAULT_TIMEOUT_MS = 20_000;

/** Makes the client. It throws grammY's `GrammyError` (answered: no) and `HttpError` (no readable answer). */
export function createApi(access: TelegramAccess): Api {
  return new Api(access.token, {
    apiRoot: apiRootOf(access),
    timeoutSeconds: (access.timeoutMs ?? DEFAULT_TIMEOUT_MS) / 1000,
    sensitiveLogs: false,
  });
}
