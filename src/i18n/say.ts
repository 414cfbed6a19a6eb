/** Gives our phrases in every language, from locales/. */

import i18next from 'i18next';
import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import { SOURCE_LANGUAGE } from '../core/language.ts';
import type { PhraseValues, Say } from '../core/say.ts';

/** All phrases by language; `vi` holds every key. */
export const PHRASES: Readonly<Record<string, Readonly<Record<string, string>>>> = { vi, en };

/**
 * Builds the giver of phrases. It answers at once: nothing is loaded later.
 *
 * A key that no language has is given back itself, so that a slip is seen and nothing breaks.
 */
export function createSay(): Say {
  const phrases = i18next.createInstance();
  void phrases.init({
    lng: SOURCE_LANGUAGE,
    fallbackLng: SOURCE_LANGUAGE,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    returnEmptyString: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(PHRASES).map(([language, translation]) => [language, { translation }]),
    ),
  });
  // A phrase without values is always the same: the hot path is spared the library.
  const fixed = new Map<string, string>();
  return (language, key, values?: PhraseValues) => {
    if (values !== undefined) return phrases.t(key, { ...values, lng: language });
    const name = `${language} ${key}`;
    let phrase = fixed.get(name);
    if (phrase === undefined) {
      phrase = phrases.t(key, { lng: language });
      if (fixed.size < 10_000) fixed.set(name, phrase);
    }
    return phrase;
  };
}
