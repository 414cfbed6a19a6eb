/** Makes keyed hashes anew: those by which contacts, their marks and one-time codes are found. */

import type { ChannelName } from '../../core/channel.ts';
import { STANDING_PURPOSES } from '../../core/standing-consent.ts';
import type { Transaction } from '../database.ts';
import { toJson } from '../json.ts';
import type { Books } from './reencrypt.ts';

/** Rows at once. */
const CHUNK = 2_000;

type ContactRow = { readonly id: string; readonly channel: ChannelName; readonly account: string };

/** What marks are kept about. */
const ABOUT = [...STANDING_PURPOSES, 'erasure', 'week'] as const;

/** Tables whose rows are found by a contact's mark. */
const MARKED = ['standing_consents', 'broadcast_marks'] as const;

/** A hash as it was, and as it is to be. */
type Renamed = { readonly was: string; readonly is: string };

/**
 * Gives contacts their new hashes and account ciphertexts, and their marks with them. Marks of contacts that are gone name
 * nobody any more and are dropped.
 *
 * @returns how many contacts there were
 */
export async function rekeyContacts(transaction: Transaction, { old, fresh }: Books): Promise<number> {
  await transaction.query('CREATE TEMPORARY TABLE renamed (was text PRIMARY KEY, "is" text) ON COMMIT DROP');
  let count = 0;
  for (let after: string | null = null; ; ) {
    const rows: readonly ContactRow[] = await transaction.query<ContactRow>(
      `SELECT id::text AS id, channel, account FROM contacts WHERE $1::uuid IS NULL OR id > $1::uuid
       ORDER BY id LIMIT ${CHUNK}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
    count += rows.length;
    const anew = rows.map(({ id, channel, account }) => {
      const plain = old.decrypt(account);
      return { id, hash: fresh.contactHash(channel, plain), account: fresh.encrypt(plain) };
    });
    await transaction.query(
      `UPDATE contacts c SET hash = n.hash, account = n.account
       FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, hash text, account text) WHERE c.id = n.id`,
      [toJson(anew)],
    );
    const marks = rows.flatMap(({ id }) =>
      ABOUT.map((about): Renamed => ({ was: old.contactMark(about, id), is: fresh.contactMark(about, id) })),
    );
    await note(transaction, marks);
  }
  for (const table of MARKED) {
    // A walk taken back stands under its own mark, by which nobody looks for it.
    const others = table === 'standing_consents' ? ` AND t.purpose <> 'withdrawal'` : '';
    await transaction.query(
      `DELETE FROM ${table} t WHERE NOT EXISTS (SELECT FROM renamed r WHERE r.was = t.key)${others}`,
    );
    await transaction.query(`UPDATE ${table} t SET key = r."is" FROM renamed r WHERE t.key = r.was`);
  }
  await transaction.query('TRUNCATE renamed');
  return count;
}

/** Gives one-time codes their new marks, where they were used and in the walks they opened. @returns how many codes there are */
export async function rekeyCodes(transaction: Transaction, { old, fresh }: Books): Promise<number> {
  let count = 0;
  for (let after = ''; ; ) {
    const rows: readonly { code: string }[] = await transaction.query<{ code: string }>(
      `SELECT code FROM invitations WHERE sheet_id IS NOT NULL AND code > $1 ORDER BY code LIMIT ${CHUNK}`,
      [after],
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.code;
    count += rows.length;
    await note(
      transaction,
      rows.map(({ code }): Renamed => ({ was: old.codeKey(code), is: fresh.codeKey(code) })),
    );
  }
  await transaction.query(`UPDATE code_marks t SET key = r."is" FROM renamed r WHERE t.key = r.was`);
  await transaction.query(
    `UPDATE sessions s SET state = jsonb_set(s.state, '{codeKey}', to_jsonb(r."is"))
     FROM renamed r WHERE s.state ->> 'codeKey' = r.was`,
  );
  return count;
}

/** Codes of parents are made from the key: those that are out no longer work, and the child's chat shows the new one. */
export async function rekeyParents(transaction: Transaction, { fresh }: Books): Promise<void> {
  const rows = await transaction.query<{ walk: string }>('SELECT session_id::text AS walk FROM parent_words');
  const anew = rows.map(({ walk }) => ({ walk, key: fresh.parentKey(fresh.parentCode(walk)) }));
  await transaction.query(
    `UPDATE parent_words p SET key = a.key FROM jsonb_to_recordset($1::jsonb) AS a (walk uuid, key text)
     WHERE p.session_id = a.walk`,
    [toJson(anew)],
  );
}

async function note(transaction: Transaction, renamed: readonly Renamed[]): Promise<void> {
  await transaction.query(
    `INSERT INTO renamed (was, "is") SELECT was, "is" FROM jsonb_to_recordset($1::jsonb) AS n (was text, "is" text)
     ON CONFLICT DO NOTHING`,
    [toJson(renamed)],
  );
}
