/** Rules of names: every id once, usable, and short enough for a button. */

import { RESERVED_WORDS } from '../parse-condition.ts';
import { type WrittenFlow, type WrittenQuestion, wordingsOf, writtenQuestions } from '../written-flow.ts';
import type { Fault } from './fault.ts';

/** Longest full id of a question. */
const MAX_ID = 40;

/** A button's token `b:<run>:<question>:<option>` has 64 bytes, of which 10 are not ours to spend. */
const MAX_ID_WITH_OPTION = 54;

/** Duplicate, reserved and too long ids; options that read the same. */
export function nameFaults(flow: WrittenFlow): readonly Fault[] {
  return [
    ...repeatedFaults(flow),
    ...duplicateFaults(flow),
    ...lengthFaults(flow),
    ...writtenQuestions(flow).flatMap((question) => [...reservedFaults(question), ...optionFaults(question)]),
  ];
}

function repeatedFaults(flow: WrittenFlow): readonly Fault[] {
  const { languages, ages, channels } = flow;
  return Object.entries<readonly string[]>({ languages, ages, channels }).flatMap(([key, values]) =>
    values.flatMap((value, at, list): readonly Fault[] =>
      list.indexOf(value) === at
        ? []
        : [
            {
              code: 'duplicate-id',
              path: [key, at],
              variant: 'listed',
              facts: { value },
              message: `${value} is listed twice`,
              advice: 'Remove one.',
            },
          ],
    ),
  );
}

function duplicateFaults(flow: WrittenFlow): readonly Fault[] {
  return flow.expansion.questions.flatMap((question): readonly Fault[] => {
    const first = flow.byId.get(question.id);
    if (first === undefined || first === question) return [];
    const sameBlock = first.path.join() === question.path.join();
    return [
      {
        code: 'duplicate-id',
        path: [...question.path, 'id'],
        ...(sameBlock ? { variant: 'block' } : {}),
        facts: { id: question.id },
        message: `the id ${question.id} is taken by two questions`,
        advice: sameBlock
          ? 'Its block is used twice: give each use a different "as: name".'
          : 'Give one of them another id.',
      },
    ];
  });
}

function lengthFaults(flow: WrittenFlow): readonly Fault[] {
  return flow.expansion.questions.flatMap(({ id, source, path }): readonly Fault[] => {
    const option = 'options' in source ? Math.max(0, ...source.options.map(({ id }) => id.length)) : 0;
    const most = Math.min(MAX_ID, MAX_ID_WITH_OPTION - option);
    if (id.length <= most || flow.standIns.has(source)) return [];
    const message = `the id ${id} has ${id.length} letters, more than a button can carry`;
    return [
      {
        code: 'bad-shape',
        path: [...path, 'id'],
        variant: 'long-id',
        facts: { id, most },
        message,
        advice: `Shorten it, or the names of its blocks, to ${most}.`,
      },
    ];
  });
}

function reservedFaults({ source, path }: WrittenQuestion): readonly Fault[] {
  const isFact = source.id === 'age' || source.id === 'place';
  if (isFact ? source.kind === source.id : !RESERVED_WORDS.has(source.id)) return [];
  const message = isFact
    ? `a question called ${source.id} must be of kind ${source.id}: in conditions the word means what is known of the child`
    : `${source.id} is a word of the language of conditions and cannot be an id`;
  const advice = 'Give the question another id.';
  const facts = { id: source.id };
  return [{ code: 'bad-shape', path: [...path, 'id'], variant: 'reserved', facts, message, advice }];
}

function optionFaults({ source, path }: WrittenQuestion): readonly Fault[] {
  if (!('options' in source)) return [];
  const ids = new Set<string>();
  const labels = new Set<string>();
  return source.options.flatMap((option, at) => {
    const faults: Fault[] = [];
    if (ids.has(option.id)) {
      const message = `two options of ${source.id} have the id ${option.id}`;
      faults.push({
        code: 'duplicate-id',
        path: [...path, 'options', at, 'id'],
        variant: 'option',
        facts: { id: option.id },
        message,
        advice: 'Rename one.',
      });
    }
    ids.add(option.id);
    for (const { language, band, words } of Object.keys(option.label).flatMap((language) =>
      wordingsOf(option.label, language).map((wording) => ({ language, ...wording })),
    )) {
      const label = `${language} ${band} ${words.toLowerCase()}`;
      if (labels.has(label)) {
        const message = `two options of ${source.id} read the same: ${words}`;
        faults.push({
          code: 'duplicate-id',
          path: [...path, 'options', at, 'label', language],
          variant: 'label',
          facts: { words },
          message,
          advice: 'Word one of them differently, so that a child who types it is understood.',
        });
      }
      labels.add(label);
    }
    return faults;
  });
}
