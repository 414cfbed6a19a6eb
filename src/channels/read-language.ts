/** Reads the language a vendor or browser guesses for a sender. */

import type { Language } from '../core/language.ts';

/**
 * Gives the primary tag of a language tag or `Accept-Language` list, in lower case.
 *
 * @returns an empty object where there is none, so that it can be spread into a message
 */
export function readLanguage(value: string | undefined): { readonly language?: Language } {
  const tag = /^\s*([a-z]{2,3})(?=$|[-_,;\s])/i.exec(value ?? '')?.[1];
  return tag === undefined ? {} : { language: tag.toLowerCase() };
}
