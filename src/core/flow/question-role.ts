/** What a question of a flow is for: the matter itself, who the children are, or the way through the walk. */

import type { Question } from './flow.ts';

/** `who` says who the children are; `way` only leads through the walk or rates the asking itself; all else is the `matter`. */
export type QuestionRole = 'matter' | 'who' | 'way';

/** The block in which children rate the asking itself, whatever prefix a flow gives it. */
const PROCESS = /(^|\.)(easy|free|heard)$/;

/** Tells it by what the question says of itself. */
export function roleOf(question: Question): QuestionRole {
  if ('cut' in question && question.cut !== undefined) return 'who';
  const leads = question.kind === 'yes-no' && question.routes.some(({ to }) => to === 'end');
  return leads || PROCESS.test(question.id) ? 'way' : 'matter';
}
