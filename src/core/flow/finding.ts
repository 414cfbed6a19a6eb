/** What checking a flow reports: where, what is wrong, and what to do. */

/** Every kind of fault a flow can have. */
export type FindingCode =
  | 'yaml-syntax'
  | 'bad-shape'
  | 'unknown-key'
  | 'unknown-reference'
  | 'bad-condition'
  | 'unreachable-question'
  | 'dead-end'
  | 'loop'
  | 'missing-language'
  | 'missing-age-wording'
  | 'duplicate-id'
  | 'too-many-questions'
  | 'too-many-options'
  | 'too-few-options'
  | 'bad-bounds'
  | 'text-too-long'
  | 'label-too-long'
  | 'sentence-too-long'
  | 'no-consent-first'
  | 'no-skip'
  | 'unknown-block'
  | 'block-loop'
  | 'unused-block'
  | 'bad-piping'
  | 'bad-quiz'
  | 'bad-cut'
  | 'no-age'
  | 'not-nfc'
  | 'negative-wording';

/** One fault. An `error` keeps a flow from being published; a `warning` asks for a look. */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  /** Where in the data, e.g. `questions[3].options[0].label.vi`. */
  readonly path: string;
  /** Which of several faults of this code it is, in a word; absent for the plainest. Wording may depend on it. */
  readonly variant?: string;
  /** What a wording in another language needs: names, numbers, the words at fault. */
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Line in the file, from 1; absent when the flow did not come from a file. */
  readonly line?: number;
  /** What is wrong, in English, naming the thing. */
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
};
