/** What was asked for by the address of a handout: whose, in which language, with which code on it. */

import type { Doors } from '../../../core/channel-address.ts';
import type { Consultation } from '../../../core/consultation.ts';
import { type Language, SOURCE_LANGUAGE } from '../../../core/language.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import { consultationHandout } from '../../../reports/handouts/consultation-handout.ts';
import type { Handout } from '../../../reports/handouts/handout.ts';
import type { Visit } from '../console-route.ts';
import type { Press } from './press.ts';

/** A code for many children. */
export type HandoutCode = {
  readonly code: string;
  readonly place: LocalityCode | null;
  /** What staff call it. */
  readonly label: string;
};

/** A sheet of one-time codes, without the codes. */
export type HandoutSheet = {
  readonly id: string;
  readonly place: LocalityCode | null;
  readonly label: string;
  readonly size: number;
  readonly madeAt: Date;
};

/** All that handouts of a consultation are made from. */
export type HandoutMatter = {
  readonly consultation: Consultation;
  /** Languages its questions are asked in. */
  readonly languages: readonly Language[];
  /** Whose it is. */
  readonly place: LocalityCode;
  /** Who answers for it; empty where nobody said. */
  readonly responsible: string;
  /** Those without a place first. */
  readonly codes: readonly HandoutCode[];
  /** Newest first. */
  readonly sheets: readonly HandoutSheet[];
};

/** Languages our own words on handouts are written in. */
const HANDOUT_LANGUAGES = ['vi', 'en'] as const;

/** Languages handouts are offered in: a poster in one the questions lack would promise too much. */
export function languagesOffered({ languages }: Pick<HandoutMatter, 'languages'>): readonly Language[] {
  return HANDOUT_LANGUAGES.filter((one) => one === SOURCE_LANGUAGE || languages.includes(one));
}

/** What was asked for by the address: a handout, and the code on it. */
export type Wanted = {
  readonly visit: Visit;
  /** Address of the page, before which its PDFs' names go. */
  readonly base: string;
  readonly matter: HandoutMatter;
  readonly handout: Handout;
  /** `null` where the consultation has no code for many. */
  readonly code: HandoutCode | null;
  readonly doors: Doors;
  readonly press: Press;
  /** The one-time codes of a sheet: secrets, read only to be printed. @returns `null` where there is no such sheet */
  readonly codesOf: (sheetId: string) => Promise<readonly string[] | null>;
};

/** Reads the address; `null` where it names a code that is not this consultation's. */
export function readWanted(
  found: Pick<Wanted, 'visit' | 'base' | 'matter' | 'doors' | 'press' | 'codesOf'>,
): Wanted | null {
  const { visit, matter, doors } = found;
  const asked = visit.c.req.query('code');
  const code = matter.codes.find((one) => asked === undefined || one.code === asked) ?? null;
  if (asked !== undefined && code === null) return null;
  // Not `lang`: that would change the language of the console.
  const offered = languagesOffered(matter);
  const wished = [visit.c.req.query('language'), visit.language];
  const language = wished.flatMap((wish) => offered.filter((one) => one === wish))[0] ?? SOURCE_LANGUAGE;
  const wish = { language, code: code?.code ?? '', place: code?.place ?? null };
  return { ...found, handout: consultationHandout(matter, wish, { ...visit.ground, doors }), code };
}
