/** The options of a question in a child's language and age wording. */

import type { Option } from '../../flow/flow.ts';
import { readText } from '../../flow/text.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { bandFor, type Turn } from '../turn.ts';

// Options live as long as their flow; the same list each time spares making its labels ready again.
const known = new WeakMap<readonly Option[], Map<string, readonly ReplyOption[]>>();

/** Gives options as shown; the same array each time for the same language and age band. */
export function shownOptions({ state }: Turn, options: readonly Option[]): readonly ReplyOption[] {
  const band = bandFor(state);
  const wording = `${state.language} ${band ?? ''}`;
  let byWording = known.get(options);
  if (byWording === undefined) {
    byWording = new Map();
    known.set(options, byWording);
  }
  let shown = byWording.get(wording);
  if (shown === undefined) {
    shown = options.map(({ id, label, face }) => ({
      id,
      label: readText(label, state.language, band).normalize('NFC'),
      ...(face === undefined ? {} : { face }),
    }));
    byWording.set(wording, shown);
  }
  return shown;
}

/** Tells whether options appear as a numbered list that is answered by typing. */
export function isNumbered({ limits }: Turn, count: number): boolean {
  return limits.choiceUi === 'numbered' || count > limits.maxButtons;
}
