/** The kind `choice`: one option of a list. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { ReplyOption } from '../../reply/label.ts';
import type { Polarity } from '../../reply/polarity.ts';
import { readReply } from '../../reply/read-reply.ts';
import type { ReplyReading } from '../../reply/reading.ts';
import { hasOldAnswer } from '../route.ts';
import { phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { isNumbered, shownOptions } from './shown-options.ts';

/** Puts a choice. */
export function askChoice(turn: Turn, { options }: QuestionOf<'choice'>): Asked {
  return askOneOf(turn, shownOptions(turn, options));
}

/**
 * Puts a list of which one option is the answer.
 *
 * @param polarity which of them mean yes and no, where the kind says so
 */
export function askOneOf(turn: Turn, options: readonly ReplyOption[], polarity?: Polarity): Asked {
  return {
    options,
    extras: [],
    hint: isNumbered(turn, options.length) ? phrase(turn, 'hint.number') : null,
    read: (reply) => {
      const extras = hasOldAnswer(turn.state) ? (['keep'] as const) : [];
      return readingOf(
        options,
        readReply({ options, reply, extras, ...(polarity === undefined ? {} : { polarity }) }),
      );
    },
    tap: (id) => (options.some((option) => option.id === id) ? { kind: 'answer', value: id } : null),
  };
}

/** Turns what a reply says into what it comes to. */
export function readingOf(options: readonly ReplyOption[], reading: ReplyReading): Reading {
  switch (reading.read) {
    case 'option': {
      const option = options[reading.index];
      if (option === undefined) return { kind: 'miss' };
      return { kind: 'answer', value: option.id, saysMore: !reading.isAll };
    }
    case 'ambiguous':
      return { kind: 'ambiguous', options: reading.indexes.flatMap((index) => options[index]?.id ?? []) };
    case 'none':
      return { kind: 'miss' };
    default:
      return { kind: 'command', command: reading };
  }
}
