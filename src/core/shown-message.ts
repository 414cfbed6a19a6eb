/** A message as a child sees it on a channel, after the channel gave it its form. */

import type { Language } from './language.ts';

/** Something to tap. */
export type ShownButton = {
  /** Token that comes back when tapped. */
  readonly id: string;
  /** All of its words, a number before them included where the channel writes it there. */
  readonly label: string;
  /** Absent where the channel draws all its buttons alike. */
  readonly role?: 'option' | 'control';
  /** Drawn apart from the label. */
  readonly number?: number;
  readonly picked?: boolean;
};

/** One message: a bubble and what hangs below it. */
export type ShownMessage = {
  readonly text: string;
  /** Rows of buttons side by side; none where a channel has none. */
  readonly rows: readonly (readonly ShownButton[])[];
  /** Drawn apart from the text. */
  readonly progress?: { readonly at: number; readonly of: number };
  /** No answer is expected. */
  readonly done?: boolean;
  readonly entry?: 'text' | 'number' | 'letters';
  readonly language?: Language;
};
