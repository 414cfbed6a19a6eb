/** Finds how a question is put, by its kind. */

import type { Question } from '../../flow/flow.ts';
import type { Turn } from '../turn.ts';
import { askAge } from './age.ts';
import type { Asked } from './asked.ts';
import { askChoice } from './choice.ts';
import { askChoices } from './choices.ts';
import { askConsent } from './consent.ts';
import { askLesson } from './lesson.ts';
import { askNumber } from './number.ts';
import { askPlace } from './place.ts';
import { askRank } from './rank.ts';
import { askScale } from './scale.ts';
import { askText } from './text.ts';
import { askYesNo } from './yes-no.ts';

/**
 * Tells how a question is put to this child now.
 *
 * @throws Error for a card: cards are passed, never pending
 */
export function askQuestion(turn: Turn, question: Question): Asked {
  switch (question.kind) {
    case 'choice':
      return askChoice(turn, question);
    case 'choices':
      return askChoices(turn, question);
    case 'yes-no':
      return askYesNo(turn, question);
    case 'scale':
      return askScale(turn, question);
    case 'rank':
      return askRank(turn, question);
    case 'number':
      return askNumber(turn, question);
    case 'text':
      return askText(turn, question);
    case 'place':
      return askPlace(turn, question);
    case 'age':
      return askAge(turn);
    case 'consent':
      return askConsent(turn, question);
    case 'lesson':
      return askLesson(turn, question);
    case 'info':
      throw new Error(`Card ${question.id} is pending`);
    default:
      return question satisfies never;
  }
}
