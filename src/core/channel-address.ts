/** Where a child finds a consultation on each channel. */

import type { ChannelName } from './channel.ts';

/** The doors of an installation, from its settings; what is not set is absent. */
export type Doors = {
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Without `@`. */
  readonly telegramBot?: string;
  readonly zaloBotLink?: string;
  readonly zaloOaId?: string;
};

/**
 * Gives the address that leads a code's children in. A Zalo link carries nothing: there the code is typed afterwards.
 *
 * @returns `null` where the installation does not know its door
 * @see https://core.telegram.org/bots/features#deep-linking (read 2026-11-23)
 */
export function addressOn(channel: ChannelName, code: string, doors: Doors): string | null {
  switch (channel) {
    case 'web':
      return `${doors.publicUrl}/c/${code}`;
    case 'telegram':
      return doors.telegramBot === undefined ? null : `https://t.me/${doors.telegramBot}?start=${code}`;
    case 'zalo':
      return doors.zaloBotLink ?? null;
    case 'zalo-oa':
      return doors.zaloOaId === undefined ? null : `https://zalo.me/${encodeURIComponent(doors.zaloOaId)}`;
    default:
      return channel satisfies never;
  }
}
