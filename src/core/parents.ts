/** The agreement of a parent or guardian, where a consultation asks for it beside the child's own. */

import { type FlowText, readText } from './flow/text.ts';
import type { Language } from './language.ts';
import type { Say } from './say.ts';

/**
 * How a parent agrees.
 *
 * - `same-phone`: reads the letter in the child's chat and taps
 * - `own-phone`: follows a link or types a code on a phone of their own
 * - `list`: signed slips that a school collected; staff enter how many
 */
export const PARENT_WAYS = ['same-phone', 'own-phone', 'list'] as const;

/** @see PARENT_WAYS */
export type ParentWay = (typeof PARENT_WAYS)[number];

/** What a parent decided. `withdrawn`: agreed first, and took it back. */
export type ParentDecision = 'agreed' | 'declined' | 'withdrawn';

/** Version of the letter (`parent.letter`): grows when it comes to mean something else. */
export const PARENT_WORDING = 1;

/** Days for which a code that no parent answered can be used; choosing the way again renews it. */
export const PARENT_CODE_DAYS = 14;

/** A decision as the walk keeps it until it is sealed. */
export type ParentSays = {
  readonly way: ParentWay;
  /** @see PARENT_WORDING */
  readonly wording: number;
  /** Day (Asia/Ho_Chi_Minh). */
  readonly day: string;
  readonly decision: ParentDecision;
};

/** What a step of a walk needs to know where parents are asked. */
export type ParentsAsked = {
  /** At least one. */
  readonly ways: readonly ParentWay[];
  readonly letter: LetterMatter;
  /** For the parent's own phone; the code is for this walk alone. */
  readonly link: string;
  readonly page: string;
  readonly code: string;
  /** What was decided on the parent's own phone; `null`: nothing yet. */
  readonly decision: ParentDecision | null;
  /** The code that the child came with is covered by signed slips. */
  readonly isListed: boolean;
};

/** What the letter to parents tells of a consultation. */
export type LetterMatter = {
  readonly title: FlowText;
  readonly asker: FlowText;
  readonly purpose: FlowText;
  readonly use: FlowText;
  /** Days from the end on for which the child's account is kept. */
  readonly keptDays: number;
  readonly minCell: number;
};

/** The letter, in paragraphs: who asks, why, what is kept and how long, what nobody can find again, what may be done. */
export function parentLetter(say: Say, language: Language, matter: LetterMatter): readonly string[] {
  const read = (text: FlowText) => readText(text, language, null).trim().normalize('NFC');
  const values = {
    title: read(matter.title),
    asker: read(matter.asker),
    purpose: read(matter.purpose),
    use: read(matter.use),
    days: matter.keptDays,
    least: matter.minCell,
  };
  return (['asks', 'kept', 'free'] as const).map((part) => say(language, `parent.letter.${part}`, values));
}

/**
 * Brings a typed code of a parent to the form it was made in.
 *
 * @returns `null` where it cannot be one
 */
export function readParentCode(typed: string): string | null {
  if (typed.length > 60) return null;
  const code = typed
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\s.-]/g, '')
    .toUpperCase();
  return /^[A-Z0-9]{14}$/.test(code) ? code : null;
}

/** The code as it is read and typed: in groups of letters and digits. */
export function showParentCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 10)}-${code.slice(10)}`;
}
