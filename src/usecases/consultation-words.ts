/** What a consultation's plan says to children: before the first question, and where it cannot ask them. */

import { ageSpans } from '../core/age-band.ts';
import { addressOn } from '../core/channel-address.ts';
import type { Consultation, ConsultationTerms, Invitation } from '../core/consultation.ts';
import { readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import type { InboundMessage, OutboundMessage } from '../core/message.ts';
import type { Say } from '../core/say.ts';
import { type Addressee, languageOf, phraseFor } from './say-to-contact.ts';
import type { TurnServices } from './turn-services.ts';

/** Who asks, what for, what becomes of the answers, and by when one hears back; nothing where there is no plan. */
export function openingOf(
  say: Say,
  { terms, minCell }: Pick<Consultation, 'terms' | 'minCell'>,
  language: Language,
): readonly OutboundMessage[] {
  if (terms === null) return [];
  const read = (text: ConsultationTerms['purpose']) => readText(text, language, null);
  const text = say(language, 'invitation.opening', {
    asker: read(terms.asker),
    purpose: read(terms.purpose),
    use: read(terms.use),
    least: minCell,
    days: terms.feedbackDays,
  });
  return [{ text: text.normalize('NFC') }];
}

/** What each child is told before it is asked to agree, in the words for most ages. @param contactDays as in the settings */
export function toldOf(
  say: Say,
  { minCell, feedbackDays }: Pick<ConsultationTerms, 'feedbackDays'> & Pick<Consultation, 'minCell'>,
  at: { readonly contactDays: number; readonly language: Language },
): string {
  return say(at.language, 'chat.told.all', { least: minCell, days: feedbackDays + at.contactDays });
}

/** Told to a child whose age is not asked; `null` where it is. */
export function outsideAges(
  say: Say,
  terms: ConsultationTerms | null,
  state: { readonly ageBand?: ConsultationTerms['ageBands'][number]; readonly language: Language },
): string | null {
  if (terms === null || state.ageBand === undefined || terms.ageBands.includes(state.ageBand)) return null;
  const spans = ageSpans(terms.ageBands).map(({ from, to }) => `${from}–${to}`);
  return say(state.language, 'chat.age.outside', { ages: spans.join(', ') });
}

/** Told to a child who comes on a channel that is not used, with the ways that work; `null` where it is used. */
export function channelDoor(
  services: TurnServices,
  to: Addressee & { readonly message: InboundMessage },
  at: { readonly consultation: Consultation; readonly invitation: Invitation },
): OutboundMessage | null {
  const { terms, title } = at.consultation;
  if (terms === null || terms.channels.includes(to.message.channel)) return null;
  const ways = terms.channels.map((channel) => {
    const { code } = at.invitation;
    const address = addressOn(channel, code, services.doors);
    const key = address === null ? 'invitation.way.typed' : `invitation.way.${channel}`;
    const name = services.say(languageOf(to), `channel.${channel}`);
    return services.say(languageOf(to), key, { address: address ?? '', code, channel: name });
  });
  const values = { title: readText(title, languageOf(to), null), ways: ways.join('\n') };
  return { ...phraseFor(services, to, { key: 'invitation.other-channel', values }), done: true };
}
