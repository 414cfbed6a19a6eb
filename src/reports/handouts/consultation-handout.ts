/** Gathers a handout from what is known of a consultation. */

import { CHANNEL_NAMES, type ChannelName } from '../../core/channel.ts';
import type { Doors } from '../../core/channel-address.ts';
import type { Consultation } from '../../core/consultation.ts';
import { type FlowText, readText } from '../../core/flow/text.ts';
import type { Language } from '../../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../../core/locality.ts';
import type { Say } from '../../core/say.ts';
import type { Handout } from './handout.ts';
import { waysIn } from './way.ts';

/** What is known. */
export type HandoutSource = {
  readonly consultation: Consultation;
  /** Who answers for it; empty where nobody said. */
  readonly responsible: string;
};

/** The handout that is wanted. */
export type HandoutWish = {
  readonly language: Language;
  /** Empty for a handout without a code: its strips have their own. */
  readonly code: string;
  /** Where the code's children live; `null` where it does not say. */
  readonly place: LocalityCode | null;
};

/** With what it is gathered. */
export type HandoutGround = {
  readonly say: Say;
  readonly gazetteer: Gazetteer;
  readonly doors: Doors;
  readonly now: () => Date;
};

/** Gathers it. A consultation without a plan leaves empty what only a plan says. */
export function consultationHandout(
  { consultation, responsible }: HandoutSource,
  { language, code, place }: HandoutWish,
  ground: HandoutGround,
): Handout {
  const { terms } = consultation;
  const read = (text: FlowText | undefined) => (text === undefined ? '' : readText(text, language, null));
  const places = place === null ? consultation.places.filter((one) => one !== NATION) : [place];
  return {
    ...{ language, code, responsible },
    title: read(consultation.title),
    purpose: read(terms?.purpose),
    asker: read(terms?.asker),
    use: read(terms?.use),
    ageBands: terms?.ageBands ?? [],
    places: places.map((one) => placeName(one, language, ground)),
    opensAt: consultation.opensAt > ground.now() ? consultation.opensAt : null,
    closesAt: consultation.closesAt,
    feedbackDays: terms?.feedbackDays ?? null,
    minCell: consultation.minCell,
    ways: code === '' ? [] : waysIn(channelsOf(consultation), code, ground.doors),
  };
}

/** The channels children may answer on: those of the plan, else all. */
export function channelsOf({ terms }: Pick<Consultation, 'terms'>): readonly ChannelName[] {
  return terms === null ? CHANNEL_NAMES : CHANNEL_NAMES.filter((channel) => terms.channels.includes(channel));
}

/** "xã Ea Kao, tỉnh Đắk Lắk". */
export function placeName(
  code: LocalityCode,
  language: Language,
  { say, gazetteer }: Pick<HandoutGround, 'say' | 'gazetteer'>,
): string {
  const place = gazetteer.find(code);
  if (place === undefined) return code;
  const name = say(language, `handout.place.${place.kind}`, { name: place.name });
  return place.level === 'province'
    ? name
    : `${name}, ${placeName(place.parentCode, language, { say, gazetteer })}`;
}
