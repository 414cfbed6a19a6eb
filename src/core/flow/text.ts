/** Text of a flow in every language, with optional wordings for an age band. */

import type { AgeBand } from '../age-band.ts';
import { type Language, SOURCE_LANGUAGE } from '../language.ts';

/** One language's wording: one for all, or `all` plus wordings for single bands. */
export type Wording = string | ({ readonly all: string } & { readonly [band in AgeBand]?: string });

/** Wordings by language; `vi` is always there once a flow was checked. */
export type FlowText = Readonly<Record<Language, Wording>>;

/**
 * Chooses the wording for a child.
 *
 * @param band `null` while the age is not known
 * @returns the band's wording in the language, else the language's common one, else Vietnamese
 */
export function readText(text: FlowText, language: Language, band: AgeBand | null): string {
  const wording = text[language] ?? text[SOURCE_LANGUAGE] ?? '';
  if (typeof wording === 'string') return wording;
  return (band === null ? undefined : wording[band]) ?? wording.all;
}
