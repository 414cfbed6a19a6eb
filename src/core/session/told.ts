/** What every child is told before it is asked to agree, by us and in words for its age: no flow can leave it out. */

import { AGE_BANDS } from '../age-band.ts';
import type { OutboundMessage } from '../message.ts';
import { sayText } from './kinds/info.ts';
import { bandFor, phrase, type Turn } from './turn.ts';

/** Version of these words (`chat.told`): grows when they come to mean something else. */
export const TOLD_WORDING = 1;

/**
 * That a machine asks; what is kept and for how long; that small groups are never shown; skipping, going back, stopping,
 * withdrawing and being erased, with the words for it; and whom we tell where a child is in danger. Who asks and why stands in
 * the plan, and in the flow's own cards.
 *
 * @see Thông tư 36/2018/TT-BLĐTBXH, Điều 2; Luật 91/2025/QH15, Điều 9; Luật 134/2025/QH15, Điều 11.1
 */
export function sayTold(turn: Turn): readonly OutboundMessage[] {
  const wording = wordingFor(turn);
  return sayText(turn, phrase(turn, `told.${wording}`, { least: turn.minCell, days: turn.keptDays }));
}

/** Where the age is not known the youngest of those asked has to understand it. */
function wordingFor({ flow, state }: Turn): 'all' | '7-8' | '14-15' {
  const bands = flow.ageBands;
  const band = bandFor(state) ?? AGE_BANDS.find((one) => bands.includes(one));
  return band === '7-8' || band === '14-15' ? band : 'all';
}
