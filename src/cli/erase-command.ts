/** `erase CHANNEL`. */

import type { Command } from 'commander';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the command to the program. */
export function addEraseCommand(program: Command, host: CommandHost): void {
  program
    .command('erase')
    .description(
      'erase all that is kept of the account whose id is read from standard input: walks under way, messages, texts that wait, what it agreed to',
    )
    .argument('<channel>', 'web, telegram, zalo or zalo-oa')
    .action((channel: string) => erase(host, channel));
}

async function erase(host: CommandHost, channel: string): Promise<void> {
  if (host.isTerminal === true) host.tell('Type the account id and press Enter:');
  const account = await firstLine(host.lines);
  if (account === '') throw new CommandRefusal('No account id came on standard input.');
  const outcome = await (await host.application()).eraseAccount(channel, account);
  if (outcome === 'waits') {
    throw new CommandRefusal('A message to this account is still on its way. Try again in a minute.');
  }
  host.tell(
    outcome === 'absent'
      ? 'Nothing is kept of this account. What it said and was sealed can be found by nobody.'
      : 'Erased. What was sealed before can be found by nobody, so it could not be erased and points at nobody.',
  );
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line.trim();
  return '';
}
