/** Which language a page speaks before the conversation says so itself. */

import type { Context } from 'hono';
import { type Language, SOURCE_LANGUAGE } from '../core/language.ts';

/** The languages our own phrases are written in; a page in another one borrows the Vietnamese phrases. */
export const PAGE_LANGUAGES: readonly Language[] = [SOURCE_LANGUAGE, 'en'];

/**
 * Chooses among the offered languages: the address's `?lang=`, else what the browser prefers, else the first.
 *
 * @param offered at least one
 */
export function choosePageLanguage(c: Context, offered: readonly Language[]): Language {
  return askedLanguage(c, offered) ?? preferredLanguage(c.req.header('accept-language'), offered);
}

/** The language the address asks for with `?lang=`; `undefined` where it asks for none that is offered. */
export function askedLanguage(c: Context, offered: readonly Language[]): Language | undefined {
  const wished = c.req.query('lang');
  return offered.find((language) => language === wished);
}

/** @see choosePageLanguage */
function preferredLanguage(header: string | undefined, offered: readonly Language[]): Language {
  const wishes = (header ?? '').slice(0, 500).split(',').map(readWish);
  wishes.sort((a, b) => b.weight - a.weight);
  for (const { tag, weight } of wishes) {
    const found = offered.find((language) => language === tag);
    if (found !== undefined && weight > 0) return found;
  }
  return offered[0] ?? SOURCE_LANGUAGE;
}

function readWish(part: string): { readonly tag: string; readonly weight: number } {
  const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
  const weight = quality === undefined ? 1 : Number(quality.trim().slice(2));
  return { tag: range.split('-')[0] ?? '', weight: Number.isFinite(weight) ? weight : 0 };
}
