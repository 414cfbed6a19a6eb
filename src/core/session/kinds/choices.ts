/** The kind `choices`: several options of a list, within bounds. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { readPicks } from '../../reply/read-picks.ts';
import { hasOldAnswer } from '../route.ts';
import { phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readingOf } from './choice.ts';
import { isNumbered, shownOptions } from './shown-options.ts';

type Choices = {
  readonly turn: Turn;
  readonly question: QuestionOf<'choices'>;
  readonly options: readonly ReplyOption[];
};

/** Puts a several-choice question. Taps pick and unpick until "done"; one typed message is the whole answer. */
export function askChoices(turn: Turn, question: QuestionOf<'choices'>): Asked {
  const choices = { turn, question, options: shownOptions(turn, question.options) };
  const picked = pickedIn(choices);
  const numbered = isNumbered(turn, choices.options.length);
  const bounds = { min: question.min, max: question.max };
  return {
    options: choices.options,
    picked,
    extras: picked.length >= question.min && picked.length > 0 ? ['done'] : [],
    hint: phrase(turn, numbered ? 'hint.numbers' : question.max === 1 ? 'hint.one' : 'hint.picks', bounds),
    read: (text) => read(choices, picked, text),
    tap: (option) => tap(choices, picked, option),
  };
}

function read(choices: Choices, picked: readonly string[], reply: string): Reading {
  const { turn, options } = choices;
  const extras = [
    ...(picked.length > 0 ? (['done'] as const) : []),
    ...(hasOldAnswer(turn.state) ? (['keep'] as const) : []),
  ];
  const reading = readPicks({ options, reply, extras });
  if (reading.read === 'done') return finish(choices, picked);
  if (reading.read === 'ambiguous') return whichOf(choices, picked, reading.indexes);
  if (reading.read !== 'picks') return readingOf(options, reading);
  const named = reading.indexes.flatMap((index) => options[index]?.id ?? []);
  const saysMore = !reading.isAll;
  if (picked.length === 0) return { ...finish(choices, named), saysMore };
  return pick(choices, [...new Set([...picked, ...named])], saysMore);
}

/** Words add; what is picked already is not asked about, as another tap would take it away. */
function whichOf({ options }: Choices, picked: readonly string[], indexes: readonly number[]): Reading {
  const meant = indexes.flatMap((index) => options[index]?.id ?? []).filter((id) => !picked.includes(id));
  if (meant.length > 0) return { kind: 'ambiguous', options: meant };
  return picked.length === 0
    ? { kind: 'miss' }
    : { kind: 'partway', partway: { kind: 'picks', picks: picked } };
}

function tap(choices: Choices, picked: readonly string[], option: string): Reading | null {
  if (option === '_done') return finish(choices, picked);
  if (!choices.options.some(({ id }) => id === option)) return null;
  if (picked.includes(option))
    return pick(
      choices,
      picked.filter((id) => id !== option),
      false,
    );
  // One of one: the last tap counts.
  return pick(choices, choices.question.max === 1 ? [option] : [...picked, option], false);
}

function pick({ turn, question }: Choices, picks: readonly string[], saysMore: boolean): Reading {
  const { max } = question;
  if (picks.length > max) {
    const lead = phrase(turn, 'choices.too-many', { max });
    return { kind: 'partway', partway: { kind: 'picks', picks: picks.slice(0, max) }, lead, saysMore };
  }
  if (picks.length === 0) return { kind: 'partway', saysMore };
  return { kind: 'partway', partway: { kind: 'picks', picks }, saysMore };
}

function finish(
  { turn, question, options }: Choices,
  picks: readonly string[],
): Extract<Reading, { kind: 'answer' | 'partway' }> {
  const { min, max } = question;
  if (picks.length > max) return { kind: 'partway', lead: phrase(turn, 'choices.too-many', { max }) };
  if (picks.length < min || picks.length === 0) {
    const lead = phrase(turn, 'choices.too-few', { min });
    return picks.length === 0
      ? { kind: 'partway', lead }
      : { kind: 'partway', partway: { kind: 'picks', picks }, lead };
  }
  return { kind: 'answer', value: options.flatMap(({ id }) => (picks.includes(id) ? [id] : [])) };
}

function pickedIn({ turn, options }: Choices): readonly string[] {
  const { partway } = turn.state;
  return partway?.kind === 'picks'
    ? partway.picks.filter((id) => options.some((option) => option.id === id))
    : [];
}
