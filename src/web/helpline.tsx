/** The helpline, on every page without a conversation. */

import type { Language } from '../core/language.ts';
import type { Say } from '../core/say.ts';

/** Draws when to call 111, and the button that does. */
export function Helpline({ say, language }: { readonly say: Say; readonly language: Language }) {
  return (
    <div class="helpline">
      <p>{say(language, 'web.home.help')}</p>
      <a class="call" href="tel:111">
        {say(language, 'web.chat.call')}
      </a>
    </div>
  );
}
