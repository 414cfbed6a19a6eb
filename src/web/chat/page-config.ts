/** Puts together what the page hands to its script: where it is, and our phrases in every language it may turn to. */

import { readText } from '../../core/flow/text.ts';
import { type Language, languageName } from '../../core/language.ts';
import type { Say } from '../../core/say.ts';
import type { FoundInvitation } from '../app-dependencies.ts';
import { PAGE_LANGUAGES } from '../page-language.ts';
import { type PageConfig, PHRASE_NAMES } from './page-contract.ts';

/** @param language the one that the page is drawn in */
export function pageConfig(say: Say, invitation: FoundInvitation, language: Language): PageConfig {
  const { code, title } = invitation;
  // Only what has our phrases, and whose name is understood when it is said.
  const languages = invitation.languages.filter((tag) => tag === language || PAGE_LANGUAGES.includes(tag));
  return {
    code,
    language,
    languages: languages.map((tag) => ({ tag, name: languageName(tag), title: readText(title, tag, null) })),
    phrases: Object.fromEntries(languages.map((tag) => [tag, pagePhrases(say, tag)])),
  };
}

function pagePhrases(say: Say, language: Language): Readonly<Record<string, string>> {
  const figures = { at: '{at}', of: '{of}' };
  return Object.fromEntries(PHRASE_NAMES.map((name) => [name, say(language, `web.chat.${name}`, figures)]));
}
