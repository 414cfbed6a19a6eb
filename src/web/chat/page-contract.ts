/** What the page hands to its script. It imports nothing: what it would import has to suit old browsers as well. */

/** Phrases of the page, below `web.chat.` in the locale files. */
export const PHRASE_NAMES = [
  'another',
  'another-ask',
  'another-no',
  'another-yes',
  'answers',
  'call',
  'cookies',
  'help',
  'help-card',
  'letters',
  'log',
  'machine',
  'number',
  'progress',
  'refused',
  'reload',
  'send',
  'text',
  'type',
  'waiting',
  'we',
  'you',
] as const;

/** @see PHRASE_NAMES */
export type PhraseName = (typeof PHRASE_NAMES)[number];

/** Handed over as JSON. */
export type PageConfig = {
  readonly code: string;
  /** What the page is in until the conversation says otherwise. */
  readonly language: string;
  /** All that the consultation speaks, each with its own name and the consultation's title in it. */
  readonly languages: readonly { readonly tag: string; readonly name: string; readonly title: string }[];
  /** By language, then by name. Figures are left as `{at}` and `{of}`. */
  readonly phrases: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
