/** One query that finds everything a batch of messages depends on. */

import type { Invitation } from '../core/consultation.ts';
import type { Language } from '../core/language.ts';
import type { OutboundMessage } from '../core/message.ts';
import type { Situation, SituationRequest, StoredContact, StoredSession } from '../ports/receiving-store.ts';
import type { Database, Statement } from './database.ts';
import { toJson } from './json.ts';

/** Columns of a walk, under the names of `StoredSession`. */
const SESSION = `json_build_object('id', s.id, 'consultationId', s.consultation_id, 'flowHash', s.flow_hash,
  'respondent', s.respondent, 'version', s.version, 'disposition', s.disposition, 'state', s.state)`;

/**
 * One row of three lists. Lists are handed in as one JSON object and compared by `= ANY (ARRAY (…))`, for which the
 * planner always takes the index.
 */
const LOAD: Statement = {
  name: 'load_situation',
  text: `
WITH wanted AS MATERIALIZED (SELECT $1::jsonb AS lists),
everyone AS MATERIALIZED (
  SELECT ARRAY (SELECT jsonb_array_elements_text(lists -> 'withAllSessions') FROM wanted) AS hashes
)
SELECT
  (SELECT json_agg(json_build_object('id', c.id, 'hash', c.hash, 'version', c.version, 'language', c.language,
      'blocked', c.blocked_at IS NOT NULL,
      'active', (SELECT ${SESSION} FROM sessions s WHERE s.id = ANY (ARRAY[c.active_session_id])),
      'sessions', CASE WHEN c.hash = ANY ((SELECT hashes FROM everyone)::text[]) THEN (
        SELECT coalesce(json_agg(${SESSION}), '[]') FROM sessions s WHERE s.contact_id = ANY (ARRAY[c.id])) END))
    FROM contacts c
    WHERE c.hash = ANY (ARRAY (SELECT jsonb_array_elements_text(lists -> 'contacts') FROM wanted))) AS contacts,
  (SELECT json_agg(json_build_object('key', i.key, 'reply', i.reply))
    FROM inbox i
    WHERE i.key = ANY (ARRAY (SELECT jsonb_array_elements_text(lists -> 'keys') FROM wanted))) AS seen,
  (SELECT json_agg(json_build_object('code', v.code, 'consultationId', v.consultation_id, 'place', v.place,
      'oneTime', v.sheet_id IS NOT NULL, 'parentsSigned', v.parents_signed, 'withdrawn', v.withdrawn_at IS NOT NULL))
    FROM invitations v
    WHERE v.code = ANY (ARRAY (SELECT jsonb_array_elements_text(lists -> 'codes') FROM wanted))) AS invitations`,
};

type ContactRow = Omit<StoredContact, 'sessions'> & {
  readonly language: Language | null;
  readonly sessions: readonly StoredSession[] | null;
};

type SituationRow = {
  readonly contacts: readonly ContactRow[] | null;
  readonly seen:
    | readonly { readonly key: string; readonly reply: readonly OutboundMessage[] | null }[]
    | null;
  readonly invitations: readonly Invitation[] | null;
};

/** Looks up what a batch needs. @see ReceivingStore.load */
export async function loadSituation(database: Database, request: SituationRequest): Promise<Situation> {
  const [row] = await database.run<SituationRow>(LOAD, [toJson(request)]);
  return {
    contacts: new Map((row?.contacts ?? []).map((contact) => [contact.hash, contactOf(contact)])),
    seen: new Map((row?.seen ?? []).map(({ key, reply }) => [key, reply])),
    invitations: new Map((row?.invitations ?? []).map((invitation) => [invitation.code, invitation])),
  };
}

function contactOf({ sessions, ...contact }: ContactRow): StoredContact {
  return sessions === null ? contact : { ...contact, sessions };
}
