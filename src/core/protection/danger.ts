/** What a message may tell of danger. */

/** Kinds of harm to a child. `trafficking`: running away too; `home`: violence between others at home. */
export const DANGER_KINDS = [
  'physical',
  'sexual',
  'emotional',
  'neglect',
  'self-harm',
  'bullying',
  'exploitation',
  'online',
  'trafficking',
  'home',
] as const;

/** @see DANGER_KINDS */
export type DangerKind = (typeof DANGER_KINDS)[number];

/** How urgent: `high` goes before everything. */
export type Severity = 'low' | 'medium' | 'high';

/** What was heard in a message. */
export type Danger = { readonly kinds: readonly DangerKind[]; readonly severity: Severity };
