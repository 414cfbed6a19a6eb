/** Languages a flow or a phrase can be written in. */

/** A BCP 47 primary tag such as `vi`, `en`, `km`. `vi` is the source language and always present. */
export type Language = string;

/** The language every text exists in and every fallback ends at. */
export const SOURCE_LANGUAGE: Language = 'vi';
