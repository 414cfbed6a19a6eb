/** Finds the commands that a mistyped one probably meant. */

import { nearestName } from '../core/flow/nearest-name.ts';

/** Suggestions beyond these help nobody. */
const MOST = 3;
/** Shorter beginnings are shared by too many. */
const SHORTEST_BEGINNING = 3;

/** What was typed: words, of which the one at `wrongAt` names nothing. */
export type TypedWords = { readonly words: readonly string[]; readonly wrongAt: number };

/**
 * Finds commands near what was typed: one with few letters other, one that holds a typed word, one that begins alike.
 *
 * @param commands full names, such as `consultation list`
 * @returns at most three, nearest first; empty where none is near
 */
export function nearCommands({ words, wrongAt }: TypedWords, commands: readonly string[]): readonly string[] {
  const wrong = words[wrongAt] ?? '';
  const before = words.slice(0, wrongAt).join(' ');
  const beside = commands.filter((command) => before === '' || command.startsWith(`${before} `));
  const next = new Map(beside.map((command) => [command.split(' ')[wrongAt] ?? '', command]));
  const nearest = nearestName(wrong, next.keys());
  const found = [
    nearestName(words.slice(0, wrongAt + 2).join(' '), commands),
    nearestName(words.slice(0, wrongAt + 1).join(' '), commands),
    ...commands.filter((command) => nearest !== undefined && isAt(command, wrongAt, nearest, beside)),
    ...commands.filter((command) => command.split(' ').includes(wrong)),
    ...commands.filter((command) => command.split(' ').some((word) => beginAlike(word, wrong))),
  ].filter((command) => command !== undefined);
  return [...new Set(found)].slice(0, MOST);
}

function isAt(command: string, place: number, word: string, beside: readonly string[]): boolean {
  return beside.includes(command) && command.split(' ')[place] === word;
}

function beginAlike(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= SHORTEST_BEGINNING && long.startsWith(short);
}
