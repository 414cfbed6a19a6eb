/** A response: what one child said, ready to be carried across to the answer side. */

import type { AgeBand } from './age-band.ts';
import type { Answers } from './answer.ts';
import type { LocalityCode } from './locality.ts';

/** How a walk ended (AAPOR's words). Only `complete` and agreed `partial` walks are sealed. */
export type Disposition = 'complete' | 'partial' | 'break-off' | 'refusal';

/** One open answer; it travels apart from the response. */
export type OpenText = { readonly question: string; readonly text: string };

/** A finished walk that waits to be sealed. */
export type Draft = {
  readonly disposition: Disposition;
  /** Closed answers on the trail; cards, consent, age and open texts are not among them. */
  readonly answers: Answers;
  readonly texts: readonly OpenText[];
  readonly ageBand: AgeBand | null;
  readonly place: LocalityCode | null;
  /** A lesson's quiz was answered, so that the child counts for chỉ tiêu 23. */
  readonly learned: boolean;
};
