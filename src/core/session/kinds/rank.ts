/** The kind `rank`: all options put in order, best first. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { readPicks } from '../../reply/read-picks.ts';
import { hasOldAnswer } from '../route.ts';
import { phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readingOf } from './choice.ts';
import { isNumbered, shownOptions } from './shown-options.ts';

/**
 * Puts a rank: one tap after the other, or all in one typed message. Only what is left is shown, under the numbers of the
 * whole list: whoever types one number after the other means the list that was read first.
 */
export function askRank(turn: Turn, question: QuestionOf<'rank'>): Asked {
  const all = shownOptions(turn, question.options);
  const { partway } = turn.state;
  const picks = partway?.kind === 'picks' ? partway.picks : [];
  const left = picks.length === 0 ? all : all.filter(({ id }) => !picks.includes(id));
  return {
    options: left,
    ...(picks.length === 0 ? {} : { numbers: left.map((option) => all.indexOf(option) + 1) }),
    extras: [],
    hint: hintOf(turn, all, picks),
    read: (text) => read(turn, { all, picks }, text),
    tap: (option) => {
      if (left.some(({ id }) => id === option)) return place({ all, picks }, [option]);
      return all.some(({ id }) => id === option) ? unchanged(picks) : null;
    },
  };
}

type Ranked = { readonly all: readonly ReplyOption[]; readonly picks: readonly string[] };

function hintOf(turn: Turn, all: readonly ReplyOption[], picks: readonly string[]): string {
  const isTyped = isNumbered(turn, all.length);
  if (picks.length === 0) return phrase(turn, isTyped ? 'hint.order' : 'hint.rank');
  return phrase(turn, isTyped ? 'rank.next-number' : 'rank.next', { order: orderWords(all, picks) });
}

function read(turn: Turn, ranked: Ranked, reply: string): Reading {
  const { all, picks } = ranked;
  const reading = readPicks({
    options: all,
    reply,
    isOrder: true,
    extras: hasOldAnswer(turn.state) ? ['keep'] : [],
  });
  if (reading.read === 'ambiguous') {
    const meant = idsAt(all, reading.indexes).filter((id) => !picks.includes(id));
    return meant.length === 0 ? unchanged(picks) : { kind: 'ambiguous', options: meant };
  }
  if (reading.read !== 'picks') return readingOf(all, reading);
  const named = idsAt(all, reading.indexes);
  // All of them named at once is a new order.
  const before = named.length === all.length ? [] : picks;
  const more = named.filter((id) => !before.includes(id));
  return {
    ...(more.length === 0 ? unchanged(picks) : place({ all, picks: before }, more)),
    saysMore: !reading.isAll,
  };
}

function idsAt(all: readonly ReplyOption[], indexes: readonly number[]): readonly string[] {
  return indexes.flatMap((index) => all[index]?.id ?? []);
}

function unchanged(picks: readonly string[]): Extract<Reading, { kind: 'partway' }> {
  return picks.length === 0 ? { kind: 'partway' } : { kind: 'partway', partway: { kind: 'picks', picks } };
}

/** What is left when one is left needs no asking. */
function place(
  { all, picks }: Ranked,
  named: readonly string[],
): Extract<Reading, { kind: 'answer' | 'partway' }> {
  const order = [...picks, ...named];
  const rest = all.filter(({ id }) => !order.includes(id)).map(({ id }) => id);
  if (rest.length <= 1) return { kind: 'answer', value: [...order, ...rest] };
  return { kind: 'partway', partway: { kind: 'picks', picks: order } };
}

function orderWords(all: readonly ReplyOption[], picks: readonly string[]): string {
  return picks
    .map((id, at) => `${at + 1}. ${all.find((option) => option.id === id)?.label ?? id}`)
    .join(', ');
}
