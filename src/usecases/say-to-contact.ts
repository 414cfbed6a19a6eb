/** Our own sentences to a contact, where no walk speaks. */

import { type Consultation, statusOf } from '../core/consultation.ts';
import { readText } from '../core/flow/text.ts';
import { type Language, SOURCE_LANGUAGE } from '../core/language.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import { isSafeWord } from '../core/reply/safe-word.ts';
import { readWords } from '../core/reply/words.ts';
import { writeTime } from '../core/written-time.ts';
import { activeSession, type ContactDesk } from './contact-desk.ts';
import type { TurnServices } from './turn-services.ts';

/** Who is spoken to, and after which message. */
export type Addressee = { readonly desk: ContactDesk; readonly message: InboundMessage };

/** Gives a phrase in the contact's language; `{{link}}` is our address. */
export function phraseFor(
  services: TurnServices,
  to: Addressee,
  phrase: { readonly key: string; readonly values?: Readonly<Record<string, string>> },
): OutboundMessage {
  return { text: services.say(languageOf(to), phrase.key, { link: services.publicUrl, ...phrase.values }) };
}

/** Longest message that can be nothing but a call for help. */
const LONGEST_CALL = 80;

/** Tells whether a message is the safe word and nothing else. */
export function isCallForHelp(content: InboundMessage['content']): boolean {
  return (
    content.kind === 'text' && content.text.length <= LONGEST_CALL && isSafeWord(readWords(content.text))
  );
}

/** The helpline card, where no walk shows it. */
export function helplineCard(services: TurnServices, to: Addressee): OutboundMessage {
  return phraseFor(services, to, { key: 'chat.safe-word.card' });
}

/** What a contact is told at a consultation that takes no answers now; `null` where it is open. */
export function doorFor(
  services: TurnServices,
  to: Addressee,
  at: { readonly consultation: Consultation; readonly now: Date },
): OutboundMessage | null {
  const status = statusOf(at.consultation, at.now);
  if (status === 'open') return null;
  const language = languageOf(to);
  const title = readText(at.consultation.title, language, null);
  const values = {
    title,
    ...(status === 'scheduled' ? { day: writeTime(at.consultation.opensAt, language) } : {}),
  };
  return { ...phraseFor(services, to, { key: `invitation.${status}`, values }), done: true };
}

/** The language of the walk, else of the contact, else the vendor's guess, else Vietnamese. */
export function languageOf({ desk, message }: Addressee): Language {
  return activeSession(desk)?.state?.language ?? desk.language ?? message.language ?? SOURCE_LANGUAGE;
}
