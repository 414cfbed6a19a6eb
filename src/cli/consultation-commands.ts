/** `consultation launch|list|close`, `seal`, `release`, `results`. */

import { type Command, Option } from 'commander';
import { knownParentWays, readParentWays } from '../compose/parent-ways.ts';
import { type CommandHost, CommandRefusal } from './host.ts';
import { resultsAsCsv } from './results-csv.ts';

/** Adds the commands to the program. */
export function addConsultationCommands(program: Command, host: CommandHost): void {
  const consultation = program.command('consultation').description('consultations: launch, list, close');
  consultation
    .command('launch')
    .description('launch a consultation of a published flow, by its newest version')
    .argument('<flow>', 'id of the flow, as in its file')
    .requiredOption(
      '--code <code...>',
      'invitation code, 3 to 12 letters and digits; CODE@PLACE binds it to a province or commune',
    )
    .option('--slug <slug>', 'name in public addresses; the id of the flow when not given')
    .option('--opens <instant>', 'when it opens, e.g. 2026-12-01T07:00+07:00; at once when not given')
    .option('--closes <instant>', 'when it closes by itself')
    .option(
      '--place <code...>',
      'province or commune codes whose children are asked; the whole country when not given',
    )
    .option(
      '--min-cell <k>',
      'threshold k: a published cell holds at least so many children; never lowered later',
    )
    .option(
      '--parents <way...>',
      'a parent must agree as well: same-phone, own-phone, list; with --asker, --purpose and --use, which the letter to parents quotes',
    )
    .option('--asker <text>', 'who asks, in Vietnamese')
    .option('--purpose <text>', 'what for, in Vietnamese')
    .option('--use <text>', 'what is done with the answers, in Vietnamese')
    .action((flow: string, options: LaunchOptions) => launch(host, flow, options));
  consultation
    .command('list')
    .description('list consultations with what waits and what is sealed')
    .action(() => list(host));
  consultation
    .command('close')
    .description('close a consultation now; what was answered is sealed to the last walk')
    .argument('<slug-or-code>')
    .action((name: string) => close(host, name));
  program
    .command('seal')
    .description('carry full batches of finished answers to the answer side')
    .action(() => seal(host));
  program
    .command('release')
    .description('cut a release of published figures, when enough new responses were sealed')
    .argument('<slug-or-code>')
    .action((name: string) => release(host, name));
  program
    .command('results')
    .description('print the latest release')
    .argument('<slug-or-code>')
    .addOption(new Option('--format <format>', 'how to print it').choices(['json', 'csv']).default('json'))
    .option('--language <tag>', 'language of the wording', 'vi')
    .option('--unpublished-counts', 'print only how many responses are sealed, waiting and in the ledger')
    .action((name: string, options: ResultOptions) => results(host, name, options));
}

type LaunchOptions = {
  code: string[];
  slug?: string;
  opens?: string;
  closes?: string;
  place?: string[];
  minCell?: string;
  parents?: string[];
  asker?: string;
  purpose?: string;
  use?: string;
};

type ResultOptions = { format: 'json' | 'csv'; language: string; unpublishedCounts?: boolean };

