/** Rules of answers: enough options, bounds that leave something to say, a quiz that can be won. */

import { type WrittenFlow, type WrittenQuestion, writtenQuestions } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Longest open answer, in characters: a child writes a few sentences, a moderator reads thousands. */
const MAX_TEXT = 1000;

/** Numbers beyond this are no question for a child. */
const MAX_NUMBER = 1_000_000;

/** Most options that a child can weigh; more are a warning. */
const FRIENDLY_OPTIONS = 6;

/** Most options that a phone can show, as buttons or numbered; more are an error. */
const MOST_OPTIONS = 20;

/** Fewest and most points of a scale: fewer is no scale, more cannot be told apart by a child. */
const SCALE = { least: 3, most: 5 };

/** Too few or many options, bad bounds, bad quizzes. */
export function answerFaults(flow: WrittenFlow): readonly Fault[] {
  return writtenQuestions(flow).flatMap((question) => [
    ...optionCountFaults(question),
    ...boundFaults(question),
    ...quizFaults(question),
  ]);
}

function optionCountFaults({ source, path }: WrittenQuestion): readonly Fault[] {
  if (!('options' in source)) return [];
  const { length } = source.options;
  const at = [...path, 'options'];
  const least = source.kind === 'scale' ? SCALE.least : 2;
  if (length < least) {
    const message = `${source.id} has ${length} of at least ${least} options`;
    const facts = { count: length, least };
    return [{ code: 'too-few-options', path: at, facts, message, advice: 'Add options.' }];
  }
  if (source.kind === 'scale' && length > SCALE.most) {
    const message = `the scale ${source.id} has ${length} points; children can tell ${SCALE.most} apart`;
    const said = { facts: { count: length, ...SCALE }, message };
    const advice = `Keep ${SCALE.least} to ${SCALE.most} points.`;
    return [{ code: 'too-many-options', path: at, variant: 'scale', ...said, advice }];
  }
  if (length <= FRIENDLY_OPTIONS) return [];
  return [
    {
      code: 'too-many-options',
      severity: length > MOST_OPTIONS ? 'error' : 'warning',
      path: at,
      facts: { count: length, friendly: FRIENDLY_OPTIONS, most: MOST_OPTIONS },
      message: `${source.id} has ${length} options; a child can weigh ${FRIENDLY_OPTIONS}, a phone can show ${MOST_OPTIONS}`,
      advice: 'Merge some, or split the question in two.',
    },
  ];
}

function boundFaults({ source, path }: WrittenQuestion): readonly Fault[] {
  const fault = boundFault(source);
  if (fault === null) return [];
  const { key, ...said } = fault;
  return [{ code: 'bad-bounds', path: [...path, key], ...said }];
}

type BoundFault = Pick<Fault, 'message' | 'advice' | 'variant' | 'facts'> & { readonly key: string };

function boundFault(source: WrittenQuestion['source']): BoundFault | null {
  switch (source.kind) {
    case 'number':
      return numberFault(source);
    case 'choices':
      return pickFault(source);
    case 'text': {
      const length = source['max-length'];
      if (length >= 1 && length <= MAX_TEXT) return null;
      const message = `${source.id} takes at most ${length} characters`;
      const advice = `Write a number from 1 to ${MAX_TEXT}.`;
      return { key: 'max-length', variant: 'length', facts: { most: MAX_TEXT }, message, advice };
    }
    default:
      return null;
  }
}

function numberFault({
  id,
  min,
  max,
}: Extract<WrittenQuestion['source'], { kind: 'number' }>): BoundFault | null {
  if (min >= max) {
    const message = `${id} takes numbers from ${min} to ${max}, which leaves nothing to choose`;
    return { key: 'min', message, advice: 'Make "min" smaller than "max".' };
  }
  if (min >= -MAX_NUMBER && max <= MAX_NUMBER) return null;
  const message = `${id} takes numbers from ${min} to ${max}`;
  const key = min < -MAX_NUMBER ? 'min' : 'max';
  const facts = { least: -MAX_NUMBER, most: MAX_NUMBER };
  return { key, variant: 'far', facts, message, advice: `Stay within ${-MAX_NUMBER} and ${MAX_NUMBER}.` };
}

function pickFault(source: Extract<WrittenQuestion['source'], { kind: 'choices' }>): BoundFault | null {
  const { id, options, min = 1, max = options.length } = source;
  const rule = {
    ...{ variant: 'picks', facts: { most: options.length } },
    advice: `Keep 1 ≤ min ≤ max ≤ ${options.length}, the number of options.`,
  };
  if (min < 1)
    return {
      key: 'min',
      message: `${id} takes ${min} picks at least; skipping is always possible`,
      ...rule,
    };
  if (max > options.length)
    return { key: 'max', message: `${id} takes ${max} of ${options.length} options`, ...rule };
  if (min > max)
    return { key: 'min', message: `${id} takes at least ${min} and at most ${max} picks`, ...rule };
  return null;
}

function quizFaults({ source, path }: WrittenQuestion): readonly Fault[] {
  if (source.kind !== 'lesson') return [];
  const at = [...path, 'right'];
  const ids = source.options.map(({ id }) => id);
  const known = `Its options are ${ids.join(', ')}.`;
  if (source.right.length === 0) {
    return [
      { code: 'bad-quiz', path: at, message: `the quiz ${source.id} has no right answer`, advice: known },
    ];
  }
  const wrong = source.right.flatMap((id, index): readonly Fault[] =>
    ids.includes(id)
      ? []
      : [
          {
            code: 'bad-quiz',
            path: [...at, index],
            variant: 'unknown',
            facts: { id },
            message: `the right answer ${id} is no option of ${source.id}`,
            advice: known,
          },
        ],
  );
  if (wrong.length > 0 || ids.some((id) => !source.right.includes(id))) return wrong;
  const message = `in the quiz ${source.id} every answer is right, so there is nothing to learn`;
  return [
    {
      ...{ code: 'bad-quiz', severity: 'warning', path: at, variant: 'all', message },
      advice: 'Add an option that is not right.',
    },
  ];
}
