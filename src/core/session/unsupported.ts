/** Answers stickers, pictures, voices, files, and what a vendor withholds. */

import { dayOf } from '../day.ts';
import type { UnsupportedContent } from '../message.ts';
import { moved, phrase, type Turn } from './turn.ts';

/** Gives the kind sentence for what is not words; withheld words are answered with the web address. */
export function sayUnsupported(turn: Turn, what: UnsupportedContent): string {
  if (what === 'hidden') {
    return turn.webLink === null
      ? phrase(turn, 'unsupported.other')
      : phrase(turn, 'unsupported.hidden', { link: turn.webLink });
  }
  const own =
    what === 'sticker' || what === 'image' || what === 'voice' || what === 'video' || what === 'file';
  return phrase(turn, own ? `unsupported.${what}` : 'unsupported.other');
}

/**
 * Tells whether withheld words came on a day on which the web address was given already. A vendor that withholds one
 * message of a child withholds all of them, and counts what we send.
 */
export function wasHinted(turn: Turn): boolean {
  return isHinting(turn) && turn.state.hinted === dayOf(turn.now);
}

/** Remembers the day on which the web address is given; any other turn stays as it is. */
export function hintToday(turn: Turn): Turn {
  return isHinting(turn) ? moved(turn, { ...turn.state, hinted: dayOf(turn.now) }) : turn;
}

/** Whether the answer to this turn is the web address: a walk that was not opened yet is opened instead. */
function isHinting({ input, state, webLink }: Turn): boolean {
  if (input.kind !== 'unsupported' || input.what !== 'hidden' || webLink === null) return false;
  return state.phase !== 'asking' || state.asking !== null;
}
