/** The kind `scale`: one of three to five labelled points, each with a face or a word. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { Turn } from '../turn.ts';
import type { Asked } from './asked.ts';
import { askOneOf } from './choice.ts';
import { shownOptions } from './shown-options.ts';

/** Puts a scale; a point is read by its number, its words or its face. */
export function askScale(turn: Turn, { options }: QuestionOf<'scale'>): Asked {
  return askOneOf(turn, shownOptions(turn, options));
}
