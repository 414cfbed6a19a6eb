/** `api-key make|list|withdraw`: keys by which other systems read published figures. */

import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { WHOLE_COUNTRY } from '../compose/staff-words.ts';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the commands to the program. */
export function addApiKeyCommands(program: Command, host: CommandHost): void {
  const key = program.command('api-key').description('keys of other systems: make, list, withdraw');
  key
    .command('make')
    .description('print a new key; it is shown this once and stored nowhere')
    .argument('<name>', 'what it is for, up to 80 characters')
    .addOption(
      new Option('--place <code>', 'VN, a province or a commune: it reads that and what lies in it').default(
        WHOLE_COUNTRY,
      ),
    )
    .option('--days <days>', 'how long it opens, 1 to 730', '365')
    .action((name: string, options: MakeOptions) => make(host, name, options));
  key
    .command('list')
    .description('list keys with their ids, places, ends and the day of their last use')
    .action(() => list(host));
  key
    .command('withdraw')
    .description('close a key for ever')
    .argument('<id>', 'as the list shows it')
    .action((id: string) => withdraw(host, id));
}

type MakeOptions = { readonly place: string; readonly days: string };

const BY = 'em-noi api-key';

async function make(host: CommandHost, typed: string, options: MakeOptions): Promise<void> {
  const name = typed.normalize('NFC').trim();
  if (name === '' || [...name].length > 80)
    throw new CommandRefusal('The name must have 1 to 80 characters.');
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > 730)
    throw new CommandRefusal('--days must be a whole number from 1 to 730.');
  const { console: staff } = await host.application();
  const place = options.place.toUpperCase();
  if (place !== WHOLE_COUNTRY && staff.gazetteer.find(place) === undefined) {
    throw new CommandRefusal(
      `There is no place with the code "${options.place}". Use VN, two digits for a province, five for a commune.`,
    );
  }
  const made = await staff.programs.makeKey({ id: randomUUID(), name, place, days, by: BY });
  if (made.kind !== 'made') throw new Error('a random id was taken');
  host.out(made.key);
  host.tell(`Hand this key on now; it is stored nowhere. It reads ${place} for ${days} days.`);
}

async function list(host: CommandHost): Promise<void> {
  const { console: staff } = await host.application();
  const keys = await staff.programs.keys([WHOLE_COUNTRY]);
  if (keys.length === 0) host.tell('No key yet. Make one: em-noi api-key make --help');
  for (const { id, name, place, expiresAt, withdrawnAt, lastUsedOn } of keys) {
    const end =
      withdrawnAt === null
        ? `until ${expiresAt.toISOString().slice(0, 10)}`
        : `withdrawn ${withdrawnAt.toISOString().slice(0, 10)}`;
    host.out(`${id}  ${name}  ${place}  ${end}  last used ${lastUsedOn ?? 'never'}`);
  }
}

async function withdraw(host: CommandHost, id: string): Promise<void> {
  const { console: staff } = await host.application();
  if (!(await staff.programs.withdrawKey(id, BY)))
    throw new CommandRefusal(`There is no open key "${id}". See em-noi api-key list.`);
  host.out(`Withdrawn: ${id}.`);
}
