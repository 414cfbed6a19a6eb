/** Fifteen closed questions of every kind, as a consultation of millions of children would have them. */

const text = { vi: 'Em thấy thế nào?', en: 'How do you feel?' };

function options(count: number, faces: boolean) {
  return Array.from({ length: count }, (_, at) => ({
    id: `o${at + 1}`,
    label: { vi: `Ý ${at + 1}`, en: `Option ${at + 1}` },
    ...(faces ? { face: '🙂' } : {}),
  }));
}

/** Options a closed question of the flow has, and how its answers are drawn. */
export type SizeQuestion = {
  readonly id: string;
  readonly kind: 'scale' | 'choice' | 'choices' | 'yes-no' | 'rank' | 'number';
  /** Option ids; of a number its values. */
  readonly values: readonly string[];
};

const scales = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id: `scale-${id}`, kind: 'scale' as const }));
const choices = ['a', 'b', 'c', 'd'].map((id) => ({ id: `choice-${id}`, kind: 'choice' as const }));
const ids = (count: number) => Array.from({ length: count }, (_, at) => `o${at + 1}`);

/** The fifteen. */
export const SIZE_QUESTIONS: readonly SizeQuestion[] = [
  ...scales.map((one) => ({ ...one, values: ids(5) })),
  ...choices.map((one) => ({ ...one, values: ids(6) })),
  { id: 'many-a', kind: 'choices', values: ids(6) },
  { id: 'many-b', kind: 'choices', values: ids(6) },
  { id: 'yes', kind: 'yes-no', values: ['yes', 'no'] },
  { id: 'best', kind: 'rank', values: ids(4) },
  { id: 'hours', kind: 'number', values: Array.from({ length: 13 }, (_, at) => String(at)) },
];

/** The flow's file. */
export const SIZE_FLOW = {
  ...{
    flow: 'size',
    version: 1,
    title: text,
    languages: ['vi', 'en'],
    ages: ['7-8', '9-10', '11-13', '14-15'],
  },
  ...{ channels: ['web', 'telegram', 'zalo', 'zalo-oa'], indicators: [22], closing: text },
  questions: [
    { id: 'age', kind: 'age', text },
    { id: 'consent', kind: 'consent', text, declined: text },
    ...SIZE_QUESTIONS.map(({ id, kind, values }) => {
      if (kind === 'number') return { id, kind, text, min: 0, max: values.length - 1 };
      if (kind === 'yes-no') return { id, kind, text };
      const drawn = { id, kind, text, options: options(values.length, kind === 'scale') };
      return kind === 'choices' ? { ...drawn, max: 3 } : drawn;
    }),
  ],
};
