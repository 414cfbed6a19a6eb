/** A text that can be selected, with a button that copies it where scripts run. */

import type { Visit } from '../console-route.ts';

/** The text, and what it is called. */
export type CopyProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly text: string;
  readonly language?: string;
  readonly phrase: Visit['phrase'];
};

/** Draws it. */
export function CopyText({ name, label, hint, text, language, phrase }: CopyProps) {
  const id = `copy-${name}`;
  const lines = Math.min(14, text.split('\n').length);
  return (
    <div class="field copy">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        rows={Math.max(1, lines)}
        readonly
        spellcheck={false}
        {...(language === undefined ? {} : { lang: language })}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
      >
        {text}
      </textarea>
      <button
        type="button"
        class="second small"
        hidden
        data-copy={id}
        data-done={phrase('console.handouts.copied')}
        data-failed={phrase('console.handouts.copy-failed')}
        aria-label={`${phrase('console.handouts.copy')}: ${label}`}
      >
        {phrase('console.handouts.copy')}
      </button>
      <span class="copied" role="status" />
    </div>
  );
}
