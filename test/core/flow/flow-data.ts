/** Data of small flows for tests, as a file would give them. */

/** A question, written short: what is left out is filled in. */
export type QuestionData = Record<string, unknown> & { readonly id: string; readonly kind: string };

/** Texts and options that are the same in every test. */
const PARTS: Readonly<Record<string, object>> = {
  choice: { options: options('glad', 'sad', 'angry') },
  choices: { options: options('swing', 'slide', 'sand') },
  scale: { options: options('low', 'middle', 'high') },
  rank: { options: options('food', 'play', 'rest') },
  number: { min: 0, max: 10 },
  text: { 'max-length': 200 },
  place: { depth: 'commune' },
  consent: { declined: { vi: 'Không sao đâu em.' } },
  lesson: { options: options('hear', 'shelve'), right: ['hear'], explain: { vi: 'Đúng rồi!' } },
};

/** Options with these ids, labelled by them. */
export function options(...ids: readonly string[]) {
  return ids.map((id) => ({ id, label: { vi: `Ý ${id}` } }));
}

/** One question with all that its kind needs. */
export function question(data: QuestionData): QuestionData {
  return { text: { vi: 'Em thấy sao?' }, ...PARTS[data.kind], ...data };
}

/** A flow for children of 9 and 10 on the web: consent, then the questions. */
export function flowData(
  questions: readonly (QuestionData | { readonly use: string })[],
  others: object = {},
): Record<string, unknown> {
  const entries = questions.map((entry) => ('kind' in entry ? question(entry as QuestionData) : entry));
  return {
    flow: 'trial',
    version: 1,
    title: { vi: 'Thử' },
    languages: ['vi'],
    ages: ['9-10'],
    channels: ['web'],
    closing: { vi: 'Cảm ơn em.' },
    questions: [question({ id: 'consent', kind: 'consent' }), ...entries],
    ...others,
  };
}
