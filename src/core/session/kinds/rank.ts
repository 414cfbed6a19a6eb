/** The kind `rank`: all options put in order, best first. */

import type { QuestionOf } from '../../flow/flow.ts';
import type { ReplyOption } from '../../reply/label.ts';
import { readPicks } from '../../reply/read-picks.ts';
import { hasOldAnswer } from '../route.ts';
import { phrase, type Turn } from '../turn.ts';
import type { Asked, Reading } from './asked.ts';
import { readingOf } from './choice.ts';
import { isNumbered, shownOptions } from './shown-options.ts';

/** Puts a rank: one tap after the other, or all in one typed message. Only what is left is shown. */
export function askRank(turn: Turn, question: QuestionOf<'rank'>): Asked {
  const all = shownOptions(turn, question.options);
  const { partway } = turn.state;
  const picks = partway?.kind === 'picks' ? partway.picks : [];
  const left = picks.length === 0 ? all : all.filter(({ id }) => !picks.includes(id));
  const hint = isNumbered(turn, left.length) ? 'hint.order' : 'hint.rank';
  return {
    options: left,
    extras: [],
    hint:
      picks.length === 0 ? phrase(turn, hint) : phrase(turn, 'rank.next', { order: orderWords(all, picks) }),
    read: (text) => read(turn, { all, left, picks }, text),
    tap: (option) => {
      if (left.some(({ id }) => id === option)) return place({ all, picks }, [option]);
      return all.some(({ id }) => id === option)
        ? { kind: 'partway', partway: { kind: 'picks', picks } }
        : null;
    },
  };
}

type Ranked = { readonly all: readonly ReplyOption[]; readonly picks: readonly string[] };

function read(
  turn: Turn,
  ranked: Ranked & { readonly left: readonly ReplyOption[] },
  reply: string,
): Reading {
  const { left } = ranked;
  const reading = readPicks({ options: left, reply, extras: hasOldAnswer(turn.state) ? ['keep'] : [] });
  if (reading.read !== 'picks') return readingOf(left, reading);
  const named = reading.indexes.flatMap((index) => left[index]?.id ?? []);
  return { ...place(ranked, named), saysMore: !reading.isAll };
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
