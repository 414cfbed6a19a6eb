/** `key rotate`. */

import type { Command } from 'commander';
import { changeSecretKey } from '../compose/rotate-key.ts';
import { type CommandHost, CommandRefusal } from './host.ts';

const HELP = `
Stop the server first, and make a backup: backups made before need the old key, so keep it with them. All of it is changed
or nothing. Afterwards staff sign in anew, and links of invitations that were not used yet no longer work.

Embedded database: a new key is made and put into DATA_DIR/secret-key.
With SECRET_KEY set: the new key (32 bytes at least) is read from standard input; put it into SECRET_KEY afterwards.

Example:
  openssl rand -base64 48 | tee new-key | em-noi key rotate`;

/** Fewest bytes of a key. */
const MIN_BYTES = 32;

/** Adds the command to the program. */
export function addKeyCommand(program: Command, host: CommandHost): void {
  program
    .command('key')
    .description('the secret key')
    .command('rotate')
    .description('change the secret key: everything encrypted or hashed under it is made anew')
    .addHelpText('after', HELP)
    .action(() => rotate(host));
}

async function rotate(host: CommandHost): Promise<void> {
  const isSet = host.config.SECRET_KEY !== undefined;
  const given = isSet ? await readKey(host) : null;
  const { contacts, texts, codes, file } = await changeSecretKey(host.config, given);
  host.tell(`Changed: ${contacts} accounts, ${texts} further ciphertexts, ${codes} one-time codes.`);
  host.tell(
    file === null
      ? 'Now put the new key into SECRET_KEY of every process, and start.'
      : `The new key lies in ${file}: copy it to where you keep it safe, and start.`,
  );
}

async function readKey(host: CommandHost): Promise<string> {
  if (host.isTerminal === true) host.tell('Type the new key and press Enter:');
  for await (const line of host.lines) {
    const key = line.trim();
    if (Buffer.byteLength(key) >= MIN_BYTES) return key;
    break;
  }
  throw new CommandRefusal(`No new key came on standard input: ${MIN_BYTES} bytes at least are needed.`);
}
