/** `audit verify|list`; and how commands that change something are entered in the audit log. */

import { type Command, InvalidArgumentError } from 'commander';
import type { Application } from '../compose.ts';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Commands that change something, or hand out a way in. */
const CHANGING = new Set([
  'flow publish',
  'consultation launch',
  'consultation close',
  'seal',
  'release',
  'staff invite',
  'webhook set',
  'outbox retry',
  'erase',
  'api-key make',
  'api-key withdraw',
  'indicators import',
  'indicators close',
  'export',
]);

const ACTOR = { id: 'command-line', name: 'em-noi' };

/**
 * Enters a command before it is run. Arguments are left out, but for one that is a slug, a code or an id: the others may
 * be anything, e-mail addresses among them.
 */
export async function enterCommand(host: CommandHost, command: Command): Promise<void> {
  const name = wordsOf(command);
  if (!CHANGING.has(name)) return;
  const { audit } = await host.application();
  const [first] = command.args;
  const about = first !== undefined && /^[\w-]{1,64}$/.test(first) ? `${name.split(' ')[0]}:${first}` : null;
  await audit.append({
    ...{ actor: ACTOR, deed: `command ${name}`, subject: about, place: null },
    ...{ at: new Date(), facts: {} },
  });
}

/** `consultation close`, without the program's own name. */
function wordsOf(command: Command): string {
  const parent = command.parent;
  return parent === null || parent.parent === null ? command.name() : `${wordsOf(parent)} ${command.name()}`;
}

/** Adds the commands to the program. */
export function addAuditCommands(program: Command, host: CommandHost): void {
  const audit = program.command('audit').description('the audit log: verify its chain, list entries');
  audit
    .command('verify')
    .description('tell whether the log is whole, or name its first broken link')
    .option(
      '--noted <line>',
      'a line NUMBER:HASH that was noted down before: it must still be there',
      readNoted,
    )
    .action((options: { noted?: Noted }) => verify(host, options.noted));
  audit
    .command('list')
    .description('list the newest entries')
    .option('--from <day>', 'from this day on, e.g. 2026-12-01', readDay)
    .option('--until <day>', 'until the end of this day', readDay)
    .option('--actor <who>', 'part of a name, or an id')
    .option('--deed <deed>', 'e.g. consultation.run, or the beginning of it')
    .option('--most <count>', 'how many entries', readCount, 50)
    .action((options: ListOptions) => list(host, options));
}

type Noted = { readonly number: number; readonly hash: string };

type ListOptions = { from?: string; until?: string; actor?: string; deed?: string; most: number };

const FAULTS: Readonly<Record<string, string>> = {
  changed: 'its content was changed after it was entered',
  missing: 'it was deleted',
  unlinked: 'it does not hang on the entry before',
  unsealed: 'it was not entered by this program',
  'cut-off': 'the end of the log was replaced',
  'seal-forged': 'the seal of the last entry was not made with this secret key',
  'not-as-noted': 'it differs from what was noted down',
};

async function verify(host: CommandHost, noted?: Noted): Promise<void> {
  const verdict = await (await host.application()).audit.verify(noted);
  if (verdict.kind === 'broken') {
    throw new CommandRefusal(
      `The audit log is broken. First broken link: entry ${verdict.number}, ${FAULTS[verdict.fault] ?? verdict.fault}.`,
    );
  }
  host.out(`The audit log is whole: ${verdict.entries} entries.`);
  host.out(`${verdict.entries}:${verdict.hash}`);
  host.tell('Keep the last line elsewhere; --noted with it tells later whether the log was put back.');
}

async function list(host: CommandHost, { most, ...search }: ListOptions): Promise<void> {
  const { audit } = await host.application();
  const entries = await audit.list({ ...search, most, placeless: true });
  for (const entry of [...entries].reverse()) host.out(lineOf(entry));
  if (entries.length === 0) host.tell('No such entry.');
}

type Entry = Awaited<ReturnType<Application['audit']['list']>>[number];

function lineOf({ number, at, actor, deed, subject, place, facts }: Entry): string {
  const rest = Object.entries(facts).map(([name, fact]) => `${name}=${String(fact)}`);
  return [
    ...[String(number), at.toISOString(), `${actor.name} (${actor.id})`, deed],
    ...[subject ?? '–', place ?? '–', rest.join(' ')],
  ].join('  ');
}

function readNoted(text: string): Noted {
  const [, number, hash] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (number === undefined || hash === undefined)
    throw new InvalidArgumentError('It looks like 1234:0a1b…, with 64 digits after the colon.');
  return { number: Number(number), hash };
}

function readDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  if (!isDay) throw new InvalidArgumentError('It must be a day such as 2026-12-01.');
  return text;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100_000)
    throw new InvalidArgumentError('It must be a whole number from 1 to 100000.');
  return count;
}
