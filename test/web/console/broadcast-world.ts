/** The console with the demo running and children on Telegram who broke off, for the pages of broadcasts. */

import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConsoleWorld, memberWith, openConsoleWorld } from './console-world.ts';

const SECRET = 'webhook-secret-of-the-tests-0123456789';

/** The world, the demo's address, and children. */
export type BroadcastWorld = ConsoleWorld & {
  /** Address of the demo's broadcasts. */
  readonly base: string;
  readonly demo: string;
  /** So many children begin on Telegram, answer one question, and break off. */
  readonly breakOff: (count: number) => Promise<void>;
};

/** Opens it. No vendor is called: nothing is sent unless a test asks for it. */
export async function openBroadcastWorld(
  settings: Readonly<Record<string, string>> = {},
): Promise<BroadcastWorld> {
  const world = await openConsoleWorld(await mkdtemp(join(tmpdir(), 'broadcasts-')), {
    ...{ DEMO: '1', DEMO_RESPONSES: '0', QUIET_HOURS: 'none', SCHOOL_HOURS: 'none' },
    ...{
      TELEGRAM_BOT_TOKEN: '123456:token',
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      TELEGRAM_BOT_USERNAME: 'em_noi_bot',
    },
    ...{ TELEGRAM_API_ROOT: 'http://127.0.0.1:9', ZALO_API_ROOT: 'http://127.0.0.1:9' },
    ...{ ZALO_BOT_TOKEN: '1:token', ZALO_WEBHOOK_SECRET: SECRET },
    ...settings,
  });
  const demo = await demoId(world);
  let update = 0;
  let account = 5_000;
  const say = async (text: string) => {
    update += 1;
    const from = { id: account, is_bot: false, first_name: 'Em', language_code: 'vi' };
    const chat = { id: account, type: 'private' };
    const body = {
      update_id: update,
      message: { message_id: update, date: 1_790_000_000, chat, from, text },
    };
    const answer = await world.app.receiveDelivery({
      channel: 'telegram',
      body: JSON.stringify(body),
      header: (name) => (name === 'x-telegram-bot-api-secret-token' ? SECRET : undefined),
    });
    if (answer.kind !== 'accepted') throw new Error(answer.kind);
  };
  return {
    ...world,
    demo,
    base: `/console/consultations/${demo}/broadcasts`,
    async breakOff(count) {
      for (let n = 0; n < count; n += 1) {
        account += 1;
        for (const text of ['/start THU', '12', 'có', 'có', '1']) await say(text);
      }
    },
  };
}

/** The only consultation there is. */
async function demoId({ get }: ConsoleWorld): Promise<string> {
  const list = await (await get(memberWith('staff'), '/console/consultations')).text();
  const id = /\/console\/consultations\/([0-9a-f-]{36})"/.exec(list)?.[1];
  if (id === undefined) throw new Error('no demo');
  return id;
}
