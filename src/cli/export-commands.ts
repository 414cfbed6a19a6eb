/** `export`: takes published results along as a report or a data file. */

import { writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { OFFERED_FORMS } from '../compose/console/exports.ts';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the command to the program. */
export function addExportCommand(program: Command, host: CommandHost): void {
  program
    .command('export')
    .description('write published results as a report or data file; withheld cells stay withheld')
    .argument('<slug-or-code>')
    .addOption(
      new Option('--format <format>', 'which file').choices([...OFFERED_FORMS]).makeOptionMandatory(true),
    )
    .option('--scope <code>', 'a province or commune of it; the whole consultation when not given', 'VN')
    .option('--language <tag>', 'language of the file, vi or en', 'vi')
    .option('--out <file>', 'file to write; named after the consultation when not given')
    .action((name: string, options: ExportOptions) => writeExport(host, name, options));
}

type ExportOptions = { format: string; scope: string; language: string; out?: string };

async function writeExport(host: CommandHost, name: string, options: ExportOptions): Promise<void> {
  const { scope, language, out } = options;
  const form = OFFERED_FORMS.find((one) => one === options.format);
  if (form === undefined) throw new CommandRefusal(`--format must be one of ${OFFERED_FORMS.join(', ')}.`);
  if (!/^(VN|\d{2}|\d{5})$/.test(scope)) {
    throw new CommandRefusal('--scope must be VN, a province code of two digits or a commune code of five.');
  }
  if (language !== 'vi' && language !== 'en') {
    throw new CommandRefusal(`Files are not written in "${language}". Use vi or en.`);
  }
  const app = await host.application();
  const made = await app.console.exports.make({ consultation: name, scope, form, language });
  const file = out ?? made.name;
  try {
    // Never overwrites: what lies there may be somebody's work.
    await writeFile(resolve(host.folder, file), made.body, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CommandRefusal(`${file} is there already and was not touched. Give another name with --out.`);
    }
    throw new CommandRefusal(`${file} cannot be written. Is there such a folder, and may it be written to?`);
  }
  host.out(`${out ?? basename(file)} is written (${made.body.byteLength} bytes).`);
}
