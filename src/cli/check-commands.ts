/** `read-reply`, `redact`, `protection classify`: JSON lines in, JSON lines out, for checks from outside. */

import type { Command } from 'commander';
import type { CommandHost } from './host.ts';

/** Adds the command to the program. */
export function addCheckCommands(program: Command, host: CommandHost): void {
  program
    .command('read-reply')
    .description(
      'read typed replies: lines of { "question"?, "options": [label…], "reply" } on standard input',
    )
    .action(async () => {
      const { readReply } = await host.tools();
      for await (const line of host.lines) {
        if (line.trim() !== '') host.out(JSON.stringify(readReply(line)));
      }
    });
  program
    .command('protection')
    .description('what is done for children who may be in danger')
    .command('classify')
    .description('tell whether texts tell of danger: lines of { "text" } on standard input')
    .action(async () => {
      const { classify } = await host.tools();
      for await (const line of host.lines) {
        if (line.trim() !== '') host.out(JSON.stringify(classify(line)));
      }
    });
  program
    .command('redact')
    .description('mask what could tell who somebody is: lines of { "text" } on standard input')
    .action(async () => {
      const { redact } = await host.tools();
      for await (const line of host.lines) {
        if (line.trim() !== '') host.out(JSON.stringify(redact(line)));
      }
    });
}
