/** The kind `yes-no`: one of two, whatever their words. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { Turn } from '../turn.ts';
import type { Asked } from './asked.ts';
import { askOneOf } from './choice.ts';
import { shownOptions } from './shown-options.ts';

/** Puts a yes-no question; "dạ" and "k" are answers to it even where its options are worded otherwise. */
export function askYesNo(turn: Turn, { options }: QuestionOf<'yes-no'>): Asked {
  const yes = options.findIndex(({ id }) => id === 'yes');
  const no = options.findIndex(({ id }) => id === 'no');
  return askOneOf(turn, shownOptions(turn, options), { yes: [yes], no: [no] });
}
