/** Answers stickers, pictures, voices, files, and what a vendor withholds. */

import type { UnsupportedContent } from '../message.ts';
import { phrase, type Turn } from './turn.ts';

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
