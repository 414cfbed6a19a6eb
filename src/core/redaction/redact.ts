/** Masks in open text what could tell who somebody is, before it is stored. */

import { findAddresses } from './find-addresses.ts';
import { findBirthdays } from './find-birthdays.ts';
import { findAccounts, findContacts } from './find-contacts.ts';
import { findNames } from './find-names.ts';
import { findNumbers } from './find-numbers.ts';
import { findClasses, findSchools } from './find-schools.ts';
import { type PersonalSpan, putMasks } from './span.ts';
import { tokensOf } from './token.ts';

/** A text with its masks, and what they are put over. */
export type Redaction = { readonly text: string; readonly spans: readonly PersonalSpan[] };

/**
 * Masks names, phone numbers, addresses, schools, classes, e-mail addresses, accounts, links, numbers of documents and
 * birthdays; people and places everybody knows stay.
 *
 * @param text any text, with diacritics or without; full-width letters and signs are seen as plain ones
 * @returns the masked text, and the stretches in order, not overlapping, in UTF-16 units of the input
 */
export function redact(text: string): Redaction {
  const plain = narrow(text);
  const tokens = tokensOf(plain);
  const spans: PersonalSpan[] = [];
  const take = (found: readonly PersonalSpan[]): void => {
    for (const span of found) {
      if (!spans.some((other) => span.start < other.end && other.start < span.end)) spans.push(span);
    }
  };
  // A longer reading takes its stretch before a shorter one can cut it up.
  take(findContacts(plain));
  take(findAccounts(tokens));
  take(findBirthdays(plain, tokens));
  take(findNumbers(tokens));
  take(findSchools(tokens));
  take(findAddresses(tokens));
  take(findClasses(plain));
  take(findNames(tokens));
  spans.sort((one, other) => one.start - other.start);
  return { text: putMasks(text, spans), spans };
}

/** Full-width letters, digits and signs as their plain forms: one unit each, so offsets stay. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}
