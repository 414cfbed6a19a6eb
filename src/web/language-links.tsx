/** Links to the same page in the other languages. */

import { type Language, languageName } from '../core/language.ts';
import type { Say } from '../core/say.ts';
import { PAGE_LANGUAGES } from './page-language.ts';

/** What the links are drawn with. */
export type LanguageLinksProps = {
  readonly say: Say;
  readonly language: Language;
  /** The languages there are; all that have our phrases where absent. */
  readonly offered?: readonly Language[];
  /** What else the address asks for; it is kept. */
  readonly query?: URLSearchParams;
};

/** Draws them; nothing where there is no other language. */
export function LanguageLinks({ say, language, offered = PAGE_LANGUAGES, query }: LanguageLinksProps) {
  const others = offered.filter((one) => one !== language && PAGE_LANGUAGES.includes(one));
  if (others.length === 0) return null;
  return (
    <nav aria-label={say(language, 'web.language')}>
      {others.map((one) => (
        <a class="quiet" href={`?${inLanguage(query, one)}`} hreflang={one} lang={one}>
          {languageName(one)}
        </a>
      ))}
    </nav>
  );
}

function inLanguage(query: URLSearchParams | undefined, language: Language): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.set('lang', language);
  return changed;
}
