/** Looks whether the words of a command line name a command, before any of them is taken for an option or a file. */

import type { Command } from 'commander';
import { nearCommands } from '../compose/near-commands.ts';

/**
 * Finds what is wrong with the words of a command line: a command that does not exist, also where only its help is asked
 * for, or one that needs another word.
 *
 * @param argv without the program's own name
 * @returns what is wrong and what to type instead; `null` where they name a command, or nothing but options
 */
export function findWrongWords(program: Command, argv: readonly string[]): string | null {
  const asksHelp = argv[0] === 'help';
  const words = asksHelp ? argv.slice(1) : argv;
  let group = program;
  for (const [at, word] of words.entries()) {
    // The first option ends the name; `--help` behind a group's name is answered with that group's help.
    if (word.startsWith('-')) return null;
    const found = group.commands.find((one) => one.name() === word || one.aliases().includes(word));
    if (found === undefined) return word === 'help' && at > 0 ? null : unknown(program, words, at);
    if (found.commands.length === 0) return null;
    group = found;
  }
  return asksHelp || group === program ? null : unfinished(group);
}

function unknown(program: Command, argv: readonly string[], wrongAt: number): string {
  const end = argv.findIndex((word) => word.startsWith('-'));
  const words = end < 0 ? argv : argv.slice(0, end);
  const near = nearCommands({ words, wrongAt }, namesIn(program));
  const meant = near.length === 0 ? '' : ` Did you mean: ${near.join(', ')}?`;
  return `There is no command "${words.slice(0, wrongAt + 1).join(' ')}".${meant} All commands: em-noi --help`;
}

function unfinished(group: Command): string {
  const names = namesIn(group).map((name) => `em-noi ${group.name()} ${name}`);
  return `"${group.name()}" needs one more word: ${names.join(', ')}. More: em-noi ${group.name()} --help`;
}

/** Full names of all commands that do something and are shown in the help. */
function namesIn(group: Command): readonly string[] {
  const shown = group.createHelp().visibleCommands(group);
  return group.commands
    .filter((one) => shown.includes(one))
    .flatMap((one) =>
      one.commands.length === 0 ? [one.name()] : namesIn(one).map((name) => `${one.name()} ${name}`),
    );
}
