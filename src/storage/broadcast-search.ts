/** Finds whom a broadcast comes to next, a stretch at a time, at the same cost however many there are. */

import type { ChannelName } from '../core/channel.ts';
import type { FlowHash } from '../core/consultation.ts';
import type { Language } from '../core/language.ts';
import type { LocalityCode } from '../core/locality.ts';
import type { SessionState } from '../core/session/state.ts';
import { readHolder } from '../core/standing-consent.ts';
import type { AddressBook } from '../ports/address-book.ts';
import type { Candidate, Search, Stretch } from '../ports/broadcast-store.ts';
import type { Database, Queryable } from './database.ts';
import { toJson } from './json.ts';

/** Days in which messages that we began are counted, today among them. */
export const COUNTED_DAYS = 7;

const IDS = 'ARRAY (SELECT jsonb_array_elements_text($1::jsonb)::uuid)';

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

type Found = {
  readonly candidates: readonly Placed[];
  readonly cursor: string | null;
  readonly isLast: boolean;
};
type Placed = Omit<Candidate, 'approached'> & {
  readonly place: string;
  readonly channel: ChannelName;
  readonly blocked: boolean;
};

/** Looks at a stretch. @see BroadcastStore.look */
export async function look(database: Queryable, addressBook: AddressBook, search: Search): Promise<Stretch> {
  const found =
    search.kind === 'reminder'
      ? await findUnfinished(database, search)
      : await findAgreed(database, addressBook, search);
  const known = await readMarks(database, addressBook, { found: found.candidates, today: search.today });
  return {
    cursor: found.cursor,
    isLast: found.isLast,
    candidates: found.candidates.map(({ channel, blocked, ...candidate }) => ({
      ...candidate,
      approached: { channel, blocked, ...known(candidate.contactId) },
    })),
  };
}

/**
 * By the index of unfinished walks, in the order of contacts; a contact's other walks come along with its first.
 *
 * The condition is written as in its index, which no other one can serve: where a table has just grown and nobody has counted
 * it, the planner would otherwise read all unsealed walks of a consultation for each stretch. So it is with each contact's
 * walks, which are found by its id alone. Where the walk that answers would go to has ended (another child's on the same
 * phone), a reminder would lead nowhere: such a contact has none that counts.
 */
async function findUnfinished(database: Queryable, search: Search): Promise<Found> {
  const next = await database.query<{ readonly id: string }>(
    `SELECT contact_id::text AS id FROM sessions
     WHERE consultation_id = $1::uuid AND contact_id > $2::uuid AND num_nulls(disposition, sealed_on) = 2
     ORDER BY consultation_id, contact_id LIMIT $3::int`,
    [search.consultationId, search.cursor ?? FIRST, search.scan],
  );
  const rows = await database.query<{
    readonly id: string;
    readonly channel: ChannelName;
    readonly language: Language | null;
    readonly blocked: boolean;
    readonly walks: readonly { readonly flowHash: FlowHash; readonly state: SessionState }[] | null;
  }>(
    `SELECT c.id::text AS id, c.channel, c.language, c.blocked_at IS NOT NULL AS blocked,
       CASE WHEN (SELECT a.consultation_id = $2::uuid AND num_nulls(a.disposition, a.sealed_on) < 2
           FROM sessions a WHERE a.id = ANY (ARRAY[c.active_session_id])) IS NOT TRUE
         THEN (SELECT json_agg(json_build_object('flowHash', w.flow_hash, 'state', w.state))
             FILTER (WHERE w.consultation_id = $2::uuid AND w.sealed_on IS NULL AND w.disposition IS NULL)
           FROM sessions w WHERE w.contact_id = ANY (ARRAY[c.id])) END AS walks
     FROM contacts c WHERE c.id = ANY (${IDS}) AND c.channel = $3 ORDER BY c.id`,
    [toJson([...new Set(next.map(({ id }) => id))]), search.consultationId, search.channel],
  );
  return {
    cursor: next.at(-1)?.id ?? search.cursor,
    isLast: next.length < search.scan,
    candidates: rows.map(({ id, channel, language, blocked, walks }) => ({
      ...{ contactId: id, place: id, channel, language, blocked },
      about: { kind: 'reminder', walks: walks ?? [] },
    })),
  };
}

