/** The words of reminders and invitations, in the form of each channel. */

import type { Broadcast } from '../core/broadcast/broadcast.ts';
import { CHANNEL_LIMITS, type ChannelName } from '../core/channel.ts';
import type { Consultation } from '../core/consultation.ts';
import { readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import type { OutboundChoice, OutboundMessage } from '../core/message.ts';
import type { Say } from '../core/say.ts';
import { standingToken } from '../core/standing-consent.ts';

/** What the words depend on. */
export type BroadcastMatter = {
  readonly kind: Broadcast['kind'];
  readonly consultation: Pick<Consultation, 'title'>;
  /** The code that opens it; reminders do without. */
  readonly code: string | null;
};

/** Writes the message: one sentence, how to go on, and how to get no more of them. */
export function broadcastMessage(
  say: Say,
  { kind, consultation, code }: BroadcastMatter,
  to: { readonly channel: ChannelName; readonly language: Language },
): OutboundMessage {
  const { language } = to;
  const isTyped = CHANNEL_LIMITS[to.channel].choiceUi === 'numbered';
  // Where nothing can be tapped a code is what opens a consultation, and words that are understood anywhere take one up.
  const key = kind === 'invitation' && isTyped ? 'invitation.typed' : kind;
  const title = readText(consultation.title, language, null);
  const control = (name: string, word: Parameters<typeof standingToken>[0]): OutboundChoice => ({
    id: standingToken(word),
    label: say(language, `broadcast.control.${name}`),
    role: 'control',
  });
  const goOn = control(kind === 'reminder' ? 'go-on' : 'join', { kind: 'open', code });
  return {
    text: say(language, `broadcast.${key}`, { title, code: code ?? '' }).normalize('NFC'),
    choices: [...(key === 'invitation.typed' ? [] : [goOn]), control('stop', { kind: 'stop' })],
    controlsLead: say(language, 'broadcast.controls'),
    language,
  };
}