async function launch(host: CommandHost, flowId: string, options: LaunchOptions): Promise<void> {
  const minCell = options.minCell === undefined ? host.config.MIN_CELL : Number(options.minCell);
  if (!Number.isInteger(minCell) || minCell < 3 || minCell > 100) {
    throw new CommandRefusal('--min-cell must be a whole number from 3 to 100.');
  }
  const slug = options.slug ?? flowId;
  if (!/^[a-z0-9][a-z0-9-]{2,59}$/.test(slug)) {
    throw new CommandRefusal(
      '--slug must be 3 to 60 of a-z, 0-9 and hyphens, and begin with a letter or digit.',
    );
  }
  const opensAt = instant('--opens', options.opens);
  const closesAt = instant('--closes', options.closes);
  if (closesAt !== null && closesAt <= (opensAt ?? new Date())) {
    throw new CommandRefusal('--closes must be later than the consultation opens.');
  }
  const app = await host.application();
  const consultation = await app.launch({
    flowId,
    slug,
    codes: options.code.map((text) => {
      const [code = '', place = null] = text.split('@');
      return { code, place };
    }),
    opensAt,
    closesAt,
    places: options.place ?? [],
    minCell,
    ...parentsOf(options),
  });
  host.out(`Launched ${consultation.slug}, open from ${consultation.opensAt.toISOString()}.`);
  for (const text of options.code)
    host.out(`  ${app.publicUrl}/c/${(text.split('@')[0] ?? '').toUpperCase()}`);
}

function parentsOf({ parents, asker, purpose, use }: LaunchOptions) {
  if (parents === undefined) return {};
  const ways = readParentWays(parents);
  if (ways === null) {
    throw new CommandRefusal(`--parents takes ${knownParentWays()}.`);
  }
  if (!asker || !purpose || !use) {
    throw new CommandRefusal(
      '--parents needs --asker, --purpose and --use: parents are told who asks and why.',
    );
  }
  return { parents: { ways, asker: { vi: asker }, purpose: { vi: purpose }, use: { vi: use } } };
}

function instant(option: string, value: string | undefined): Date | null {
  if (value === undefined) return null;
  const read = new Date(value);
  const year = read.getUTCFullYear();
  if (Number.isNaN(year) || year < 2020 || year > 2100 || !/T.*(Z|[+-]\d\d:?\d\d)$/.test(value)) {
    throw new CommandRefusal(`${option} must be a day with time and zone, e.g. 2026-12-01T07:00+07:00.`);
  }
  return read;
}

async function list(host: CommandHost): Promise<void> {
  const app = await host.application();
  const rows = await app.listConsultations();
  if (rows.length === 0) host.tell('No consultation yet. Launch one: em-noi consultation launch --help');
  for (const row of rows) {
    const simulated = row.simulated === 0 ? '' : `, simulated ${row.simulated}`;
    const counts = `responses ${row.responses}${simulated}, waiting ${row.waiting}`;
    const demo = row.demo ? '  (demo)' : '';
    host.out(`${row.slug}  ${row.status}  ${counts}  k=${row.minCell}  code ${row.code ?? '–'}${demo}`);
  }
}

async function close(host: CommandHost, name: string): Promise<void> {
  const app = await host.application();
  const { slug, closedSince } = await app.closeConsultation(name);
  const { sealed } = await app.seal();
  const news = closedSince === null ? `Closed ${slug}` : `${slug} was closed already, on ${closedSince}`;
  host.out(`${news}; ${sealed} responses sealed.`);
}

async function seal(host: CommandHost): Promise<void> {
  const app = await host.application();
  const report = await app.seal();
  host.out(
    `Sealed ${report.sealed} responses; ${report.waiting} finished walks still wait for a full batch.`,
  );
}

async function release(host: CommandHost, name: string): Promise<void> {
  const app = await host.application();
  const outcome = await app.release(name);
  if (outcome.kind === 'too-few') {
    throw new CommandRefusal(
      `No release: ${outcome.needed} more sealed responses are needed, so that it points at no child.`,
    );
  }
  host.out(
    `Release ${outcome.release.number} of ${outcome.release.day}: ${outcome.release.responses} responses.`,
  );
}

async function results(host: CommandHost, name: string, options: ResultOptions): Promise<void> {
  const app = await host.application();
  if (options.unpublishedCounts === true) {
    host.out(JSON.stringify(await app.unpublishedCounts(name)));
    return;
  }
  const found = await app.results(name, options.language);
  if (options.format === 'csv') for (const line of resultsAsCsv(found)) host.out(line);
  else host.out(JSON.stringify(found, null, 2));
}
