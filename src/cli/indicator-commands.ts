/** `indicators show|import|template|close`. */

import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the commands to the program. */
export function addIndicatorCommands(program: Command, host: CommandHost): void {
  const group = program
    .command('indicators')
    .description('chỉ tiêu 22, 23 and 24: show, import denominators and targets, close a year');
  group
    .command('show')
    .description(
      'print what may be told of a place and year, as JSON; every number of children is "at least"',
    )
    .option('--place <code>', 'VN, a province or a commune', 'VN')
    .option('--year <year>', 'calendar year; the present one when not given', wholeYear)
    .action((options: { place: string; year?: number }) => show(host, options));
  group
    .command('import')
    .description('take in denominators and targets: all rows of the file, or none and a list of faults')
    .argument('<file>', 'spreadsheet (.xlsx) or CSV (UTF-8)')
    .option('--language <tag>', 'language of the faults, vi or en', 'en')
    .action((file: string, options: { language: string }) => bringFile(host, file, options));
  group
    .command('template')
    .description('write an empty file to fill in; it overwrites nothing')
    .argument('<file>', 'spreadsheet to write (.xlsx)')
    .action((file: string) => writeTemplate(host, file));
  group
    .command('close')
    .description(
      'freeze a year that is over and destroy its key; without --confirm it only shows what would be frozen',
    )
    .argument('<year>', 'calendar year', wholeYear)
    .option('--confirm <hash>', 'the checksum that was shown: closes the year for good')
    .action((year: number, options: { confirm?: string }) => close(host, year, options));
}

function wholeYear(typed: string): number {
  if (!/^\d{4}$/.test(typed)) throw new InvalidArgumentError('A year has four digits, e.g. 2026.');
  return Number(typed);
}

async function show(host: CommandHost, { place, year }: { place: string; year?: number }): Promise<void> {
  const { watch } = (await host.application()).console.indicators;
  const wanted = year ?? watch.year();
  const board = await watch.board(place.toUpperCase(), wanted);
  if (board === null) {
    throw new CommandRefusal(
      `There is no place "${place}", or there are no figures of ${wanted}. Years: ${(await watch.years()).join(', ')}.`,
    );
  }
  host.out(JSON.stringify(board, null, 2));
}

/** Whoever runs the machine reaches every place. */
const OPERATOR = { id: 'command-line', name: 'em-noi indicators', mayBring: () => true } as const;

async function bringFile(host: CommandHost, file: string, { language }: { language: string }): Promise<void> {
  if (language !== 'vi' && language !== 'en') {
    throw new CommandRefusal(`Faults are not written in "${language}". Use vi or en.`);
  }
  const app = await host.application();
  const { files, rows } = app.console.indicators;
  const path = resolve(host.folder, file);
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw new CommandRefusal(`${file} cannot be read. Is the name right, and is it a file?`);
  if (size > files.maxBytes) throw new CommandRefusal(`${file} is larger than ${files.maxBytes} bytes.`);
  const reading = await files.read(await readFile(path), basename(path));
  if (reading.kind === 'faulty') {
    throw new CommandRefusal(
      `${file}: ${app.say(language, `console.indicators.file.${reading.code}`, reading.facts)}`,
    );
  }
  const read = await rows.read(reading.sheets, OPERATOR);
  if (read.kind === 'faulty') {
    for (const { sheet, row, column, code, facts } of read.faults) {
      const where = [sheet, row === 0 ? '' : `${row}`, column].filter((part) => part !== '').join(', ');
      host.tell(`${where}: ${app.say(language, `console.indicators.fault.${code}`, facts)}`);
    }
    throw new CommandRefusal(`${file} was not taken: ${read.faults.length} faults, nothing is changed.`);
  }
  await app.console.audit.enter({
    ...{ actor: { id: OPERATOR.id, name: OPERATOR.name }, deed: 'command indicators import', subject: null },
    ...{ place: 'VN', at: app.console.now(), facts: { rows: read.rows.length } },
  });
  const { added, changed, same } = await rows.take(read.rows, basename(path), OPERATOR);
  host.out(`${added} new rows, ${changed} in the place of others, ${same} there already.`);
}

async function writeTemplate(host: CommandHost, file: string): Promise<void> {
  if (!/\.xlsx$/i.test(file))
    throw new CommandRefusal(`"${file}" does not end in .xlsx, as spreadsheets do.`);
  const { files } = (await host.application()).console.indicators;
  try {
    await writeFile(resolve(host.folder, file), await files.workbook('vi'), { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CommandRefusal(`${file} is there already and was not touched. Give another name.`);
    }
    throw new CommandRefusal(`${file} cannot be written. Is there such a folder, and may it be written to?`);
  }
  host.out(`${file} is written.`);
}

async function close(host: CommandHost, year: number, { confirm }: { confirm?: string }): Promise<void> {
  const { closing } = (await host.application()).console.indicators;
  const preview = await closing.preview(year);
  if (preview === null) throw new CommandRefusal(`${year} is not over yet, or it is closed already.`);
  if (confirm === undefined) {
    const { figures, rows, hash, open } = preview;
    const nation = Object.entries(figures.lines).map(([line, told]) => [line, told['VN'] ?? null]);
    host.out(
      JSON.stringify({ year, nation: Object.fromEntries(nation), rows: rows.length, open, hash }, null, 2),
    );
    host.tell(`Nothing is closed yet. To close ${year} and destroy its key for good, add: --confirm ${hash}`);
    return;
  }
  const words = closing.words(year);
  const answer = await closing.close(
    { year, hash: confirm, words },
    { id: OPERATOR.id, name: OPERATOR.name },
  );
  switch (answer.kind) {
    case 'closed':
      host.out(`${year} is closed. Checksum of its figures: ${answer.year.hash}`);
      return;
    case 'changed':
      throw new CommandRefusal(
        'The figures are others than those of this checksum. Look at them again without --confirm.',
      );
    case 'closed-before':
      throw new CommandRefusal(`${year} is closed already.`);
    case 'not-over':
    case 'words':
      throw new CommandRefusal(`${year} cannot be closed.`);
    default:
      answer satisfies never;
  }
}
