/** The box for a code, on the first page and wherever a code led nowhere. */

import type { Language } from '../core/language.ts';
import type { Say } from '../core/say.ts';

/** What the box is drawn with. */
export type CodeFormProps = {
  readonly say: Say;
  readonly language: Language;
  /** What stands above the box. */
  readonly label: string;
  /** What stands in the box already. */
  readonly typed?: string;
  /** What was typed cannot be a code. */
  readonly refused?: boolean;
  /** The language that was asked for by hand: it is kept behind the box. */
  readonly asked?: Language | undefined;
};

/** Draws the box; it leads to the page of the code. */
export function CodeForm({ say, language, label, typed = '', refused = false, asked }: CodeFormProps) {
  return (
    <form class="code" action="/c" method="get">
      <label for="code">{label}</label>
      <div class="row">
        <input
          id="code"
          name="code"
          required
          maxlength={40}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          value={typed}
          {...(refused ? { 'aria-invalid': 'true', 'aria-describedby': 'refused' } : {})}
        />
        <button type="submit" class="button">
          {say(language, 'web.home.go')}
        </button>
      </div>
      {asked !== undefined && <input type="hidden" name="lang" value={asked} />}
      {refused && (
        <p id="refused" role="alert">
          {say(language, 'web.home.refused')}
        </p>
      )}
    </form>
  );
}
