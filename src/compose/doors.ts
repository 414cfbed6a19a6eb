/** Where children find this installation on each channel, from its settings. */

import type { Config } from '../config.ts';
import type { Doors } from '../core/channel-address.ts';

/** Reads the doors; a channel that is off, or whose address is not set, has none. */
export function doorsOf(config: Config, publicUrl: string): Doors {
  const { TELEGRAM_BOT_USERNAME: telegramBot, ZALO_BOT_LINK: zaloBotLink, ZALO_OA_ID: zaloOaId } = config;
  return {
    publicUrl,
    ...(telegramBot === undefined ? {} : { telegramBot }),
    ...(zaloBotLink === undefined ? {} : { zaloBotLink }),
    ...(zaloOaId === undefined ? {} : { zaloOaId }),
  };
}
