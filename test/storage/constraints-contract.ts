/** What the database refuses, whoever asks. */

import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { TriedStore } from './engines.ts';
import { aChild, aHash, launchOne } from './made-up.ts';

const CHECK = '23514';
const FOREIGN_KEY = '23503';
const UNIQUE = '23505';
const NEVER = '23000';

export function constraintsContract(tried: () => TriedStore): void {
  let consultation: Consultation;
  let child: Awaited<ReturnType<typeof aChild>>;
  beforeAll(async () => {
    consultation = await launchOne(tried().store);
    child = await aChild(tried().store, consultation);
    await tried().store.releases.publish(consultation.id, {
      ...{ number: 1, day: '2026-11-23', responses: 0, complete: null, partial: null },
      ...{ simulated: 0, minCell: 5, tabulations: [] },
    });
  });

  const refused = async (sql: string, code: string) =>
    expect(tried().database.query(sql), sql).rejects.toMatchObject({ code });

  it('a change of a published flow', async () => {
    await refused(`UPDATE flows SET source = '{}' WHERE hash = '${consultation.flowHash}'`, NEVER);
    await refused(`DELETE FROM flows WHERE hash = '${consultation.flowHash}'`, NEVER);
    await refused('TRUNCATE flows CASCADE', NEVER);
  });

  it('a change of a release', async () => {
    await refused(
      `UPDATE releases SET day = '2020-01-01' WHERE consultation_id = '${consultation.id}'`,
      NEVER,
    );
    await refused(`DELETE FROM releases WHERE consultation_id = '${consultation.id}'`, NEVER);
    await refused('TRUNCATE releases', NEVER);
  });

  it('a lower threshold and another flow for a launched consultation', async () => {
    const own = `WHERE id = '${consultation.id}'`;
    const other = await launchOne(tried().store);
    await refused(`UPDATE consultations SET min_cell = 4 ${own}`, NEVER);
    await refused(`UPDATE consultations SET flow_hash = '${other.flowHash}' ${own}`, NEVER);
    await tried().database.query(`UPDATE consultations SET min_cell = 6 ${own}`);
    await refused(`UPDATE consultations SET min_cell = 5 ${own}`, NEVER);
  });

  describe('rows that make no sense', () => {
    const walk = () => `WHERE id = '${child.walk.id}'`;
    const response = (columns: string, values: string) =>
      `INSERT INTO responses (id, consultation_id, flow_hash, disposition, simulated, sealed_on${columns})
       VALUES ('${randomUUID()}', '${consultation.id}', '${consultation.flowHash}', 'complete', false, '2026-11-23'${values})`;

    it('a walk half sealed', async () => {
      await refused(`UPDATE sessions SET state = NULL ${walk()}`, CHECK);
      await refused(`UPDATE sessions SET sealed_on = '2026-11-23' ${walk()}`, CHECK);
      await refused(
        `UPDATE sessions SET state = NULL, sealed_on = '2026-11-23', version = 7 ${walk()}`,
        CHECK,
      );
      const left = `disposition = 'partial', ended_on = '2026-11-23'`;
      await refused(
        `UPDATE sessions SET state = NULL, sealed_on = '2026-11-23', version = 0, ${left} ${walk()}`,
        CHECK,
      );
    });

    it('a walk out of bounds', async () => {
      await refused(`UPDATE sessions SET respondent = 0 ${walk()}`, CHECK);
      await refused(`UPDATE sessions SET version = 0 ${walk()}`, CHECK);
      await refused(`UPDATE sessions SET disposition = 'complete' ${walk()}`, CHECK);
      await refused(`UPDATE sessions SET disposition = 'gone', ended_on = '2026-11-23' ${walk()}`, CHECK);
      await refused(`UPDATE sessions SET state = '[]' ${walk()}`, CHECK);
      await refused(
        `UPDATE sessions SET state = jsonb_build_object('x', repeat('x', 40000)) ${walk()}`,
        CHECK,
      );
      await refused(`UPDATE sessions SET contact_id = '${randomUUID()}' ${walk()}`, FOREIGN_KEY);
    });

    it('the same respondent twice', async () => {
      await refused(
        `INSERT INTO sessions (id, contact_id, consultation_id, flow_hash, respondent, version, state)
         SELECT gen_random_uuid(), contact_id, consultation_id, flow_hash, respondent, 1, state FROM sessions ${walk()}`,
        UNIQUE,
      );
    });

    it('a contact on no channel of ours, or without a hash', async () => {
      const own = `WHERE id = '${child.contact.id}'`;
      await refused(`UPDATE contacts SET channel = 'fax' ${own}`, CHECK);
      await refused(`UPDATE contacts SET hash = 'short' ${own}`, CHECK);
      await refused(`UPDATE contacts SET active_session_id = '${randomUUID()}' ${own}`, FOREIGN_KEY);
    });

    it('a response of no kind, band, place or channel', async () => {
      await refused(response(', age_band', `, '16'`), CHECK);
      await refused(response(', place', `, '123'`), CHECK);
      await refused(response(', channel', `, 'fax'`), CHECK);
      await refused(response('', '').replace(`'complete'`, `'refusal'`), CHECK);
      await refused(response('', '').replace(consultation.flowHash, '0'.repeat(64)), FOREIGN_KEY);
    });

    it('an answer of two values, or of none', async () => {
      const id = randomUUID();
      await tried().database.query(response('', '').replace(/VALUES \('[^']+'/, `VALUES ('${id}'`));
      const answer = (values: string) =>
        `INSERT INTO answers (response_id, question, options, number, skipped) VALUES ('${id}', 'q', ${values})`;
      await refused(answer(`'{a}', 1, false`), CHECK);
      await refused(answer('NULL, NULL, false'), CHECK);
      await refused(answer(`'{a}', NULL, true`), CHECK);
      await refused(answer(`NULL, 'NaN', false`), CHECK);
      await refused(answer('NULL, NULL, true').replace(id, randomUUID()), FOREIGN_KEY);
    });

    it('a ledger row of no indicator of ours', async () => {
      const row = (year: number, indicators: string) =>
        `INSERT INTO ledger (year, pseudonym, age_band, basis, indicators)
         VALUES (${year}, '${aHash()}', '9-10', 'account', '${indicators}')`;
      await refused(row(2026, '{21}'), CHECK);
      await refused(row(26, '{22}'), CHECK);
    });

    it('a yearly key both kept and destroyed', async () => {
      await refused(
        `INSERT INTO yearly_keys (year, key, destroyed_on) VALUES (2050, 'k', '2051-01-01')`,
        CHECK,
      );
      await refused('INSERT INTO yearly_keys (year) VALUES (2050)', CHECK);
    });

    it('a dead letter without a reason', async () => {
      await refused(
        `INSERT INTO outbox (contact_id, channel, payload, queued_at, due_at, dead_at)
         VALUES ('${child.contact.id}', 'telegram', '{}', now(), now(), now())`,
        CHECK,
      );
    });

    it('a consultation that nobody could find or answer', async () => {
      const own = `WHERE id = '${consultation.id}'`;
      await refused(`UPDATE consultations SET slug = 'Ô' ${own}`, CHECK);
      await refused(`UPDATE consultations SET places = '{}' ${own}`, CHECK);
      await refused(`UPDATE consultations SET closes_at = opens_at ${own}`, CHECK);
      await refused(
        `INSERT INTO invitations (code, consultation_id) VALUES ('thu', '${consultation.id}')`,
        CHECK,
      );
    });
  });

  it('nothing of the answer side by a key of the address side', async () => {
    const crossing = await tried().database.query(
      `SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
       WHERE contype = 'f' AND (conrelid::regclass::text = ANY ('{contacts,sessions,inbox,outbox,waiting_texts}'))
         AND (confrelid::regclass::text = ANY ('{responses,answers,comments,ledger,yearly_keys,releases}'))
       UNION ALL
       SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
       WHERE contype = 'f' AND (confrelid::regclass::text = ANY ('{contacts,sessions,inbox,outbox,waiting_texts}'))
         AND (conrelid::regclass::text = ANY ('{responses,answers,comments,ledger,yearly_keys,releases}'))`,
    );
    expect(crossing).toEqual([]);
  });
}
