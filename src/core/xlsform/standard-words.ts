/** What every consultation says and a form has no word for: the opening, the consent, the end. */

import type { FlowTextSource, QuestionSource } from '../flow/question-source.ts';
import type { Language } from '../language.ts';
import type { Say } from '../say.ts';

/** Languages that our own words are written in. */
const SPOKEN: readonly Language[] = ['vi', 'en'];

/** Words by what they are for, in every language of the flow that we speak. */
export type StandardWords = (what: StandardWord) => FlowTextSource;

/** @see StandardWords */
export type StandardWord =
  | 'welcome'
  | 'age'
  | 'promise'
  | 'consent'
  | 'declined'
  | 'closing'
  | 'other'
  | 'which-other';

/** Finds the words: those a new flow begins with as well. */
export function standardWords(say: Say, languages: readonly Language[]): StandardWords {
  const spoken = languages.filter((language) => SPOKEN.includes(language));
  return (what) => {
    const area = what === 'other' || what === 'which-other' ? 'xlsforms.word' : 'flows.skeleton';
    return Object.fromEntries(spoken.map((language) => [language, say(language, `console.${area}.${what}`)]));
  };
}

/**
 * Gives the questions that come before all others.
 *
 * @param idOf makes an id that no question of the form has
 * @param asksAge whether the age is asked here
 */
export function standardOpening(
  words: StandardWords,
  idOf: (wanted: string) => string,
  asksAge: boolean,
): readonly QuestionSource[] {
  return [
    { id: idOf('welcome'), kind: 'info', text: words('welcome') },
    ...(asksAge ? [{ id: 'age', kind: 'age', text: words('age') } as const] : []),
    { id: idOf('promise'), kind: 'info', text: words('promise') },
    { id: idOf('consent'), kind: 'consent', text: words('consent'), declined: words('declined') },
  ];
}
