/** The kind `lesson`: a card with one quiz question; a right answer and any other both go on. */

import type { QuestionOf } from '../../flow/flow.ts';
import { flowText, phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { askOneOf } from './choice.ts';
import { shownOptions } from './shown-options.ts';

/** Puts a lesson. */
export function askLesson(turn: Turn, question: QuestionOf<'lesson'>): Asked {
  const asked = askOneOf(turn, shownOptions(turn, question.options));
  const explained = (reading: Reading): Reading => explain(turn, question, reading);
  return {
    ...asked,
    read: (text) => explained(asked.read(text)),
    tap: (option) => {
      const reading = asked.tap(option);
      return reading === null ? null : explained(reading);
    },
  };
}

/** Praise for the right answer, a warm word for another, and why in both cases. */
function explain(turn: Turn, question: QuestionOf<'lesson'>, reading: Reading): Reading {
  if (reading.kind !== 'answer' || typeof reading.value !== 'string') return reading;
  const praise = phrase(turn, question.right.includes(reading.value) ? 'lesson.right' : 'lesson.other');
  return { ...reading, reply: `${praise} ${flowText(turn, question.explain)}` };
}
