/** What those who give out codes may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { SheetOrder } from '../../src/ports/code-store.ts';
import type { ContactTurn } from '../../src/ports/receiving-store.ts';
import type { TriedStore } from './engines.ts';
import { aChild, aHash, aState, aTurn, aWalk, launchOne, NOW } from './made-up.ts';
import { anEvent } from './made-up-plan.ts';

const aCode = () => randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase();

/** A sheet to be made. */
export function aSheet(consultationId: string, size = 3, place: string | null = null): SheetOrder {
  const id = randomUUID();
  return {
    sheet: { id, consultationId, place, label: 'Lớp 4A', size, madeBy: 'Chị Lan', madeAt: NOW },
    codes: Array.from({ length: size }, () => ({ code: aCode(), key: aHash() })),
    event: anEvent(consultationId, 'sheet-made'),
  };
}

export function codeContract(tried: () => TriedStore): void {
  const codes = () => tried().store.codes;

  it('adds codes for many, each with what staff call it, once', async () => {
    const { id } = await launchOne(tried().store);
    const [school, anywhere] = [aCode(), aCode()];
    const order = [
      { code: school, place: '00004', label: 'Trường Ba Đình' },
      { code: anywhere, place: null, label: '' },
    ];
    const event = anEvent(id, 'codes-made');
    expect(await codes().addOpenCodes(id, order, event)).toEqual({ kind: 'made' });
    expect(await codes().addOpenCodes(id, order, event)).toEqual({ kind: 'made' });
    expect(await codes().openCodes(id)).toEqual([order[1], order[0]]);
    expect(await tried().store.consultations.invitation(school)).toMatchObject({
      ...{ code: school, consultationId: id, place: '00004', oneTime: false, withdrawn: false },
    });
    expect(await tried().store.plans.events(id)).toEqual([event]);
  });

  it('adds none where one leads somewhere already, and tells which', async () => {
    const { id } = await launchOne(tried().store);
    const [old, young] = [aCode(), aCode()];
    const open = (code: string) => ({ code, place: null, label: '' });
    await codes().addOpenCodes(id, [open(old)], anEvent(id, 'codes-made'));
    const late = anEvent(id, 'codes-made');
    expect(await codes().addOpenCodes(id, [open(young), open(old)], late)).toEqual({
      kind: 'code-taken',
      codes: [old],
    });
    expect(await codes().openCodes(id)).toEqual([open(old)]);
    expect(await tried().store.plans.events(id)).toHaveLength(1);
  });

  it('makes a sheet of one-time codes once', async () => {
    const { id } = await launchOne(tried().store);
    const order = aSheet(id, 3, '01');
    expect(await codes().addSheet(order)).toBe('made');
    expect(await codes().addSheet(order)).toBe('made');
    expect(await codes().sheets(id)).toEqual([order.sheet]);
    const written = order.codes.map(({ code }) => code).sort();
    expect(await codes().sheet(order.sheet.id)).toEqual({ sheet: order.sheet, codes: written });
    expect(await tried().store.consultations.invitation(written[0]!)).toMatchObject({
      ...{ place: '01', oneTime: true },
    });
    expect(await codes().openCodes(id)).toEqual([]);
    expect(await tried().store.consultations.webCode(id)).toBeNull();
    expect(await codes().countUsed(order.codes.map(({ key }) => key))).toBe(0);
    expect(await codes().sheet(randomUUID())).toBeNull();
    expect(await codes().sheet('no id')).toBeNull();
  });

  it('makes no sheet where a code is taken', async () => {
    const { id } = await launchOne(tried().store);
    const first = aSheet(id);
    await codes().addSheet(first);
    const second = aSheet(id);
    const clash = { ...second, codes: [...second.codes.slice(1), first.codes[0]!] };
    expect(await codes().addSheet(clash)).toBe('code-taken');
    expect(await codes().sheets(id)).toEqual([first.sheet]);
  });

  it('makes no sheet under the id of another consultation’s, and none twice for another event', async () => {
    const [mine, other] = [await launchOne(tried().store), await launchOne(tried().store)];
    const first = aSheet(mine.id);
    await codes().addSheet(first);
    const same = aSheet(mine.id);
    expect(await codes().addSheet({ ...same, sheet: { ...same.sheet, id: first.sheet.id } })).toBe('made');
    const foreign = aSheet(other.id);
    expect(await codes().addSheet({ ...foreign, sheet: { ...foreign.sheet, id: first.sheet.id } })).toBe(
      'id-taken',
    );
    expect(await codes().sheets(mine.id)).toEqual([first.sheet]);
    expect(await codes().sheets(other.id)).toEqual([]);
    expect((await codes().sheet(first.sheet.id))?.codes).toHaveLength(3);
    expect(await tried().store.plans.events(mine.id)).toEqual([first.event]);
    expect(await tried().store.plans.events(other.id)).toEqual([]);
  });

  it('makes nothing, and says so, for an event whose id is another’s', async () => {
    const [mine, other] = [await launchOne(tried().store), await launchOne(tried().store)];
    const open = [{ code: aCode(), place: null, label: '' }];
    const event = anEvent(mine.id, 'codes-made');
    await codes().addOpenCodes(mine.id, open, event);
    const later = [{ code: aCode(), place: null, label: '' }];
    for (const [id, change] of [
      [other.id, { consultationId: other.id }],
      [mine.id, { byId: 'someone else' }],
      [mine.id, { what: 'sheet-made' }],
    ] as const) {
      const outcome = await codes().addOpenCodes(id, later, { ...event, ...change });
      expect(outcome, JSON.stringify(change)).toEqual({ kind: 'id-taken' });
    }
    const order = aSheet(mine.id);
    expect(await codes().addSheet({ ...order, event: { ...order.event, id: event.id } })).toBe('id-taken');
    expect(await codes().openCodes(mine.id)).toEqual(open);
    expect(await codes().sheets(mine.id)).toEqual([]);
  });

  it('withdraws a code or a sheet once, of this consultation only, and tells it with the code', async () => {
    const [{ id }, other] = [await launchOne(tried().store), await launchOne(tried().store)];
    const [first, second] = [aCode(), aCode()].sort();
    const open = [first!, second!].map((code) => ({ code, place: null, label: '' }));
    await codes().addOpenCodes(id, open, anEvent(id, 'codes-made'));
    const order = aSheet(id, 3);
    await codes().addSheet(order);
    const event = anEvent(id, 'code-withdrawn');
    const what = { kind: 'code', code: first! } as const;
    const strange = anEvent(other.id, 'code-withdrawn');
    expect(await codes().withdraw(other.id, what, strange)).toBe('nothing');
    expect(await tried().store.plans.events(other.id)).toEqual([]);
    expect(await codes().withdraw(id, what, event)).toBe('withdrawn');
    expect(await codes().withdraw(id, what, event)).toBe('withdrawn');
    expect(await codes().withdraw(id, what, anEvent(id, 'code-withdrawn'))).toBe('nothing');
    expect(await codes().withdraw(id, what, { ...event, byId: 'someone else' })).toBe('id-taken');
    expect(await codes().openCodes(id)).toEqual([{ ...open[0], withdrawn: true }, open[1]]);
    expect(await tried().store.consultations.webCode(id)).toBe(second);
    expect(await tried().store.consultations.invitation(first!)).toMatchObject({ withdrawn: true });
    const strips = order.codes.map(({ code }) => code).sort();
    const [lost = '', ...rest] = strips;
    await codes().withdraw(id, { kind: 'code', code: lost }, anEvent(id, 'code-withdrawn'));
    expect(await codes().sheet(order.sheet.id)).toEqual({ sheet: order.sheet, codes: rest, gone: [lost] });
    const whole = { kind: 'sheet', sheetId: order.sheet.id } as const;
    expect(await codes().withdraw(id, whole, anEvent(id, 'sheet-withdrawn'))).toBe('withdrawn');
    expect(await codes().sheets(id)).toEqual([{ ...order.sheet, withdrawn: 3 }]);
    const request = { contacts: [], withAllSessions: [], keys: [], codes: [lost, second!] };
    const { invitations } = await tried().store.receiving.load(request);
    expect([lost, second!].map((code) => invitations.get(code)?.withdrawn)).toEqual([true, false]);
    for (const sheetId of ['no id', randomUUID()])
      expect(await codes().withdraw(id, { kind: 'sheet', sheetId }, anEvent(id, 'sheet-withdrawn'))).toBe(
        'nothing',
      );
  });

  it('finds with a code whether it is for one child', async () => {
    const { id } = await launchOne(tried().store);
    const { codes: made, ...rest } = aSheet(id);
    await codes().addSheet({ codes: made, ...rest });
    const found = await tried().store.receiving.load({
      ...{ contacts: [], withAllSessions: [], keys: [] },
      codes: [made[0]!.code],
    });
    expect(found.invitations.get(made[0]!.code)).toMatchObject({
      ...{ code: made[0]!.code, consultationId: id, place: null, oneTime: true },
    });
  });

  /** A child never seen before who begins a walk with a code. */
  const opens = (consultation: Consultation, key: string): ContactTurn => {
    const walk = aWalk(consultation, { state: aState({ codeKey: key }) });
    return aTurn({ contact: { active: walk.id }, sessions: [walk], codes: [key] });
  };
  const commit = (turns: readonly ContactTurn[]) => tried().store.receiving.commit(turns, NOW);
  const used = async (keys: readonly string[]) => [...(await tried().store.receiving.usedCodes(keys))];

  async function aSheetOf(size: number) {
    const consultation = await launchOne(tried().store);
    const order = aSheet(consultation.id, size);
    await codes().addSheet(order);
    return { consultation, keys: order.codes.map(({ key }) => key) };
  }

  it('lets one turn use a code, of two in a batch and of many in a row', async () => {
    const { consultation, keys } = await aSheetOf(2);
    const [first = '', second = ''] = keys;
    const turns = [
      opens(consultation, first),
      opens(consultation, first),
      opens(consultation, second),
      aTurn(),
    ];
    expect(await commit(turns)).toEqual(['committed', 'conflict', 'committed', 'committed']);
    expect(await commit([opens(consultation, first)])).toEqual(['conflict']);
    expect((await used(keys)).sort()).toEqual([...keys].sort());
    expect(await codes().countUsed(keys)).toBe(2);
    // Nothing of a turn that came too late was written.
    const late = turns[1]!;
    const found = await tried().store.receiving.load({
      ...{ contacts: [late.contact.hash], withAllSessions: [], codes: [] },
      keys: [late.inbox[0]!.key],
    });
    expect([found.contacts.size, found.seen.size]).toEqual([0, 0]);
  });

  it('lets one of many who come at the same moment use it', async () => {
    const { consultation, keys } = await aSheetOf(1);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => commit([opens(consultation, keys[0]!)])),
    );
    expect(outcomes.flat().filter((outcome) => outcome === 'committed')).toHaveLength(1);
  });

  it('leaves a code free where the turn itself was refused, and knows none that were not made', async () => {
    const { consultation, keys } = await aSheetOf(1);
    const [key = ''] = keys;
    const child = await aChild(tried().store, consultation);
    const walk = aWalk(consultation, { respondent: 2, state: aState({ codeKey: key }) });
    const outdated = aTurn({
      contact: { ...child.contact, expectedVersion: 7, active: walk.id },
      sessions: [walk],
      codes: [key],
    });
    expect(await commit([outdated])).toEqual(['conflict']);
    expect(await used(keys)).toEqual([]);
    expect(await commit([opens(consultation, aHash())])).toEqual(['conflict']);
    expect(await commit([{ ...outdated, contact: { ...outdated.contact, expectedVersion: 1 } }])).toEqual([
      'committed',
    ]);
    expect(await used(keys)).toEqual([key]);
  });

  it('writes the marks of used codes anew, in the order of their hashes, in the company of others', async () => {
    const { consultation, keys } = await aSheetOf(12);
    const marks = () =>
      tried().database.query<{ key: string; tx: string; mixed: boolean }>(
        `SELECT key, xmin::text AS tx, mixed FROM code_marks
         WHERE used AND key = ANY (ARRAY (SELECT jsonb_array_elements_text($1::jsonb))) ORDER BY ctid`,
        [JSON.stringify(keys)],
      );
    for (const key of keys.slice(0, 9)) await commit([opens(consultation, key)]);
    expect(new Set((await marks()).map(({ tx }) => tx)).size).toBe(9);
    await tried().store.purge(NOW);
    const first = await marks();
    expect(first.every(({ mixed }) => mixed)).toBe(true);
    expect(new Set(first.map(({ tx }) => tx)).size).toBe(1);
    expect(first.map(({ key }) => key)).toEqual(first.map(({ key }) => key).toSorted());
    // The next one does not stand alone.
    await commit([opens(consultation, keys[9]!)]);
    await tried().store.purge(NOW);
    const [own] = (await marks()).filter(({ key }) => key === keys[9]);
    const [together] = await tried().database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM code_marks WHERE xmin::text = $1',
      [own!.tx],
    );
    expect(together?.n).toBeGreaterThanOrEqual(10);
    await tried().store.purge(NOW);
    expect((await marks()).find(({ key }) => key === keys[9])?.tx).toBe(own!.tx);
  });
}
