/** `privacy record|impact`. */

import type { Command } from 'commander';
import type { Application } from '../compose.ts';
import type { CommandHost } from './host.ts';

/** Adds the commands to the program. */
export function addPrivacyCommands(program: Command, host: CommandHost): void {
  const privacy = program
    .command('privacy')
    .description('papers for the data-protection file, written in Vietnamese from the settings');
  const paper = (name: Parameters<Application['privacyFile']>[0], about: string) =>
    privacy
      .command(name)
      .description(about)
      .action(async () => host.out(await (await host.application()).privacyFile(name)));
  paper('record', 'print the record of processing as Markdown; what only you know is marked [điền]');
  paper(
    'impact',
    'print the data-protection impact assessment as Markdown; what only you know is marked [điền]',
  );
}
