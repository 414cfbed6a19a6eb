/** The sentence for a refusal's code, for the person at the command line. */

import { AppError } from '../core/app-error.ts';
import { createSay } from '../i18n/say.ts';

/** Gives the wording of `error.<code>`; facts that are no text or number are left out. */
export function refusalSentence(code: string, facts: unknown): string {
  const values: Record<string, string | number> = {};
  if (typeof facts === 'object' && facts !== null) {
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    }
  }
  return createSay()('en', `error.${code}`, values);
}

/** The sentence for an error that is a refusal; `null` for a bug, which is not for a person to read. */
export function refusalOf(error: unknown): string | null {
  return error instanceof AppError ? refusalSentence(error.code, error.facts) : null;
}
