/** What taking a turn needs from outside, and what one is given. */

import type { Doors } from '../core/channel-address.ts';
import type { Invitation } from '../core/consultation.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import type { Say } from '../core/say.ts';
import type { AddressBook, CodeKey } from '../ports/address-book.ts';
import type { Random } from '../ports/random.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What taking a turn needs from outside. */
export type TurnServices = {
  readonly flows: FlowLibrary;
  readonly catalogue: ConsultationCatalogue;
  readonly addressBook: AddressBook;
  readonly random: Random;
  readonly gazetteer: Gazetteer;
  readonly say: Say;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  /** Days for which an account is kept after the day by which children hear back. */
  readonly contactDays: number;
  /** Where children find us on each channel. */
  readonly doors: Doors;
};

/** A one-time code that a message names or may be. */
export type OneTimeCode = {
  readonly key: CodeKey;
  /** Whether a walk was begun with it, by whomever. */
  readonly isUsed: boolean;
};

/** One message with what was looked up for it. */
export type TurnInput = {
  readonly message: InboundMessage;
  /** The invitation of the message's code, or of its text where that reads as a code. */
  readonly invitation: Invitation | undefined;
  /** The same where it is for one child; else `null`. */
  readonly oneTime: OneTimeCode | null;
  readonly now: Date;
};

/** The messages of the answer; `needs-all-sessions` asks for a richer desk, and nothing was changed on this one. */
export type TurnOutcome = readonly OutboundMessage[] | 'needs-all-sessions';
