/** What a child said to one question. */

/**
 * The value of an answer; the question's kind gives it meaning.
 *
 * - `null`: skipped
 * - string: option id (`choice`, `yes-no`, `scale`, `lesson`), age band (`age`), locality code (`place`), `yes`
 *   (`consent`), the words themselves (`text`)
 * - number: `number`
 * - list of option ids: picked ones in the flow's order (`choices`), best first (`rank`)
 */
export type AnswerValue = null | string | number | readonly string[];

/** Answers by question id. */
export type Answers = Readonly<Record<string, AnswerValue>>;
