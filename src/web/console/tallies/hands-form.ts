/** Reads what the screen of a class sends: numbers of hands, and which button was pressed. */

import { asHands, type HandCounts } from '../../../core/tally/class-sitting.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import type { SentForm } from '../read-form.ts';

/** Name of the field for those who raised no hand. */
export const SKIPPED_HANDS = 'hands.none';

/** Gives the hands of a question, the pressed plus or minus counted in. */
export function readHands({ cells }: CountableQuestion, form: Pick<SentForm, 'text'>): HandCounts {
  const [deed = '', field = ''] = form.text('do').split(':');
  const change = deed === 'more' ? 1 : deed === 'less' ? -1 : 0;
  const read = (name: string): number => {
    const typed = form.text(name);
    const number = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
    return asHands(number + (name === field ? change : 0));
  };
  return {
    counts: Object.fromEntries(cells.map(({ id }, at) => [id, read(`hands.${at}`)])),
    skipped: read(SKIPPED_HANDS),
  };
}
