/** `flow import`, `flow export`: flows from spreadsheets and as spreadsheets. */

import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the commands to the group `flow`. */
export function addXlsFormCommands(flow: Command, host: CommandHost): void {
  flow
    .command('import')
    .description('make a flow file of a spreadsheet (XLSForm), and tell what did not come over')
    .argument('<file>', 'spreadsheet (.xlsx)')
    .option('--out <file>', 'flow file to write (.yaml); shown when not given')
    .option('--language <tag>', 'language of the notes, vi or en', 'en')
    .action((file: string, options: ImportOptions) => importForm(host, file, options));
  flow
    .command('export')
    .description('write a flow as a spreadsheet (XLSForm); importing it gives the same flow')
    .argument('<flow>', 'flow file (.yaml), or the id of a published flow')
    .argument('<file>', 'spreadsheet to write (.xlsx)')
    .action((source: string, file: string) => exportFlow(host, source, file));
}

type ImportOptions = { out?: string; language: string };

/** A file of a name that leaves no doubt. */
function isNamed(file: string, ending: RegExp): boolean {
  return ending.test(file);
}

async function importForm(host: CommandHost, file: string, { out, language }: ImportOptions): Promise<void> {
  if (language !== 'vi' && language !== 'en') {
    throw new CommandRefusal(`Notes are not written in "${language}". Use vi or en.`);
  }
  if (out !== undefined && !isNamed(out, /\.ya?ml$/i)) {
    throw new CommandRefusal(`"${out}" does not end in .yaml, as flow files do.`);
  }
  const { forms } = await host.tools();
  const path = resolve(host.folder, file);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw new CommandRefusal(`${file} cannot be read. Is the name right, and is it a file?`);
  // Nothing of a file that is too large is read.
  const bytes = size > forms.maxBytes ? new Uint8Array(forms.maxBytes + 1) : await readFile(path);
  const reading = await forms.read(bytes, basename(path), language);
  for (const note of reading.notes) host.tell(`${note.where}: ${note.what}: ${note.text}`);
  if (reading.kind === 'faulty') throw new CommandRefusal(`${file}: ${reading.fault}`);
  if (out === undefined) host.out(reading.yaml.trimEnd());
  else {
    await writeNew(host, out, reading.yaml);
    host.tell(`${out} is written.`);
  }
  const errors = reading.findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    const count = `${errors} ${errors === 1 ? 'error' : 'errors'}`;
    host.tell(`It is a draft with ${count} to mend before it can be published; flow check tells them.`);
  }
}

/** Never overwrites: what lies there may be somebody's work. */
async function writeNew(host: CommandHost, file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(resolve(host.folder, file), content, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CommandRefusal(`${file} is there already and was not touched. Give another name.`);
    }
    throw new CommandRefusal(`${file} cannot be written. Is there such a folder, and may it be written to?`);
  }
}

async function exportFlow(host: CommandHost, source: string, file: string): Promise<void> {
  if (!isNamed(file, /\.xlsx$/i)) {
    throw new CommandRefusal(`"${file}" does not end in .xlsx, as spreadsheets do.`);
  }
  const { forms } = await host.tools();
  const flow = isNamed(source, /\.ya?ml$/i)
    ? await readFlow(host, source)
    : await publishedFlow(host, source);
  await writeNew(host, file, await forms.write(flow));
  host.out(`${file} is written.`);
}

async function readFlow(host: CommandHost, file: string): Promise<unknown> {
  const { forms } = await host.tools();
  const text = await readFile(resolve(host.folder, file), 'utf8').catch(() => {
    throw new CommandRefusal(`${file} cannot be read. Is the name right, and is it a file?`);
  });
  const parsed = forms.parse(text);
  if (parsed.kind === 'parsed') return parsed.document.data;
  const [first] = parsed.faults;
  throw new CommandRefusal(`${file}:${first?.line ?? 1}: ${first?.message ?? 'this is no flow file'}`);
}

async function publishedFlow(host: CommandHost, id: string): Promise<unknown> {
  const app = await host.application();
  const found = await app.console.xlsForms.newestVersion(id);
  if (found === null) {
    throw new CommandRefusal(`No published flow is called "${id}". A flow file ends in .yaml.`);
  }
  return found.source;
}
