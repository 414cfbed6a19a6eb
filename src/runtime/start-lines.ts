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
  for (const line of dataLines(config, app.dataPlace)) lines.push(`  ${line}`);
  const off = (['telegram', 'zalo', 'zalo-oa'] as const).filter(
    (name) => !app.sendingChannels.includes(name),
  );
  if (off.length > 0) lines.push(`  off, for want of settings: ${off.join(', ')} (see .env.example)`);
  lines.push('');
  return lines;
}
