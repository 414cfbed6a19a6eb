/** What the operator is told when the server is up. */

import type { Application } from '../compose.ts';
import type { Config } from '../config.ts';
import { dataLines } from './data-lines.ts';

/** Gives the lines. @param address where the server really listens */
export async function startLines(app: Application, config: Config, address: string): Promise<string[]> {
  const rows = await app.listDoors();
  const demo = rows.find((row) => row.demo);
  const lines = ['', `Em Nói is ready on ${address}`];
  for (const row of rows) {
    if (row.code !== null && row.status === 'open')
      lines.push(`  ${row.slug}: ${app.publicUrl}/c/${row.code}`);
  }
  if (demo?.code !== undefined && demo.code !== null) {
    const username = config.TELEGRAM_BOT_USERNAME;
    if (username !== undefined) lines.push(`  on Telegram: https://t.me/${username}?start=${demo.code}`);
    if (config.ZALO_BOT_LINK !== undefined)
      lines.push(`  on Zalo: ${config.ZALO_BOT_LINK}, then type ${demo.code}`);
  }
  for (const line of await consoleLines(app, config)) lines.push(`  ${line}`);
  for (const line of dataLines(config, app.dataPlace)) lines.push(`  ${line}`);
  const off = (['telegram', 'zalo', 'zalo-oa'] as const).filter(
    (name) => !app.sendingChannels.includes(name),
  );
  if (off.length > 0) lines.push(`  off, for want of settings: ${off.join(', ')} (see .env.example)`);
  lines.push('');
  return lines;
}

/** Where staff and council sign in; in a demo also with what, and before there is anybody the link of the first one. */
async function consoleLines(app: Application, config: Config): Promise<readonly string[]> {
  const { signIn } = app.console;
  const lines = [`console: ${app.publicUrl}/console`, `council: ${app.publicUrl}/council`];
  if (config.DEMO ?? config.DATABASE_URL === undefined) {
    const accounts = signIn.demoSignIns();
    lines.push(`demo sign-ins, gone with DEMO=0 (password of each: ${accounts[0]?.password ?? ''}):`);
    for (const { email, grant, key } of accounts) {
      const code = key === null ? '' : `, codes of an authenticator app with the key ${key}`;
      lines.push(`  ${email}  ${grant.role} ${grant.place}${code}`);
    }
    return lines;
  }
  const first = await signIn.operator.firstLink();
  if (first !== null) {
    lines.push(
      `nobody administers it yet. Whoever opens this link first does (until ${first.expiresAt.toISOString()}):`,
    );
    lines.push(`  ${first.link}`);
  }
  return lines;
}
