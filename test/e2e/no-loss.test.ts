/** The proof by killing in short: children answer on every channel while everything fails; nothing is lost or doubled. */

import { expect, test } from 'vitest';
import { detailsOf, tableOf } from '../no-loss/report.ts';
import { type ProofOrder, type ProofResult, runProof } from '../no-loss/run-proof.ts';
import type { Ask } from '../no-loss/stored.ts';

const SEED = 20_261_123;
const SHORT = {
  seed: SEED,
  phones: 24,
  thinkMs: 100,
  gapMs: 400,
  stalls: 0,
  troubleMs: 60_000,
  tell: () => {},
};

async function prove(order: Pick<ProofOrder, 'engine' | 'kills' | 'tamper'>): Promise<ProofResult> {
  const result = await runProof({ ...SHORT, ...order });
  expect(result.findings, `${detailsOf(result).join('\n')}\n${tableOf([result])}`).toEqual([]);
  expect(result.count.of('kill')).toBeGreaterThanOrEqual(order.kills);
  expect(result.children).toBeGreaterThanOrEqual(SHORT.phones);
  return result;
}

test('nothing is lost, doubled or mixed on the embedded database, through three kills', async () => {
  await prove({ engine: 'pglite', kills: 3 });
}, 180_000);

test('nothing is lost, doubled or mixed on PostgreSQL, through three kills; a tampered database is noticed', async () => {
  const result = await prove({ engine: 'postgres', kills: 3, tamper });
  expect(result.count.of('restart-kill')).toBe(1);
  const wrongs = Object.groupBy(result.afterTampering, ({ wrong }) => wrong);
  expect(wrongs.lost).toHaveLength(1);
  expect(wrongs.double).toHaveLength(1);
  expect(wrongs.mixed).toHaveLength(2);
}, 180_000);

test('nothing is lost, doubled or mixed by two servers on one PostgreSQL, through two kills', async () => {
  await prove({ engine: 'two-servers', kills: 2 });
}, 180_000);

/** Takes one response away, counts one twice, and exchanges an answer of two others. */
async function tamper(ask: Ask): Promise<void> {
  const marks = await ask<{ id: string; mark: number }>(
    `SELECT r.id, a.number AS mark FROM responses r JOIN answers a ON a.response_id = r.id AND a.question = 'mark'
     WHERE r.disposition = 'complete' ORDER BY 2 LIMIT 4`,
  );
  const [lost = '', doubled = '', one = '', other = ''] = marks.map(({ id }) => id);
  const copy = `INSERT INTO responses SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
    FROM responses r WHERE id = '${doubled}' RETURNING id`;
  const [copied] = await ask<{ id: string }>(copy);
  await ask(`INSERT INTO answers SELECT (jsonb_populate_record(a, '{"response_id":"${copied?.id}"}')).*
    FROM answers a WHERE response_id = '${doubled}'`);
  await ask(`DELETE FROM responses WHERE id = '${lost}'`);
  await ask(`UPDATE answers a SET number = b.number FROM answers b
    WHERE a.question = 'mark' AND b.question = 'mark'
      AND (a.response_id, b.response_id) IN (('${one}', '${other}'), ('${other}', '${one}'))`);
}
