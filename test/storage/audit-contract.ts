/** What the audit log must keep on every engine. */

import { createHmac } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { AuditAct } from '../../src/core/audit/audit-entry.ts';
import type { TriedStore } from './engines.ts';
import { NOW } from './made-up.ts';

function anAct(changes: Partial<AuditAct> = {}): AuditAct {
  return {
    actor: { id: 'lan', name: 'Nguyễn Thị Lan' },
    deed: 'consultation.run',
    subject: 'consultation:1',
    place: '79',
    at: NOW,
    facts: { path: '/consultations/:id/close' },
    ...changes,
  };
}

/** Whoever owns the database can do anything to its rows; afterwards they are as before. */
async function tampered({ database, store }: TriedStore, sql: string) {
  const tables = ['audit_entries', 'audit_seals'];
  const trigger = (how: string) =>
    tables.map((table) => `ALTER TABLE ${table} ${how} TRIGGER USER;`).join('');
  const keep = tables.map((table) => `CREATE TABLE kept_${table} AS TABLE ${table};`).join('');
  const back = tables
    .map(
      (table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE kept_${table}; DROP TABLE kept_${table};`,
    )
    .join('');
  const run = (script: string) => database.transaction((transaction) => transaction.script(script));
  await run(`${keep}${trigger('DISABLE')}${sql};${trigger('ENABLE')}`);
  try {
    const verdict = await store.audit.verify();
    const entered = await store.audit.append(anAct()).then(
      () => 'entered',
      (error: { code?: string }) => error.code,
    );
    return { verdict, entered };
  } finally {
    await run(`${trigger('DISABLE')}${back}${trigger('ENABLE')}`);
  }
}

export function auditContract(tried: () => TriedStore): void {
  const log = () => tried().store.audit;

  beforeAll(async () => {
    for (const place of ['79', '01', 'VN', '26740', null]) await log().append(anAct({ place }));
  });

  it('numbers entries without a gap, each hanging on the one before', async () => {
    const entries = [...(await log().list({ placeless: true, most: 100 }))].reverse();
    expect(entries.map(({ number }) => number)).toEqual(entries.map((_, at) => at + 1));
    expect(entries.map(({ previous }) => previous).slice(1)).toEqual(
      entries.map(({ hash }) => hash).slice(0, -1),
    );
    expect(entries[0]).toMatchObject({ ...anAct(), previous: '0'.repeat(64) });
  });

  it('is unbroken, also when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => log().append(anAct({ facts: { at } }))));
    expect(await log().verify()).toMatchObject({ kind: 'unbroken' });
  });

  it('keeps odd texts so that they still hash the same', async () => {
    const odd = 'a\0b\ud800 \u0301é\u0065\u0301 "\\u0000" '.repeat(30);
    await log().append(
      anAct({
        subject: odd,
        actor: { id: odd, name: odd },
        facts: { odd, half: 0.1, big: 1e21, none: null },
      }),
    );
    expect(await log().verify()).toMatchObject({ kind: 'unbroken' });
    const [entry] = await log().list({ placeless: true, most: 1 });
    expect([...(entry?.subject ?? '')].length).toBeLessThanOrEqual(200);
  });

  it('lets nobody change, delete or truncate', async () => {
    const { database } = tried();
    for (const sql of [
      `UPDATE audit_entries SET deed = 'x' WHERE number = 1`,
      'DELETE FROM audit_entries WHERE number = 1',
      'TRUNCATE audit_entries',
      'UPDATE audit_seals SET number = number - 1',
      'DELETE FROM audit_seals',
      'TRUNCATE audit_seals',
    ]) {
      await expect(database.query(sql), sql).rejects.toThrow();
    }
  });

  it.each([
    ['a changed content', `UPDATE audit_entries SET deed = 'flow.read' WHERE number = 3`, 3, 'changed'],
    ['a changed fact', `UPDATE audit_entries SET facts = '{}' WHERE number = 2`, 2, 'changed'],
    ['a changed time', `UPDATE audit_entries SET at = at + interval '1 ms' WHERE number = 4`, 4, 'changed'],
    ['a place taken away', 'UPDATE audit_entries SET place = NULL WHERE number = 1', 1, 'changed'],
    ['a deleted entry', 'DELETE FROM audit_entries WHERE number = 3', 3, 'missing'],
    ['a deleted first entry', 'DELETE FROM audit_entries WHERE number = 1', 1, 'missing'],
    [
      'two entries in the other order',
      `UPDATE audit_entries SET number = 99999 WHERE number = 2; UPDATE audit_entries SET number = 2 WHERE number = 3;
       UPDATE audit_entries SET number = 3 WHERE number = 99999`,
      2,
      'changed',
    ],
  ] as const)('finds %s', async (_what, sql, number, fault) => {
    expect((await tampered(tried(), sql)).verdict).toEqual({ kind: 'broken', number, fault });
  });

  it('finds what was cut off at the end, and goes on no more', async () => {
    const [newest] = await log().list({ placeless: true, most: 1 });
    const last = newest?.number ?? 0;
    const { verdict, entered } = await tampered(tried(), `DELETE FROM audit_entries WHERE number = ${last}`);
    expect(verdict).toEqual({ kind: 'broken', number: last, fault: 'missing' });
    expect(entered).toBe('audit-broken');
  });

  it('finds an entry put in at the end by somebody else, however well it hangs', async () => {
    const [newest] = await log().list({ placeless: true, most: 1 });
    const last = newest?.number ?? 0;
    const { verdict, entered } = await tampered(
      tried(),
      `INSERT INTO audit_entries SELECT ${last + 1}, at, actor_id, actor, deed, subject, place, facts, hash, repeat('a', 64)
       FROM audit_entries WHERE number = ${last}`,
    );
    expect(verdict).toEqual({ kind: 'broken', number: last + 1, fault: 'unsealed' });
    expect(entered).toBe('audit-broken');
  });

  it('finds an entry put in between', async () => {
    const { verdict } = await tampered(
      tried(),
      `UPDATE audit_entries SET number = -number WHERE number > 2;
       UPDATE audit_entries SET number = 1 - number WHERE number < 0;
       INSERT INTO audit_entries SELECT 3, at, actor_id, actor, deed, subject, place, facts, hash, repeat('b', 64)
         FROM audit_entries WHERE number = 2`,
    ).catch(async (error: unknown) => {
      // The database itself refuses numbers below one and a second entry after the same one.
      expect(String(error)).toMatch(/check|unique/);
      return { verdict: { kind: 'refused' } };
    });
    expect(verdict.kind).not.toBe('unbroken');
    // Where even those were taken away:
    const { verdict: bare } = await tampered(
      tried(),
      `UPDATE audit_entries SET number = number + 100000 WHERE number > 2;
       UPDATE audit_entries SET number = number - 99999 WHERE number > 100000;
       INSERT INTO audit_entries SELECT 3, at, actor_id, actor, deed, subject, place, facts, repeat('c', 64), repeat('b', 64)
         FROM audit_entries WHERE number = 2`,
    );
    expect(bare).toEqual({ kind: 'broken', number: 3, fault: 'changed' });
  });

  it('finds a seal that somebody without the key made', async () => {
    const mac = createHmac('sha256', 'another key').update('1').digest('base64url');
    const { verdict, entered } = await tampered(tried(), `UPDATE audit_seals SET mac = '${mac}'`);
    expect(verdict).toMatchObject({ kind: 'broken', fault: 'seal-forged' });
    expect(entered).toBe('audit-broken');
  });

  it('finds a log that was emptied', async () => {
    const { verdict } = await tampered(tried(), 'DELETE FROM audit_entries');
    expect(verdict).toEqual({ kind: 'broken', number: 1, fault: 'missing' });
    const { verdict: unsealed } = await tampered(tried(), 'DELETE FROM audit_seals');
    expect(unsealed).toEqual({ kind: 'broken', number: 1, fault: 'unsealed' });
  });

  it('finds that it was put back to an earlier day, by what was noted down elsewhere', async () => {
    const [newest] = await log().list({ placeless: true, most: 1 });
    const noted = { number: newest?.number ?? 0, hash: newest?.hash ?? '' };
    expect(await log().verify(noted)).toMatchObject({ kind: 'unbroken' });
    const other = { ...noted, hash: '1'.repeat(64) };
    expect(await log().verify(other)).toEqual({
      kind: 'broken',
      number: noted.number,
      fault: 'not-as-noted',
    });
    const further = { ...noted, number: noted.number + 5 };
    expect(await log().verify(further)).toMatchObject({ kind: 'broken', fault: 'cut-off' });
  });

  it('shows an auditor of a province what lies in it, and no more', async () => {
    const [near] = [await log().list({ places: ['79'], placeless: false, most: 100 })];
    expect(new Set(near.map(({ place }) => place))).toEqual(new Set(['79', '26740']));
  });

  it('is searched by day, person, deed, and page by page', async () => {
    const count = async (search: object) =>
      (await log().list({ placeless: true, most: 100, ...search })).length;
    await log().append(anAct({ deed: 'moderation.work', at: new Date('2026-12-31T17:00:00Z') }));
    expect(await count({ from: '2027-01-01' })).toBe(1);
    expect(await count({ until: '2026-12-31', deed: 'moderation' })).toBe(0);
    expect(await count({ deed: 'moderation' })).toBe(1);
    expect(await count({ actor: 'thị lan', from: '2027-01-01' })).toBe(1);
    expect(await count({ actor: 'nobody' })).toBe(0);
    expect(await count({ before: 3 })).toBe(2);
  });
}
