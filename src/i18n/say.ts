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
  // Phrases said over and over are kept: the hot path is spared the library.
  const kept = new Map<string, string>();
  return (language, key, values) => {
    const counts = countsOf(values);
    if (counts === null) return phrases.t(key, { ...values, lng: language });
    const name = `${language} ${key}${counts}`;
    let phrase = kept.get(name);
    if (phrase === undefined) {
      phrase = phrases.t(key, { ...values, lng: language });
      if (kept.size < MOST_KEPT) kept.set(name, phrase);
    }
    return phrase;
  };
}

/** Phrases kept; there are about a thousand, and a few of them with numbers up to a hundred. */
const MOST_KEPT = 10_000;

/** The values as text where all are numbers; `null` where words are among them: those may be a child's and are not kept. */
function countsOf(values: PhraseValues | undefined): string | null {
  let counts = '';
  for (const name in values) {
    const value = values[name];
    if (typeof value !== 'number') return null;
    counts += ` ${name}=${value}`;
  }
  return counts;
}
