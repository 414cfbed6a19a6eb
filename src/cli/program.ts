/** The operator's tool: every command, and how one is run. */

import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { dataLines } from '../runtime/data-lines.ts';
import { addApiKeyCommands } from './api-key-commands.ts';
import { addAuditCommands, enterCommand } from './audit-commands.ts';
import { addBackupCommands } from './backup-commands.ts';
import { addChannelCommands } from './channel-commands.ts';
import { addCheckCommands } from './check-commands.ts';
import { findWrongWords } from './command-words.ts';
import { addConsultationCommands } from './consultation-commands.ts';
import { addEraseCommand } from './erase-command.ts';
import { addExportCommand } from './export-commands.ts';
import { addFlowCommands } from './flow-commands.ts';
import { type CommandHost, CommandRefusal } from './host.ts';
import { addIndicatorCommands } from './indicator-commands.ts';
import { addKeyCommand } from './key-command.ts';
import { addLoadCommands } from './load-commands.ts';
import { addPrivacyCommands } from './privacy-command.ts';
import { addStaffCommands } from './staff-commands.ts';

/** Commands that never open the database, or open it in a way of their own. */
const WITHOUT_DATABASE = new Set([
  'flow check',
  'flow simulate',
  'read-reply',
  'redact',
  'protection classify',
  'simulate-load',
  'backup',
  'restore',
]);

/** Whether a command line needs the database, so that it may have to be run by the process that has it open. */
export function needsDatabase(argv: readonly string[]): boolean {
  const [first = 'help'] = argv;
  if (['help', '--version', '-V'].includes(first) || argv.includes('--help') || argv.includes('-h'))
    return false;
  return !WITHOUT_DATABASE.has(argv.slice(0, 2).join(' ')) && !WITHOUT_DATABASE.has(argv[0] ?? '');
}

/**
 * Runs one command line.
 *
 * @param argv without the program's own name
 * @param wording gives the sentence for a refusal's code
 * @returns the exit code: 0 done, 1 refused, 2 wrong words
 */
export async function runCommand(
  argv: readonly string[],
  host: CommandHost,
  wording: (error: unknown) => string | null,
): Promise<number> {
  const program = new Command('em-noi')
    .description('Em Nói: consultations of children, for the person who runs it.')
    .version(manifest.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.out(text.trimEnd()),
      writeErr: (text) => host.tell(text.trimEnd()),
    })
    .showHelpAfterError('(add --help to see how it is used)');
  program
    .command('migrate')
    .description('bring the database to the present version')
    .action(async () => {
      const app = await host.application();
      const { applied } = await app.migrate();
      host.out(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
      for (const line of dataLines(host.config, app.dataPlace)) host.out(line);
    });
  addFlowCommands(program, host);
  addConsultationCommands(program, host);
  addExportCommand(program, host);
  addStaffCommands(program, host);
  addIndicatorCommands(program, host);
  addEraseCommand(program, host);
  addPrivacyCommands(program, host);
  addKeyCommand(program, host);
  addChannelCommands(program, host);
  addCheckCommands(program, host);
  addLoadCommands(program, host);
  addBackupCommands(program, host);
  addApiKeyCommands(program, host);
  addAuditCommands(program, host);
  program.hook('preAction', (_, command) => enterCommand(host, command));
  // Options are inherited by hand: commander copies them only to commands made afterwards from the same parent.
  const quiet = (command: Command): void => {
    command.exitOverride().copyInheritedSettings(program);
    command.commands.forEach(quiet);
  };
  program.commands.forEach(quiet);
  const wrong = findWrongWords(program, argv);
  if (wrong !== null) {
    host.tell(wrong);
    return 2;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 || error.code === 'commander.help' ? 0 : 2;
    const sentence = error instanceof CommandRefusal ? error.message : wording(error);
    if (sentence === null) throw error;
    host.tell(sentence);
    return 1;
  }
}
