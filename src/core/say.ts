/** The socket through which pure code gets our phrases. */

import type { Language } from './language.ts';

/** Values for the placeholders of a phrase. */
export type PhraseValues = Readonly<Record<string, string | number>>;

/**
 * Gives a phrase of `locales/<language>.json`.
 *
 * @param language falls back to Vietnamese when the phrase is not translated
 * @param key flat dotted key, e.g. `chat.choice.invalid`
 */
export type Say = (language: Language, key: string, values?: PhraseValues) => string;
