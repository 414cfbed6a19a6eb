/** What taking a turn needs from outside, and what one is given. */

import type { Invitation } from '../core/consultation.ts';
import type { Gazetteer } from '../core/locality.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import type { Say } from '../core/say.ts';
import type { AddressBook } from '../ports/address-book.ts';
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
};

/** One message with what was looked up for it. */
export type TurnInput = {
  readonly message: InboundMessage;
  /** The invitation of the message's code, or of its text where that reads as a code. */
  readonly invitation: Invitation | undefined;
  readonly now: Date;
};

/** The messages of the answer; `needs-all-sessions` asks for a richer desk, and nothing was changed on this one. */
export type TurnOutcome = readonly OutboundMessage[] | 'needs-all-sessions';
