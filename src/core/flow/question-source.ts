/** The file format of questions: what an author writes for each kind, as schemas with everything strict. */

import * as z from 'zod';
import { CUTS } from './flow.ts';

/** Longest condition, in UTF-16 units. Real ones are under 200; the bound keeps hostile input cheap. */
export const MAX_CONDITION_LENGTH = 1000;

/** A language, by its primary tag. */
export const languageTag = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'a language is two or three small letters such as vi, en, km');

const optionId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,15}$/,
    'an option id is 1 to 16 small letters, digits and hyphens, and begins with a letter or digit',
  )
  .meta({ description: 'Stored instead of the words: small letters, digits, hyphens, at most 16.' });

/** Id of a question or block, without the prefix of the blocks around it. */
export const localId = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,23}$/,
    'an id is 1 to 24 small letters, digits and hyphens, and begins with a letter',
  )
  .meta({
    description: 'Unique in the flow: small letters, digits, hyphens, at most 24, begins with a letter.',
  });

const reference = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/,
    'a question is named by its id, after a block used `as: name` by name.id',
  )
  .max(64);

const words = z.string().trim().min(1, 'this text is empty');

const byBand = z.strictObject({
  all: words.meta({ description: 'The wording for every band that has none of its own.' }),
  '7-8': words.exactOptional().meta({ description: 'Sentences of at most 10 syllables, one thought each.' }),
  '9-10': words.exactOptional(),
  '11-13': words.exactOptional(),
  '14-15': words.exactOptional(),
});

const wording = z.union([words, byBand]).meta({ id: 'Wording', title: 'Wording' });

/** Text in every language of the flow. */
export const flowText = z.record(languageTag, wording).meta({
  id: 'FlowText',
  title: 'Text',
  description:
    'The words in every language of the flow; vi is required. A language holds one text, or `all` plus wordings for age bands. ' +
    'In a question {mood} puts the answer to the earlier question mood in; {{ is a brace.',
  // Editors offer a key only where it is listed.
  properties: { vi: { $ref: '#/definitions/Wording' }, en: { $ref: '#/definitions/Wording' } },
  required: ['vi'],
});

const condition = z
  .string()
  .trim()
  .min(1, 'this condition is empty')
  .meta({
    id: 'Condition',
    title: 'Condition',
    description:
      'For example: mood in [sad, very-sad] and not (age = 7-8 or place = 79). Tests: = != < <= > >= in [a, b], not in [a, b], ' +
      'answered(q), skipped(q); joined by and, or, not, parentheses; age, place and language are known without a question. ' +
      'Inside { … } put it in quotes.',
    maxLength: MAX_CONDITION_LENGTH,
    examples: ['mood in [sad, very-sad]', 'age = 7-8', 'skipped(mood)'],
  });

const option = z
  .strictObject({
    id: optionId,
    label: flowText,
    face: words.max(16).optional().meta({ description: 'An emoji shown before the label.' }),
  })
  .meta({ id: 'Option', title: 'Option', description: 'One thing a child can pick.' });

const route = z
  .strictObject({
    when: condition.optional(),
    to: reference.meta({ description: 'Id of a later question, or end.' }),
  })
  .meta({
    id: 'Route',
    title: 'Route',
    description:
      'A way on. The first whose condition holds is taken; without one the next question in order follows.',
  });

const common = {
  id: localId,
  text: flowText,
  simpler: flowText
    .optional()
    .meta({ description: 'Simpler words with an example, said after two replies that could not be read.' }),
  when: condition.optional().meta({ description: 'Asked only where this holds.' }),
  routes: z.array(route).optional(),
  skip: z.boolean().optional().meta({ description: 'Every question may be skipped; false is reported.' }),
};

/** Bounds that an editor underlines; the check words them better than a schema can. */
const optionsOf = (least: number, most: number) =>
  z.array(option).meta({ description: `${least} to ${most} options.`, minItems: least, maxItems: most });

const cut = {
  cut: z.enum(CUTS).optional().meta({
    description:
      'Results are split by it: sex (options girl and boy), or circumstances that few children share. At most one of each.',
  }),
};

const choice = z
  .strictObject({ kind: z.literal('choice'), ...common, ...cut, options: optionsOf(2, 6) })
  .meta({ title: 'choice', description: 'One of several options.' });

