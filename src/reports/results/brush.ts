/** What drawing and making files takes along: phrases, outlines, and somebody to tell how far it is. */

import type { Say } from '../../core/say.ts';

/** With what pictures are drawn. */
export type Brush = {
  readonly say: Say;
  /** `data/provinces.geojson`; without it places are drawn as bars. */
  readonly outlines: string | null;
};

/** Told how much is done: 0 to 1. */
export type Advance = (share: number) => void;
