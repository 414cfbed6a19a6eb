/** Reads what a child typed in answer to options. */

import { type Extra, readCommand } from './command.ts';
import { findDoubt } from './doubt.ts';
import { readEmoticon, readFaces } from './face-reply.ts';
import { type Label, labelsOf, type ReplyOption } from './label.ts';
import { readLoosely } from './loose-reply.ts';
import { readDigit, readPlainly } from './plain-reply.ts';
import { findByPolarity, findOnlyDenial, type Polarity } from './polarity.ts';
import { findQuality } from './quality.ts';
import { oneOf, type ReplyReading } from './reading.ts';
import { isSafeWord } from './safe-word.ts';
import { findEqual } from './whole.ts';
import { isDigits, readWords, releaseKeys, type Word } from './words.ts';

/** Beyond so many options a question asks for more than yes or no. */
const MOST_FOR_YES_NO = 4;

/** A reply and what it may answer. */
export type ReplyArguments = {
  /** In the order shown; the same array each time spares making their labels ready again. */
  readonly options: readonly ReplyOption[];
  readonly reply: string;
  /** Which options mean yes and no; without it their labels tell. */
  readonly polarity?: Polarity;
  /** Words offered beside the options at the moment. */
  readonly extras?: readonly Extra[];
};

/**
 * Reads a typed reply: number, letter, label (with or without marks, in either habit of tone marks, with small slips),
 * shorthand, yes or no, emoji, a sentence naming one option, or a command.
 *
 * The safe word goes before all else; then an option whose label it is; then commands; then looser readings.
 */
export function readReply({ options, reply, polarity, extras }: ReplyArguments): ReplyReading {
  const quick = readDigit(options, reply);
  if (quick !== null) return quick;
  const all = readWords(reply);
  if (isSafeWord(all)) return { read: 'safe-word' };
  const labels = labelsOf(options);
  const exact = findExact(labels, options, { reply, words: all });
  if (exact >= 0) return { read: 'option', index: exact, isAll: true };
  const emoticon = readEmoticon(labels, reply);
  if (emoticon !== null) return emoticon;
  const words = beforeLesser(labels, afterCorrection(all));
  const doubt = findDoubt(labels, words);
  if (doubt !== null) return doubt.length === 0 ? { read: 'none' } : oneOf(doubt, true);
  const released = releaseKeys(words);
  for (const form of released === words ? [words] : [words, released]) {
    const plainly = readPlainly(labels, form);
    if (plainly !== null) return plainly;
    const command = readCommand(form, reply, extras);
    if (command !== null) return command;
    const meant = findByPolarity(labels, form, polarity);
    // Among shades ("Chưa vui … Rất vui") a bare yes or no is a guess: the child is asked whether that was meant.
    if (meant.length === 1 && polarity === undefined && labels.length > MOST_FOR_YES_NO) {
      return { read: 'ambiguous', indexes: meant };
    }
    if (meant.length > 0) return oneOf(meant, true);
  }
  const quality = findQuality(labels, words);
  if (quality.length > 0) return oneOf(quality, true);
  const doubtful = findOnlyDenial(labels, words);
  if (doubtful.length > 0) return { read: 'ambiguous', indexes: doubtful };
  return readLoosely(labels, released) ?? readFaces(labels, reply, polarity) ?? { read: 'none' };
}

type Typed = { readonly reply: string; readonly words: readonly Word[] };

/**
 * Finds the one label that was typed as it stands, marks and all, whatever else its words could say: "1-2", "Đi nhầm đường".
 * Words without marks may be others, and a single number is a place in the list as well.
 */
function findExact(
  labels: readonly Label[],
  options: readonly ReplyOption[],
  { reply, words }: Typed,
): number {
  const typed = reply.trim();
  if (/^\d.*\D.*\d$/.test(typed)) return options.findIndex(({ label }) => label === typed);
  if (words.length < 2 || words.every(isDigits)) return -1;
  const [only, ...others] = findEqual(labels, words);
  return only === undefined || others.length > 0 ? -1 : only;
}

/** "đá bóng hơn bóng rổ": what comes after "hơn" is what is liked less. */
function beforeLesser(labels: readonly Label[], words: readonly Word[]): readonly Word[] {
  const at = words.findLastIndex(({ plain }) => plain === 'hon');
  if (at <= 0 || at === words.length - 1) return words;
  return findEqual(labels, words.slice(at + 1)).length > 0 ? words.slice(0, at) : words;
}

/** "vui, à nhầm, buồn": what counts comes after the correction. */
function afterCorrection(words: readonly Word[]): readonly Word[] {
  const at = words.findLastIndex(({ plain }) => plain === 'nham' || plain === 'lon');
  return at > 0 && at < words.length - 1 ? words.slice(at + 1) : words;
}