/** By the index of those who agreed, in the order of keyed hashes. */
async function findAgreed(database: Queryable, addressBook: AddressBook, search: Search): Promise<Found> {
  const next = await database.query<{ readonly key: string; readonly holder: string; readonly day: string }>(
    `SELECT key, holder, day::text AS day FROM standing_consents
     WHERE purpose = 'invitation' AND decision = 'given' AND channel = $1 AND key > $2
     ORDER BY channel, key LIMIT $3::int`,
    [search.channel, search.cursor ?? '', search.scan],
  );
  const agreed = next.map(({ key, holder, day }) => ({
    ...{ key, day },
    ...readHolder(addressBook.decrypt(holder)),
  }));
  const rows = await database.query<{
    readonly id: string;
    readonly channel: ChannelName;
    readonly language: Language | null;
    readonly blocked: boolean;
    readonly takesPart: boolean;
  }>(
    `SELECT c.id::text AS id, c.channel, c.language, c.blocked_at IS NOT NULL AS blocked,
       EXISTS (SELECT FROM sessions w WHERE w.contact_id = ANY (ARRAY[c.id]) AND w.consultation_id = $2::uuid) AS "takesPart"
     FROM contacts c WHERE c.id = ANY (${IDS})`,
    [toJson(agreed.map(({ contactId }) => contactId)), search.consultationId],
  );
  const contacts = new Map(rows.map((row) => [row.id, row]));
  return {
    cursor: next.at(-1)?.key ?? search.cursor,
    isLast: next.length < search.scan,
    candidates: agreed.flatMap(({ key, day, contactId, province }) => {
      const contact = contacts.get(contactId);
      if (contact === undefined) return [];
      const { channel, language, blocked, takesPart } = contact;
      const about = { kind: 'invitation', province, agreedOn: day, takesPart } as const;
      return [{ contactId, place: key, channel, language, blocked, about }];
    }),
  };
}

/** How many messages each got of late, and who wants none: rows that name nobody, found by keyed hashes. */
async function readMarks(
  database: Queryable,
  addressBook: AddressBook,
  { found, today }: { readonly found: readonly Placed[]; readonly today: string },
): Promise<(contactId: string) => { readonly messagesThisWeek: number; readonly withdrawn: boolean }> {
  const keys = found.map(({ contactId }) => addressBook.contactMark('week', contactId));
  const marks = await database.query<{ readonly key: string; readonly messages: number }>(
    `SELECT key, sum(messages)::int AS messages FROM broadcast_marks
     WHERE key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb))) AND day > $2::date - ${COUNTED_DAYS}
     GROUP BY key`,
    [toJson(keys), today],
  );
  const reminders = found.map(({ contactId }) => addressBook.contactMark('reminder', contactId));
  const stopped = await database.query<{ readonly key: string }>(
    `SELECT key FROM standing_consents
     WHERE key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb))) AND decision = 'withdrawn'`,
    [toJson(found.some(({ about }) => about.kind === 'reminder') ? reminders : [])],
  );
  const messages = new Map(marks.map((mark) => [mark.key, mark.messages]));
  const withdrawn = new Set(stopped.map(({ key }) => key));
  return (contactId) => ({
    messagesThisWeek: messages.get(addressBook.contactMark('week', contactId)) ?? 0,
    withdrawn: withdrawn.has(addressBook.contactMark('reminder', contactId)),
  });
}

/** Counts the most it may come to. @see BroadcastStore.count */
export async function count(
  database: Database,
  { consultationId, kind, channel }: Pick<Search, 'consultationId' | 'kind' | 'channel'>,
  places: readonly LocalityCode[] | null,
): Promise<number> {
  return database.transaction(async (snapshot) => {
    const [row] =
      kind === 'reminder'
        ? await snapshot.query<{ readonly n: number }>(
            `SELECT count(DISTINCT s.contact_id)::int AS n FROM sessions s JOIN contacts c ON c.id = s.contact_id
             WHERE s.consultation_id = $1::uuid AND s.sealed_on IS NULL AND s.disposition IS NULL
               AND c.channel = $2 AND c.blocked_at IS NULL
               AND s.state ->> 'phase' = 'asking' AND s.state -> 'keepPartial' = 'true'
               AND ($3::jsonb IS NULL OR $3::jsonb ? (s.state ->> 'place'))`,
            [consultationId, channel, places === null ? null : toJson(places)],
          )
        : await snapshot.query<{ readonly n: number }>(
            `SELECT count(*)::int AS n FROM standing_consents
             WHERE purpose = 'invitation' AND decision = 'given' AND channel = $1`,
            [channel],
          );
    return row?.n ?? 0;
  }, 'snapshot');
}
