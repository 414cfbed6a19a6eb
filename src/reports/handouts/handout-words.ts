/** The sentences that a poster, a slide and a strip have in common. */

import { type AgeBand, ageSpans } from '../../core/age-band.ts';
import { dayOf } from '../../core/day.ts';
import type { Language } from '../../core/language.ts';
import type { PhraseValues, Say } from '../../core/say.ts';
import type { Handout } from './handout.ts';
import { printedAddress, type Way } from './way.ts';

/** Gives a phrase `handout.<key>` in the handout's language. */
export type Phrase = (key: string, values?: PhraseValues) => string;

/** Binds the phrases to a handout. */
export function phrasesFor({ language }: Pick<Handout, 'language'>, say: Say): Phrase {
  return (key, values) => say(language, `handout.${key}`, values);
}

/** Who asks; dots to write on where nobody said. */
export function whoAsks({ asker }: Handout, phrase: Phrase): string {
  return asker === '' ? phrase('who.blank') : phrase('who', { asker });
}

/** What it is for; empty where nobody said. */
export function whatFor({ purpose }: Handout, phrase: Phrase): string {
  return purpose === '' ? '' : phrase('what-for', { purpose });
}

/** Which children are asked; empty where that was not settled. */
export function forWhom({ ageBands, places }: Handout, phrase: Phrase): string {
  const where = places.length === 0 || places.length > MOST_PLACES ? '' : places.join(', ');
  if (ageBands.length === 0) return where === '' ? '' : phrase('for.places', { places: where });
  const ages = writtenAges(ageBands);
  return where === '' ? phrase('for.ages', { ages }) : phrase('for.both', { ages, places: where });
}

/** More places than these are no help to read. */
const MOST_PLACES = 3;

/** Until when; what is known of it. */
export function untilWhen({ language, opensAt, closesAt }: Handout, phrase: Phrase): string {
  const from = opensAt === null ? '' : writtenDay(opensAt, language);
  if (closesAt === null) return from === '' ? phrase('until.open') : phrase('until.from', { from });
  const end = lastMoment(closesAt, language);
  if (end.time !== null) return phrase('until.time', { day: end.day, time: end.time });
  return from === '' ? phrase('until.day', { day: end.day }) : phrase('until.both', { from, day: end.day });
}

/** What a child does with a way, in a few words. */
export function howTo({ channel, typed }: Way, code: string, phrase: Phrase): string {
  return phrase(`way.${channel}.do`, typed ? { code } : {});
}

/** What a screen reader says of a way's QR code. */
export function qrAlt(way: Way, phrase: Phrase): string {
  return phrase('qr.alt', { channel: phrase(`way.${way.channel}.name`), address: printedAddress(way) });
}

/** "7–15", "7–8, 11–13": bands that touch become one. */
export function writtenAges(bands: readonly AgeBand[]): string {
  return ageSpans(bands)
    .map(({ from, to }) => `${from}–${to}`)
    .join(', ');
}

/** A day as it is written in a language: 30/11/2026, 30 November 2026. */
export function writtenDay(instant: Date, language: Language): string {
  const month = language === 'vi' ? 'numeric' : 'long';
  return formatted(instant, language, { day: 'numeric', month, year: 'numeric' });
}

/** The last day on which one may answer, and the time on it unless the whole day counts. */
export function lastMoment(
  closesAt: Date,
  language: Language,
): { readonly day: string; readonly time: string | null } {
  const before = new Date(closesAt.getTime() - 1);
  // Midnight, or a minute before it, is the end of a whole day.
  const isWhole = dayOf(new Date(closesAt.getTime() + MINUTE_MS)) !== dayOf(before);
  const time = formatted(closesAt, language, { hour: '2-digit', minute: '2-digit', hour12: false });
  return { day: writtenDay(before, language), time: isWhole ? null : time };
}

const MINUTE_MS = 60_000;

function formatted(instant: Date, language: Language, options: Intl.DateTimeFormatOptions): string {
  const tag = language === 'vi' ? 'vi-VN' : 'en-GB';
  return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'Asia/Ho_Chi_Minh' }).format(instant);
}
