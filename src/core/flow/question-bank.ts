/** The question bank: blocks of well-worded questions that authors begin with. */

import * as z from 'zod';
import { flowText, localId, type QuestionSource, questionSource } from './question-source.ts';
import type { FlowText } from './text.ts';

/** A file of the bank. */
export const bankFileSource = z.strictObject({
  block: localId,
  title: flowText,
  /** For authors: what can be learnt from the answers, and what is left out on purpose. */
  about: flowText,
  questions: z.array(questionSource).min(1),
});

/** A block of the bank. Its questions look at nothing but each other and the age. */
export type BankBlock = {
  readonly id: string;
  readonly title: FlowText;
  readonly about: FlowText;
  readonly questions: readonly QuestionSource[];
};

/** Brings the data of a bank file to a block. @throws ZodError where it has another shape */
export function parseBankFile(data: unknown): BankBlock {
  const { block, title, about, questions } = bankFileSource.parse(data);
  return { id: block, title, about, questions };
}

/**
 * Gives the data of the smallest whole flow that a block can be asked in: age and consent, then its questions.
 *
 * It is how a block is looked at by itself: checked, played, drawn.
 */
export function flowAround({ id, title, questions }: BankBlock): object {
  return {
    ...{ flow: id, version: 1, title, languages: ['vi', 'en'] },
    ages: ['7-8', '9-10', '11-13', '14-15'],
    channels: ['web', 'telegram', 'zalo', 'zalo-oa'],
    closing: { vi: 'Xong rồi! Cảm ơn em đã lên tiếng.', en: 'All done! Thank you for speaking up.' },
    questions: [
      { id: 'age', kind: 'age', text: { vi: 'Em mấy tuổi rồi?', en: 'How old are you?' } },
      {
        id: 'consent',
        kind: 'consent',
        text: { vi: 'Em có muốn tham gia không?', en: 'Would you like to take part?' },
        declined: { vi: 'Không sao đâu em.', en: 'That is quite all right.' },
      },
      ...questions,
    ],
  };
}
