/** What those who ask parents may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { SlipsEntry } from '../../src/ports/parent-store.ts';
import { aSheet } from './code-contract.ts';
import type { TriedStore } from './engines.ts';
import { aBatch, aChild, aHash, aState, aTurn, aWalk, later, launchOne, NOW, nextTurn } from './made-up.ts';
import { anEvent } from './made-up-plan.ts';

const DAY = '2026-11-23';

export function parentContract(tried: () => TriedStore): void {
  const parents = () => tried().store.parents;
  const receiving = () => tried().store.receiving;
  const rows = async (sql: string) => tried().database.query<Record<string, unknown>>(sql);

  /** A child whose parent was sent a code. */
  async function asking(consultation: Consultation) {
    const child = await aChild(tried().store, consultation);
    const key = aHash();
    const turn = { ...nextTurn(child, 1), parents: [{ walk: child.walk.id, key, wording: 1 }] };
    expect(await receiving().commit([turn], NOW)).toEqual(['committed']);
    return { ...child, key };
  }

  it('lets a code be known with the turn that gives it out, or not at all', async () => {
    const consultation = await launchOne(tried().store);
    const { walk, key, contact } = await asking(consultation);
    expect(await parents().find(key)).toEqual({
      ...{ walk: walk.id, contactId: contact.id, consultationId: consultation.id, version: 2 },
      ...{
        flowHash: consultation.flowHash,
        state: walk.state,
        askedOn: DAY,
        decision: null,
        decidedOn: null,
      },
    });
    expect(await parents().find(aHash())).toBeNull();
    const child = await aChild(tried().store, consultation);
    const lost = aHash();
    const stale = { ...nextTurn(child, 7), parents: [{ walk: child.walk.id, key: lost, wording: 1 }] };
    expect(await receiving().commit([stale], NOW)).toEqual(['conflict']);
    expect(await parents().find(lost)).toBeNull();
  });

  it('lets a walk begin and a parent be asked in one turn, among others that ask nobody', async () => {
    const consultation = await launchOne(tried().store);
    const walk = aWalk(consultation);
    const key = aHash();
    const turn = aTurn({
      sessions: [walk],
      contact: { active: walk.id },
      parents: [{ walk: walk.id, key, wording: 1 }],
    });
    expect(await receiving().commit([aTurn(), turn, aTurn()], NOW)).toEqual([
      'committed',
      'committed',
      'committed',
    ]);
    expect((await parents().find(key))?.walk).toBe(walk.id);
  });

  it('enters the first word only; asking anew puts a no aside, and never a yes', async () => {
    const consultation = await launchOne(tried().store);
    const child = await asking(consultation);
    const { id } = child.walk;
    expect((await receiving().parentDecisions([id, randomUUID()])).size).toBe(0);
    expect(await parents().decide(id, 'declined', DAY)).toBe(true);
    expect(await parents().decide(id, 'agreed', DAY)).toBe(false);
    expect(await receiving().parentDecisions([id])).toEqual(new Map([[id, 'declined']]));
    const again = (version: number) => ({
      ...nextTurn(child, version),
      parents: [{ walk: id, key: child.key, wording: 2 }],
    });
    await receiving().commit([again(2)], later(24 * 60));
    expect(await parents().find(child.key)).toMatchObject({
      decision: null,
      decidedOn: null,
      askedOn: '2026-11-24',
    });
    await parents().decide(id, 'agreed', DAY);
    await receiving().commit([again(3)], NOW);
    expect((await parents().find(child.key))?.decision).toBe('agreed');
  });

  it('empties a withdrawn walk, unless it was led on meanwhile', async () => {
    const consultation = await launchOne(tried().store);
    const child = await asking(consultation);
    const texts = [{ consultationId: consultation.id, question: 'open', text: 'Em muốn …', trace: 'trace' }];
    const done = {
      ...nextTurn(child, 2, { disposition: 'complete', state: aState({ phase: 'finished' }) }),
      texts,
    };
    expect(await receiving().commit([done], NOW)).toEqual(['committed']);
    await parents().decide(child.walk.id, 'agreed', DAY);
    const traced = await parents().traces(consultation.id);
    expect(traced).toMatchObject([{ question: 'open', text: 'Em muốn …', trace: 'trace' }]);
    const state = aState({ phase: 'refused', asking: null, trail: [], answers: {} });
    const withdrawal = { walk: child.walk.id, state, texts: traced.map(({ id }) => id), day: DAY };
    expect(await parents().withdraw({ ...withdrawal, version: 2 })).toBe('conflict');
    expect(await parents().withdraw({ ...withdrawal, version: 3 })).toBe('withdrawn');
    expect(await parents().find(child.key)).toMatchObject({ decision: 'withdrawn', version: 4, state });
    expect(await parents().traces(consultation.id)).toEqual([]);
    expect(
      await rows(
        `SELECT disposition, (SELECT count(*)::int FROM inbox WHERE session_id = s.id AND reply IS NOT NULL) AS replies
         FROM sessions s WHERE id = '${child.walk.id}'`,
      ),
    ).toEqual([{ disposition: 'refusal', replies: 0 }]);
  });

  it('forgets what was said once the walk is sealed, and keeps a count of the batch', async () => {
    const consultation = await launchOne(tried().store);
    const child = await asking(consultation);
    const parent = [{ way: 'own-phone', wording: 1, decision: 'agreed', walks: 4 }] as const;
    const batch = aBatch(consultation, { sessions: [{ id: child.walk.id, version: 2 }], parents: parent });
    expect(await tried().store.sealing.seal(batch)).toBe('sealed');
    expect(await parents().find(child.key)).toBeNull();
    const other = await asking(consultation);
    await tried().store.sealing.seal({ ...batch, sessions: [{ id: other.walk.id, version: 2 }] });
    expect(
      await rows(
        `SELECT way, wording, decision, walks FROM parent_counts WHERE consultation_id = '${consultation.id}'`,
      ),
    ).toEqual([{ way: 'own-phone', wording: 1, decision: 'agreed', walks: 8 }]);
    expect(await parents().decide(child.walk.id, 'declined', DAY)).toBe(false);
  });

  it('forgets it with the contact', async () => {
    const child = await asking(await launchOne(tried().store));
    const order = { contact: child.contact.id, marks: [], texts: [] };
    await tried().store.retention.erase(order);
    expect(await parents().find(child.key)).toBeNull();
    expect(await rows(`SELECT 1 FROM parent_words WHERE session_id = '${child.walk.id}'`)).toEqual([]);
  });

  it('lets in those for whom slips were collected, once for each form', async () => {
    const consultation = await launchOne(tried().store);
    const order = aSheet(consultation.id);
    await tried().store.codes.addSheet(order);
    const [first, ...rest] = order.codes.map(({ code }) => code);
    const entry = (changes: Partial<SlipsEntry> = {}): SlipsEntry => ({
      ...{ id: randomUUID(), consultationId: consultation.id, of: { sheet: order.sheet.id } },
      ...{ slips: 3, collectedOn: DAY, holder: 'Văn thư', ...changes },
    });
    const invited = async () => (await tried().store.consultations.invitation(first ?? ''))?.parentsSigned;
    expect(await invited()).toBe(false);
    const event = anEvent(consultation.id, 'slips-entered');
    const one = entry({ id: event.id });
    expect(await parents().enterSlips(one, event)).toBe('entered');
    expect(await parents().enterSlips(one, event)).toBe('entered');
    expect(await invited()).toBe(true);
    const { invitations } = await receiving().load({
      ...{ contacts: [], withAllSessions: [], keys: [] },
      codes: [first ?? '', ...rest],
    });
    expect([...invitations.values()].map(({ parentsSigned }) => parentsSigned)).toEqual([true, true, true]);
    const second = { ...anEvent(consultation.id, 'slips-entered'), at: later(5) };
    await parents().enterSlips(entry({ slips: 2 }), second);
    expect(await parents().slips(consultation.id)).toMatchObject([
      { slips: 2, sheet: order.sheet.id, code: null, collectedOn: DAY, holder: 'Văn thư' },
    ]);
    const nowhere = anEvent(consultation.id, 'slips-entered');
    for (const of of [{ sheet: randomUUID() }, { sheet: 'x' }, { code: 'KHONGCO' }, { code: first ?? '' }])
      expect(await parents().enterSlips(entry({ of }), nowhere)).toBe('absent');
    expect(await parents().slips('no id')).toEqual([]);
  });
}
