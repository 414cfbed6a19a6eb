/** `staff invite|list`. */

import { type Command, Option } from 'commander';
import { ROLE_NAMES, readRole, WHOLE_COUNTRY } from '../compose/staff-words.ts';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the commands to the program. */
export function addStaffCommands(program: Command, host: CommandHost): void {
  const staff = program.command('staff').description('people who sign in to the console: invite, list');
  staff
    .command('invite')
    .description('print a link through which someone gets an account; no e-mail is sent')
    .argument('<email>', 'address the person will sign in with')
    .argument('<role>', ROLE_NAMES.join(', '))
    .addOption(
      new Option(
        '--place <code>',
        'VN, a province or a commune; the role holds there and in all that lies in it',
      ).default(WHOLE_COUNTRY),
    )
    .option('--name <name>', 'how the person is called')
    .action((email: string, role: string, options: InviteOptions) =>
      invite(host, { email, role, ...options }),
    );
  staff
    .command('list')
    .description('list accounts with their roles, places and the day of their last sign-in')
    .action(() => list(host));
}

type InviteOptions = { readonly place: string; readonly name?: string };

async function invite(
  host: CommandHost,
  { email, role: typed, place, name = '' }: InviteOptions & { readonly email: string; readonly role: string },
): Promise<void> {
  const role = readRole(typed);
  if (role === null)
    throw new CommandRefusal(`There is no role "${typed}". The roles are: ${ROLE_NAMES.join(', ')}.`);
  if ([...name].length > 100) throw new CommandRefusal('--name must be at most 100 characters.');
  const { operator } = (await host.application()).console.signIn;
  const outcome = await operator.invite({ email, role, place: place.toUpperCase(), name: name.trim() });
  switch (outcome.kind) {
    case 'invited':
      host.out(operator.linkOf(outcome.token));
      host.tell(
        `Hand this link to ${email}; it works once, until ${outcome.invitation.expiresAt.toISOString()}.`,
      );
      return;
    case 'email-malformed':
      throw new CommandRefusal(`"${email}" is no e-mail address, e.g. lan.nguyen@example.vn.`);
    case 'place-unknown':
      throw new CommandRefusal(
        `There is no place with the code "${place}". Use VN, two digits for a province, five for a commune.`,
      );
    case 'has-account':
      throw new CommandRefusal(
        `${email} has an account already. An administrator gives it another role in the console, under "Người dùng".`,
      );
    case 'beyond-reach':
      throw new Error('the machine reaches every place');
    default:
      outcome satisfies never;
  }
}

async function list(host: CommandHost): Promise<void> {
  const { operator } = (await host.application()).console.signIn;
  const accounts = await operator.list();
  if (accounts.length === 0) host.tell('Nobody yet. Invite someone: em-noi staff invite --help');
  for (const { email, name, grants, suspended, demo, lastSignInOn } of accounts) {
    const roles = grants.map(({ role, place }) => `${role} ${place}`).join(', ') || 'no role';
    const marks = [suspended ? '  (suspended)' : '', demo ? '  (demo)' : ''].join('');
    host.out(`${email}  ${name}  ${roles}  last sign-in ${lastSignInOn ?? 'never'}${marks}`);
  }
}
