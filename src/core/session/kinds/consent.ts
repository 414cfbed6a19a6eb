/** The kind `consent`: a clear yes goes on, a no ends the walk with nothing kept; all else asks again. */

import type { QuestionOf } from '../../flow/flow.ts';
import { readReply } from '../../reply/read-reply.ts';
import { flowText, phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readingOf } from './choice.ts';
import { isNumbered } from './shown-options.ts';

/** Yes is the first option, no the second. */
export const YES_THEN_NO = { yes: [0], no: [1] } as const;

/** Puts the question of consent. */
export function askConsent(turn: Turn, question: QuestionOf<'consent'>): Asked {
  const options = [
    { id: 'yes', label: phrase(turn, 'consent.yes') },
    { id: 'no', label: phrase(turn, 'consent.no') },
  ];
  return {
    options,
    extras: [],
    hint: isNumbered(turn, options.length) ? phrase(turn, 'hint.number') : null,
    read: (reply) => {
      const reading = readingOf(options, readReply({ options, reply, polarity: YES_THEN_NO }));
      // A yes within other words, or one of two readings, is no consent.
      if (reading.kind === 'ambiguous' || (reading.kind === 'answer' && reading.saysMore === true))
        return { kind: 'miss' };
      return reading.kind === 'answer' ? agreed(turn, question, reading.value === 'yes') : reading;
    },
    tap: (option) => (option === 'yes' || option === 'no' ? agreed(turn, question, option === 'yes') : null),
  };
}

function agreed(turn: Turn, question: QuestionOf<'consent'>, isYes: boolean): Reading {
  if (!isYes) return { kind: 'leave', phase: 'refused', text: flowText(turn, question.declined) };
  return question.partial === null
    ? { kind: 'answer', value: 'yes' }
    : { kind: 'partway', partway: { kind: 'partial' } };
}
