/** `webhook set`, `outbox list|retry`. */

import { Argument, type Command } from 'commander';
import { type CommandHost, CommandRefusal } from './host.ts';

/** Adds the commands to the program. */
export function addChannelCommands(program: Command, host: CommandHost): void {
  const webhook = program.command('webhook').description('tell a vendor where to deliver');
  webhook
    .command('set')
    .description('set the webhook to PUBLIC_URL/webhooks/<channel>, and the commands children see')
    .addArgument(new Argument('<channel>').choices(['telegram', 'zalo']))
    .action(async (channel: 'telegram' | 'zalo') => {
      const app = await host.application();
      const outcome = await app.setWebhook(channel);
      for (const line of outcome.lines) host.out(line);
      if (!outcome.ok) throw new CommandRefusal('The vendor does not deliver yet: see above.');
    });
  const outbox = program.command('outbox').description('messages that wait or were given up');
  outbox
    .command('list')
    .description('show how many messages wait, and those that were given up, without their content')
    .action(async () => {
      const app = await host.application();
      const { depths, dead } = await app.outbox();
      for (const depth of depths)
        host.out(`${depth.channel}: ${depth.waiting} waiting, ${depth.dead} given up`);
      for (const letter of dead) {
        host.out(
          `  ${letter.id}  ${letter.channel}  ${letter.failedAt.toISOString()}  tries ${letter.attempts}  ${letter.reason}`,
        );
      }
      if (depths.length === 0) host.out('Nothing waits.');
    });
  outbox
    .command('retry')
    .description('try given-up messages again, of all channels or one')
    .argument('[channel]', 'telegram, zalo or zalo-oa')
    .action(async (name?: string) => {
      const app = await host.application();
      host.out(`${await app.retryOutbox(name ?? null)} messages will be tried again.`);
    });
}