const choices = z
  .strictObject({
    kind: z.literal('choices'),
    ...common,
    options: optionsOf(2, 6),
    min: z.int().optional().meta({ description: 'Fewest picks; 1 when left out.', minimum: 1 }),
    max: z.int().optional().meta({ description: 'Most picks; all options when left out.', minimum: 1 }),
  })
  .meta({ title: 'choices', description: 'Several of several options.' });

const yesNo = z
  .strictObject({
    kind: z.literal('yes-no'),
    ...common,
    ...cut,
    yes: flowText.optional().meta({ description: 'Label of yes; "Có", "Yes" when left out.' }),
    no: flowText.optional().meta({ description: 'Label of no; "Không", "No" when left out.' }),
  })
  .meta({ title: 'yes-no', description: 'Yes or no; the option ids are yes and no.' });

const scale = z.strictObject({ kind: z.literal('scale'), ...common, options: optionsOf(3, 5) }).meta({
  title: 'scale',
  description: '3 to 5 points, each with a word or a face, from one end to the other.',
});

const rank = z
  .strictObject({ kind: z.literal('rank'), ...common, options: optionsOf(2, 6) })
  .meta({ title: 'rank', description: 'Options brought into an order, best first.' });

const number = z
  .strictObject({
    kind: z.literal('number'),
    ...common,
    min: z.int().meta({ description: 'Least whole number that is taken.' }),
    max: z.int().meta({ description: 'Greatest whole number that is taken.' }),
  })
  .meta({ title: 'number', description: 'A whole number between two bounds.' });

const text = z
  .strictObject({
    kind: z.literal('text'),
    ...common,
    'max-length': z
      .int()
      .meta({ description: 'Longest answer, in characters; 1 to 1000.', minimum: 1, maximum: 1000 }),
  })
  .meta({ title: 'text', description: "The child's own words. They travel apart from all other answers." });

const place = z
  .strictObject({ kind: z.literal('place'), ...common, depth: z.enum(['province', 'commune']) })
  .meta({ title: 'place', description: 'Where the child lives; not asked where the invitation knows it.' });

const unskippable = { ...common, skip: z.literal(false).optional() };

const age = z
  .strictObject({ kind: z.literal('age'), ...unskippable })
  .meta({ title: 'age', description: 'How old the child is; only the age band is kept.' });

const consent = z
  .strictObject({
    kind: z.literal('consent'),
    ...unskippable,
    declined: flowText.meta({ description: 'Said when the child does not agree.' }),
    partial: flowText
      .optional()
      .meta({ description: 'Asks whether a walk broken off half-way may be kept.' }),
  })
  .meta({
    title: 'consent',
    description: 'Whether the child agrees to be asked. Nothing else may come first.',
  });

const info = z
  .strictObject({ kind: z.literal('info'), ...common })
  .meta({ title: 'info', description: 'A card to read; nothing is answered.' });

const lesson = z
  .strictObject({
    kind: z.literal('lesson'),
    ...common,
    options: optionsOf(2, 6),
    right: z.array(optionId).meta({ description: 'Ids of the right options.', minItems: 1 }),
    explain: flowText.meta({ description: 'Said after every answer, right or not.' }),
  })
  .meta({ title: 'lesson', description: 'A short card with one quiz question.' });

/** One question as it is written. */
export const questionSource = z.discriminatedUnion('kind', [
  choice,
  choices,
  yesNo,
  scale,
  rank,
  number,
  text,
  place,
  age,
  consent,
  info,
  lesson,
]);

/** A place where a block of questions is put in. */
export const blockUseSource = z
  .strictObject({
    use: localId.meta({ description: 'Name of a block.' }),
    as: localId.optional().meta({ description: 'Put before every id of the block, with a dot between.' }),
    when: condition.optional().meta({ description: 'Condition of the whole block.' }),
  })
  .meta({ title: 'use', description: 'The questions of a block, here.' });

/** What a list of questions holds. */
export const entrySource = z
  .union([questionSource, blockUseSource])
  .meta({ id: 'Entry', title: 'Question', description: 'A question, or `use` of a block.' });

/** @see questionSource */
export type QuestionSource = z.infer<typeof questionSource>;
/** @see blockUseSource */
export type BlockUseSource = z.infer<typeof blockUseSource>;
/** What a list of questions holds. */
export type EntrySource = z.infer<typeof entrySource>;
/** Text as it is written. */
export type FlowTextSource = z.infer<typeof flowText>;
/** An option as it is written. */
export type OptionSource = z.infer<typeof option>;
