/** The shapes of the web page: what its script posts, and the messages it shows. */

import * as z from 'zod';
import type { Language } from '../../core/language.ts';

/** Longest id the page makes for a message, in UTF-16 units. */
const MAX_ID = 128;

/** A post of the page. The id alone opens or resumes. */
export const postSchema = z.object({
  id: z.string().min(1).max(MAX_ID),
  text: z.string().optional(),
  choice: z.string().optional(),
});

/** A message as the page shows it. */
export type WebPayload = {
  readonly text: string;
  readonly choices: readonly {
    readonly id: string;
    readonly label: string;
    readonly role: 'option' | 'control';
    /** The number it is shown with where that is not its place, from 1. */
    readonly number?: number;
    /** Only on questions with several answers. */
    readonly picked?: boolean;
  }[];
  /** The options are shown without numbers. */
  readonly numbered?: false;
  readonly progress?: { readonly at: number; readonly of: number };
  readonly done: boolean;
  readonly entry?: 'text' | 'number' | 'letters';
  /** Of the text, for screen readers. */
  readonly language?: Language;
};
