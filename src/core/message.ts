/** Channel-neutral messages: what a child sent and what is sent to a child. */

import type { ChannelName } from './channel.ts';
import type { Language } from './language.ts';

/** What may arrive that is not words: named only so far as an answer to it needs. */
export const UNSUPPORTED_CONTENTS = [
  'sticker',
  'image',
  'voice',
  'video',
  'file',
  'location',
  'contact',
  'hidden',
  'other',
] as const;

/** @see UNSUPPORTED_CONTENTS */
export type UnsupportedContent = (typeof UNSUPPORTED_CONTENTS)[number];

/** The content of one inbound message. `hidden`: the vendor withheld what a protected user wrote. */
export type InboundContent =
  | { readonly kind: 'open' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tap'; readonly token: string }
  | { readonly kind: 'unsupported'; readonly what: UnsupportedContent }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unblocked' };

/** One message of one account, decoded from a vendor's words. */
export type InboundMessage = {
  readonly channel: ChannelName;
  /** Unique for this message within its channel and bot; a repeated delivery carries the same key. */
  readonly key: string;
  /** The vendor's id of the chat to answer to. Personal: never logged, never stored in clear. */
  readonly account: string;
  /** When the vendor says it was sent. */
  readonly sentAt: Date;
  readonly content: InboundContent;
  /** The invitation code it is addressed to: a start payload, or the address of the web page. */
  readonly code?: string;
  /** The vendor's guess of the sender's language; a first guess only. */
  readonly language?: Language;
};

/** A tappable thing under a message. */
export type OutboundChoice = {
  /** Token that comes back when tapped; at most 64 bytes. */
  readonly id: string;
  readonly label: string;
  /** `option` answers the question and is numbered by its place, from 1; `control` is skip, back, done, keep … */
  readonly role: 'option' | 'control';
  /** The number an option is shown with where that is not its place: in a rank those left keep theirs. */
  readonly number?: number;
  /** For several-choice questions: already picked. */
  readonly picked?: boolean;
};

/** One message to a child, before a channel gives it its form. */
export type OutboundMessage = {
  /** Complete text in the child's language, NFC, without the options. */
  readonly text: string;
  readonly choices?: readonly OutboundChoice[];
  /** The options carry no numbers: where a number is an answer of its own they would be taken for it. */
  readonly numbered?: false;
  /** Said before the controls where they can only be typed, e.g. `Hoặc gõ:`; without it a pencil stands there. */
  readonly controlsLead?: string;
  /** Which question this is, out of how many are still expected on the present route; from 1. */
  readonly progress?: { readonly at: number; readonly of: number };
  /** The walk is over: no answer is expected. */
  readonly done?: boolean;
  /** How a typed answer should be entered where a channel can say so. */
  readonly entry?: 'text' | 'number' | 'letters';
  /** What language `text` is in, where the channel can say so to the reader's device. */
  readonly language?: Language;
};
