/** The channels that are configured; one without a token is off. */

import { createTelegramChannel } from '../channels/telegram/channel.ts';
import { createWebChannel } from '../channels/web/channel.ts';
import { createZaloChannel } from '../channels/zalo/channel.ts';
import { createZaloOaChannel } from '../channels/zalo-oa/channel.ts';
import type { Config } from '../config.ts';
import { CHANNEL_NAMES, type ChannelName } from '../core/channel.ts';
import type { Channel } from '../ports/channel.ts';
import type { Fetch } from '../ports/fetch.ts';
import type { TokenStore } from '../ports/token-store.ts';

/** Names the channels that are configured, in their order. */
export function configuredChannels(config: Config): readonly ChannelName[] {
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, ZALO_BOT_TOKEN, ZALO_WEBHOOK_SECRET } = config;
  const { ZALO_OA_ID, ZALO_OA_APP_ID, ZALO_OA_SECRET_KEY } = config;
  const needed: Readonly<Record<ChannelName, readonly (string | undefined)[]>> = {
    web: [],
    telegram: [TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET],
    zalo: [ZALO_BOT_TOKEN, ZALO_WEBHOOK_SECRET],
    'zalo-oa': [ZALO_OA_ID, ZALO_OA_APP_ID, ZALO_OA_SECRET_KEY],
  };
  return CHANNEL_NAMES.filter((name) => !needed[name].includes(undefined));
}

/** Builds every configured channel, by name. */
export function composeChannels(
  config: Config,
  tokens: TokenStore,
  fetch: Fetch = globalThis.fetch,
): ReadonlyMap<ChannelName, Channel> {
  const channels: Channel[] = [createWebChannel()];
  const { TELEGRAM_BOT_TOKEN, TELEGRAM_WEBHOOK_SECRET, ZALO_BOT_TOKEN, ZALO_WEBHOOK_SECRET } = config;
  if (TELEGRAM_BOT_TOKEN !== undefined && TELEGRAM_WEBHOOK_SECRET !== undefined) {
    channels.push(
      createTelegramChannel({
        token: TELEGRAM_BOT_TOKEN,
        webhookSecret: TELEGRAM_WEBHOOK_SECRET,
        botUsername: config.TELEGRAM_BOT_USERNAME ?? '',
        apiRoot: config.TELEGRAM_API_ROOT,
        rate: { perSecond: config.TELEGRAM_RATE },
        fetch,
      }),
    );
  }
  if (ZALO_BOT_TOKEN !== undefined && ZALO_WEBHOOK_SECRET !== undefined) {
    channels.push(
      createZaloChannel({
        token: ZALO_BOT_TOKEN,
        webhookSecret: ZALO_WEBHOOK_SECRET,
        apiRoot: config.ZALO_API_ROOT,
        rate: { perSecond: config.ZALO_RATE },
        fetch,
      }),
    );
  }
  const { ZALO_OA_ID, ZALO_OA_APP_ID, ZALO_OA_SECRET_KEY, ZALO_OA_REFRESH_TOKEN } = config;
  if (ZALO_OA_ID !== undefined && ZALO_OA_APP_ID !== undefined && ZALO_OA_SECRET_KEY !== undefined) {
    channels.push(
      createZaloOaChannel({
        oaId: ZALO_OA_ID,
        appId: ZALO_OA_APP_ID,
        secretKey: ZALO_OA_SECRET_KEY,
        apiRoot: config.ZALO_OA_API_ROOT,
        rate: { perSecond: config.ZALO_OA_RATE },
        fetch,
        tokens,
        ...(config.ZALO_OA_APP_SECRET_KEY === undefined
          ? {}
          : { appSecretKey: config.ZALO_OA_APP_SECRET_KEY }),
        ...(ZALO_OA_REFRESH_TOKEN === undefined ? {} : { refreshToken: ZALO_OA_REFRESH_TOKEN }),
      }),
    );
  }
  return new Map(channels.map((channel) => [channel.name, channel]));
}
