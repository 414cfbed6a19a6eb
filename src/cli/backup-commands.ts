/** `backup`, `restore`. */

import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { type Backups, composeBackups, type WrittenBackup } from '../compose/backups.ts';
import { askControl } from '../runtime/control.ts';
import { nodeRuntime } from '../runtime/node-runtime.ts';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Standard output or input in place of a file. */
const STREAM = '-';

/** What the running server is asked for; of no use to a person. */
const COPY_COMMAND = 'copy-folder';

const BACKUP_HELP = `
A running server goes on answering meanwhile. The backup is encrypted under the secret key of this installation and does
not hold that key: keep a copy of it (SECRET_KEY, or the file secret-key in DATA_DIR) in another place than the backups.

Examples:
  em-noi backup --output /backups --keep 14      every night: a new file, all but the 14 newest deleted
  em-noi backup --output before-upgrade.backup
  em-noi backup --output - | ssh other-machine 'cat > em-noi.backup'

See docs/backup.md.`;

const RESTORE_HELP = `
Goes into the place that the settings name (DATABASE_URL, else DATA_DIR), which must be empty; stop the server first.
All of it is restored and checked, or nothing. A backup of the embedded database may be restored onto a PostgreSQL
server, and the other way round. The secret key must be the one it was made under.

Examples:
  em-noi restore em-noi-2026-11-23-020000.backup                      with SECRET_KEY set, or the key in DATA_DIR
  em-noi restore em-noi.backup --key-file /safe/secret-key            embedded: puts the key into DATA_DIR as well
  em-noi restore em-noi.backup --check                                is it whole, and does the key fit?
  DATA_DIR=/tmp/trial em-noi restore em-noi.backup --key-file data/secret-key        a rehearsal

See docs/backup.md.`;

type BackupOptions = { output: string; force?: boolean; keep?: number; plain?: boolean };
type RestoreOptions = { keyFile?: string; check?: boolean };

/** Adds the commands to the program. */
export function addBackupCommands(program: Command, host: CommandHost): void {
  program
    .command('backup')
    .description('write everything in the database into one file')
    .option(
      '-o, --output <path>',
      'file to write; a folder gets a file named after day and time; - for standard output',
      '.',
    )
    .option('--force', 'replace a file that is there')
    .option('--keep <n>', 'with a folder: delete all but the n newest backups in it afterwards', countOf)
    .option('--plain', 'do not encrypt; whoever has the file can read what children said')
    .addHelpText('after', BACKUP_HELP)
    .action((options: BackupOptions) => backup(host, options));
  program
    .command('restore')
    .description('put a backup into an empty database')
    .argument('<file>', 'the backup; - for standard input')
    .option('--key-file <path>', 'file with the secret key, for an embedded database whose folder has none')
    .option('--check', 'only read it through and tell whether it is whole')
    .addHelpText('after', RESTORE_HELP)
    .action((file: string, options: RestoreOptions) => restore(host, file, options));
  program.command(COPY_COMMAND, { hidden: true }).action(async () => {
    const app = await host.application();
    // Everything there is is taken along.
    await app.audit.append({
      ...{
        actor: { id: 'command-line', name: 'em-noi' },
        deed: 'command backup',
        subject: null,
        place: null,
      },
      ...{ at: new Date(), facts: { way: 'export' } },
    });
    await app.copyFolder();
  });
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new InvalidArgumentError('It must be a whole number from 1 to 9999.');
  return Number(text);
}

async function backup(host: CommandHost, options: BackupOptions): Promise<void> {
  const { output, force = false, keep, plain = false } = options;
  const backups = backupsOf(host);
  if (output === STREAM) {
    if (keep !== undefined) throw new CommandRefusal('--keep needs a folder: --output FOLDER.');
    const { tables, rows } = await backups.toStream(writeOut, plain);
    host.tell(`Backup written to standard output: ${count(rows, 'row')} of ${count(tables, 'table')}.`);
    return;
  }
  const path = resolve(host.folder, output);
  const written = await backups.toFile({ path, force, plain });
  tellWritten(host, written, plain);
  if (keep === undefined) return;
  if (written.file === path) throw new CommandRefusal('Nothing was deleted: --keep needs a folder.');
  const old = await backups.clearOld(path, keep);
  if (old.length > 0) host.out(`Deleted ${count(old.length, 'older backup')}: ${old.join(', ')}`);
}

/** A reader that stops early is no fault of other commands; here it would leave half a backup. */
async function writeOut(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const fail = (): void => {
    process.stderr.write('Whoever reads the backup stopped before its end.\n');
    process.exit(1);
  };
  process.stdout.prependListener('error', fail);
  await pipeline(bytes, process.stdout, { end: false });
  process.stdout.off('error', fail);
}

function tellWritten(host: CommandHost, { file, bytes, tables, rows }: WrittenBackup, plain: boolean): void {
  host.out(`Backup written: ${file}`);
  host.out(
    `  ${size(bytes)}, ${count(rows, 'row')} of ${count(tables, 'table')}, ${plain ? 'NOT encrypted' : 'encrypted'}`,
  );
  host.out(`  to restore it into an empty place: em-noi restore ${file}`);
  const key =
    host.config.SECRET_KEY === undefined
      ? `the file ${resolve(host.config.DATA_DIR, 'secret-key')}`
      : 'SECRET_KEY';
  host.tell(`It can be restored only with the secret key: keep a copy of ${key} in another place.`);
}

async function restore(host: CommandHost, name: string, options: RestoreOptions): Promise<void> {
  const { DATABASE_URL, SECRET_KEY, DATA_DIR } = host.config;
  if (options.keyFile !== undefined && SECRET_KEY !== undefined)
    throw new CommandRefusal(
      'SECRET_KEY is set and would be used: leave out --key-file, or unset SECRET_KEY.',
    );
  const source = name === STREAM ? process.stdin : resolve(host.folder, name);
  const keyFile = options.keyFile === undefined ? null : resolve(host.folder, options.keyFile);
  const backups = backupsOf(host);
  if (options.check === true) {
    const { header, rows, tables } = await backups.look(source, keyFile);
    host.out(
      `The backup of ${header.madeOn} is whole, and the key fits: ${count(rows, 'row')} of ${count(tables, 'table')}.`,
    );
    return;
  }
  const { header, rows, tables, applied } = await backups.restore(source, keyFile);
  host.out(`Restored the backup of ${header.madeOn}: ${count(rows, 'row')} of ${count(tables, 'table')}.`);
  if (applied.length > 0) host.out(`Brought to the present version: ${applied.join(', ')}.`);
  host.out(
    `  it lies in ${DATABASE_URL === undefined ? resolve(DATA_DIR) : 'the database of DATABASE_URL'}; start the server with the same settings`,
  );
}

function backupsOf(host: CommandHost): Backups {
  const { config, folder } = host;
  const quiet = { debug() {}, info() {}, warn() {}, error() {} };
  return composeBackups({
    config,
    runtime: nodeRuntime(quiet),
    async askForCopy() {
      const answer = await askControl(config.DATA_DIR, { argv: [COPY_COMMAND], folder });
      if (answer === null) return false;
      if (answer.code === 0) return true;
      throw new CommandRefusal(answer.printed.map(({ line }) => line).join('\n'));
    },
  });
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}

function size(bytes: number): string {
  const [unit, power] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${(bytes / Number(power)).toFixed(1)} ${unit}`;
}
