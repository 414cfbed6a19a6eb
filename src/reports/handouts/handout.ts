/** What a printed or written handout is made from: plain words in one language, and the ways that lead to the questions. */

import type { AgeBand } from '../../core/age-band.ts';
import type { Language } from '../../core/language.ts';
import type { Way } from './way.ts';

/** A consultation as a handout tells it. Words nobody wrote are empty and then left out, or left to a pen. */
export type Handout = {
  /** Language of the words below and of our own around them: `vi` or `en`. */
  readonly language: Language;
  readonly title: string;
  /** What it is for. */
  readonly purpose: string;
  /** Who asks. */
  readonly asker: string;
  /** What is done with the answers. */
  readonly use: string;
  /** Empty: nothing is said of ages. */
  readonly ageBands: readonly AgeBand[];
  /** Names of the places; empty where the whole country is asked. */
  readonly places: readonly string[];
  /** `null`: open, or soon. */
  readonly opensAt: Date | null;
  /** `null`: until closed by hand. */
  readonly closesAt: Date | null;
  /** Days after closing by which children hear back, an internal goal; `null` where nobody set one. */
  readonly feedbackDays: number | null;
  /** Threshold k: smaller groups are not shown. */
  readonly minCell: number;
  /** Who answers for it. */
  readonly responsible: string;
  /** The ways in, for the code that this handout carries. */
  readonly ways: readonly Way[];
  readonly code: string;
};
