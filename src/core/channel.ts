/** The channels a child can answer on, and what each can carry. */

/** In the order of their folders. */
export const CHANNEL_NAMES = ['web', 'telegram', 'zalo', 'zalo-oa'] as const;

/** One way of reaching a child. */
export type ChannelName = (typeof CHANNEL_NAMES)[number];

/** How options appear: tappable buttons, or a numbered list that the child answers by typing. */
export type ChoiceUi = 'buttons' | 'numbered';

/** What a channel can carry. Lengths are UTF-16 code units unless the name says bytes. */
export type ChannelLimits = {
  /** Longest text of one message. */
  readonly maxText: number;
  readonly choiceUi: ChoiceUi;
  /** Most buttons under one message; beyond it the options are numbered in the text instead. */
  readonly maxButtons: number;
  /** Longest label of a button. */
  readonly maxLabel: number;
  /** Longest machine-readable token behind a button, in UTF-8 bytes. */
  readonly maxTokenBytes: number;
};

/**
 * The limits of every channel.
 *
 * Telegram: Bot API 10.3 (text 4096, `callback_data` 64 bytes). Zalo Bot: 2,000, of which 100 are kept in
 * reserve because its counting unit is unknown; no buttons. Zalo OA: text 2,000, 5 buttons, titles ≤ 100.
 * The web has no vendor's limit; its figures keep a screen readable.
 */
export const CHANNEL_LIMITS: Readonly<Record<ChannelName, ChannelLimits>> = {
  web: { maxText: 4000, choiceUi: 'buttons', maxButtons: 40, maxLabel: 120, maxTokenBytes: 64 },
  telegram: { maxText: 4096, choiceUi: 'buttons', maxButtons: 40, maxLabel: 64, maxTokenBytes: 64 },
  zalo: { maxText: 1900, choiceUi: 'numbered', maxButtons: 0, maxLabel: 120, maxTokenBytes: 64 },
  'zalo-oa': { maxText: 2000, choiceUi: 'buttons', maxButtons: 5, maxLabel: 100, maxTokenBytes: 64 },
};
