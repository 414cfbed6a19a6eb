/** What planners, approvers and those who run consultations may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { ConsultationPlan } from '../../src/core/consultation-plan.ts';
import type { TriedStore } from './engines.ts';
import { later, launchOne, NOW } from './made-up.ts';
import { anEvent, aPlan, contentOf } from './made-up-plan.ts';

const LAN = { byId: 'lan', by: 'Chị Lan', at: later(1) };
const MINH = { byId: 'minh', by: 'Anh Minh', at: later(5) };

export function planContract(tried: () => TriedStore): void {
  const plans = () => tried().store.plans;
  const runs = () => tried().store.runs;

  async function begin(changes: Partial<ConsultationPlan> = {}): Promise<ConsultationPlan> {
    const plan = aPlan(changes);
    return plans().begin(plan, anEvent(plan.id, 'begun'));
  }

  async function handIn(): Promise<ConsultationPlan> {
    const { id } = await begin();
    const outcome = await plans().handIn({ id, seen: 1, event: anEvent(id, 'handed-in', LAN) });
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    return outcome.plan;
  }

  async function consultationOf(plan: ConsultationPlan): Promise<Consultation> {
    const model = await launchOne(tried().store);
    const text = { vi: 'Chữ', en: 'Words' };
    return {
      ...model,
      id: plan.id,
      slug: plan.slug,
      terms: {
        ...{ purpose: text, asker: text, use: text, feedbackDays: 30 },
        ...{ ageBands: ['9-10'], channels: ['web', 'zalo'] },
      },
    };
  }

  it('begins a draft once, and keeps all that was written', async () => {
    const plan = aPlan({ opensAt: NOW, closesAt: later(90), goals: [{ place: '01', children: 40 }] });
    const event = anEvent(plan.id, 'begun');
    expect(await plans().begin(plan, event)).toEqual(plan);
    expect(await plans().begin({ ...plan, slug: 'another' }, event)).toEqual(plan);
    expect(await plans().get(plan.id)).toEqual(plan);
    expect(await plans().list()).toContainEqual(plan);
    expect(await plans().events(plan.id)).toEqual([event]);
    expect(await plans().get(randomUUID())).toBeNull();
    expect(await plans().get('no id')).toBeNull();
  });

  it('writes over no change that the writer has not seen', async () => {
    const { id, ...plan } = await begin();
    const content = { ...contentOf({ id, ...plan }), responsible: 'Chị Hoa' };
    const write = (seen: number) => plans().write(id, { seen, content, by: 'Chị Hoa', at: later(1) });
    const first = await write(1);
    expect(first).toMatchObject({
      kind: 'changed',
      plan: { revision: 2, responsible: 'Chị Hoa', changedBy: 'Chị Hoa' },
    });
    expect(await write(1)).toMatchObject({ kind: 'outdated', current: { revision: 2 } });
    expect(await plans().write(randomUUID(), { seen: 1, content, by: '', at: NOW })).toEqual({
      kind: 'absent',
    });
  });

  it('changes nothing of a plan that was handed in, until it is a draft again', async () => {
    const plan = await handIn();
    expect(plan).toMatchObject({ status: 'handed-in', handedInBy: 'lan', revision: 2 });
    const change = { seen: 2, content: contentOf(plan), by: 'Chị Hoa', at: NOW };
    expect(await plans().write(plan.id, change)).toMatchObject({
      kind: 'outdated',
      current: { status: 'handed-in' },
    });
    const discarding = { id: plan.id, seen: 2, event: anEvent(plan.id, 'discarded') };
    expect((await plans().discard(discarding)).kind).toBe('outdated');
    const event = anEvent(plan.id, 'sent-back', { ...MINH, reason: 'Thiếu lớp 1' });
    expect(await plans().reopen({ id: plan.id, seen: 2, event })).toMatchObject({
      kind: 'changed',
      plan: { status: 'draft', handedInBy: null, revision: 3 },
    });
    expect((await plans().write(plan.id, { ...change, seen: 3 })).kind).toBe('changed');
    const told = (await plans().events(plan.id)).map(({ what, by, reason }) => [what, by, reason]);
    expect(told).toEqual([
      ...[['begun', 'Chị Lan', null]],
      ...[['handed-in', 'Chị Lan', null]],
      ...[['sent-back', 'Anh Minh', 'Thiếu lớp 1']],
    ]);
  });

  it('does what an event tells of once', async () => {
    const { id } = await begin();
    const event = anEvent(id, 'handed-in', LAN);
    const outcomes = await Promise.all([1, 2, 3].map(() => plans().handIn({ id, seen: 1, event })));
    expect(outcomes.map((one) => one.kind === 'changed' && one.plan.revision)).toEqual([2, 2, 2]);
    expect(await plans().events(id)).toHaveLength(2);
  });

  it('launches a plan once, for one of two who approve it at the same moment', async () => {
    const plan = await handIn();
    const consultation = await consultationOf(plan);
    const code = plan.id.slice(0, 8).toUpperCase();
    const invitations = [{ code, consultationId: plan.id, place: null, oneTime: false }];
    const approve = (who: { byId: string; by: string }) => {
      const event = anEvent(plan.id, 'approved', who);
      return plans().launch({ id: plan.id, seen: 2, event, consultation, invitations });
    };
    const outcomes = await Promise.all([approve(MINH), approve({ byId: 'hoa', by: 'Chị Hoa' })]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'outdated']);
    expect(await plans().get(plan.id)).toMatchObject({ status: 'launched', handedInBy: 'lan' });
    expect(await tried().store.consultations.byId(plan.id)).toEqual(consultation);
    expect(await tried().store.consultations.invitation(code)).toMatchObject({ ...invitations[0] });
    expect((await plans().events(plan.id)).filter(({ what }) => what === 'approved')).toHaveLength(1);
  });

  it('lets nobody approve what they handed in themselves', async () => {
    const plan = await handIn();
    const consultation = await consultationOf(plan);
    const event = anEvent(plan.id, 'approved', LAN);
    const launch = { id: plan.id, seen: 2, event, consultation, invitations: [] };
    expect((await plans().launch(launch)).kind).toBe('outdated');
    expect(await tried().store.consultations.byId(plan.id)).toBeNull();
    const forced = `UPDATE consultation_plans SET status = 'launched', approved_by = handed_in_by WHERE id = '${plan.id}'`;
    await expect(tried().database.query(forced)).rejects.toMatchObject({ code: '23514' });
  });

  it('launches nothing where the address is taken, and the plan waits on', async () => {
    const plan = await handIn();
    const taken = await launchOne(tried().store);
    const consultation = { ...(await consultationOf(plan)), slug: taken.slug };
    const event = anEvent(plan.id, 'approved', MINH);
    const launch = { id: plan.id, seen: 2, event, consultation, invitations: [] };
    expect(await plans().launch(launch)).toEqual({ kind: 'slug-taken' });
    expect(await plans().get(plan.id)).toMatchObject({ status: 'handed-in', revision: 2 });
    expect(await plans().events(plan.id)).toHaveLength(2);
  });

  it('discards a draft', async () => {
    const { id } = await begin();
    await plans().discard({ id, seen: 1, event: anEvent(id, 'discarded') });
    expect((await plans().get(id))?.status).toBe('discarded');
    expect((await plans().list()).map((one) => one.id)).not.toContain(id);
  });

  it('pauses, resumes, extends and closes, each with its reason', async () => {
    const { id } = await launchOne(tried().store, { closesAt: later(60) });
    const event = (what: 'paused' | 'resumed' | 'extended' | 'closed' | 'threshold-raised', at: Date) =>
      anEvent(id, what, { at, reason: `vì ${what}` });
    const done = async (outcome: ReturnType<ReturnType<typeof runs>['change']>) => {
      const { kind, ...rest } = await outcome;
      expect(kind).toBe('changed');
      return 'consultation' in rest ? rest.consultation : null;
    };
    expect(await done(runs().change({ kind: 'pause' }, event('paused', later(1))))).toMatchObject({
      pausedAt: later(1),
    });
    expect((await runs().change({ kind: 'pause' }, event('paused', later(2)))).kind).toBe('unchanged');
    expect(await done(runs().change({ kind: 'resume' }, event('resumed', later(3))))).toMatchObject({
      pausedAt: null,
    });
    const extend = { kind: 'extend', closesAt: later(120) } as const;
    expect(await done(runs().change(extend, event('extended', later(4))))).toMatchObject({
      closesAt: later(120),
    });
    const earlier = { kind: 'extend', closesAt: later(90) } as const;
    expect((await runs().change(earlier, event('extended', later(5)))).kind).toBe('unchanged');
    expect(
      await done(runs().change({ kind: 'raise', minCell: 10 }, event('threshold-raised', later(6)))),
    ).toMatchObject({ minCell: 10 });
    const lower = { kind: 'raise', minCell: 5 } as const;
    expect((await runs().change(lower, event('threshold-raised', later(7)))).kind).toBe('unchanged');
    const closing = event('closed', later(8));
    expect(await done(runs().change({ kind: 'close' }, closing))).toMatchObject({ closedAt: later(8) });
    expect((await runs().change({ kind: 'close' }, closing)).kind).toBe('changed');
    expect((await runs().change({ kind: 'close' }, event('closed', later(9)))).kind).toBe('unchanged');
    expect((await plans().events(id)).map(({ reason }) => reason)).toEqual([
      ...['vì paused', 'vì resumed', 'vì extended', 'vì threshold-raised', 'vì closed'],
    ]);
  });

  it('says of an event that comes again whether what it did still stands', async () => {
    const { id } = await launchOne(tried().store);
    const pausing = anEvent(id, 'paused', { at: later(1) });
    const resuming = anEvent(id, 'resumed', { at: later(2) });
    const again = async (kind: 'pause' | 'resume' | 'close', event: typeof pausing) =>
      (await runs().change({ kind }, event)).kind;
    expect(await again('pause', pausing)).toBe('changed');
    expect(await again('pause', pausing)).toBe('changed');
    expect(await again('resume', resuming)).toBe('changed');
    expect(await again('pause', pausing)).toBe('unchanged');
    expect(await again('resume', resuming)).toBe('changed');
    expect(await again('close', anEvent(id, 'closed', { at: later(3) }))).toBe('changed');
    expect(await again('resume', resuming)).toBe('unchanged');
    expect(await plans().events(id)).toHaveLength(3);
  });

  it('takes an event for done only where consultation, deed and person are the same', async () => {
    const [mine, other] = [await launchOne(tried().store), await launchOne(tried().store)];
    const event = anEvent(mine.id, 'paused', { at: later(1) });
    await runs().change({ kind: 'pause' }, event);
    const foreign = { ...event, consultationId: other.id };
    expect(await runs().change({ kind: 'pause' }, foreign)).toMatchObject({
      ...{ kind: 'unchanged', consultation: { id: other.id, pausedAt: null } },
    });
    expect((await runs().change({ kind: 'pause' }, { ...event, byId: 'hoa' })).kind).toBe('unchanged');
    expect((await runs().change({ kind: 'close' }, { ...event, what: 'closed' })).kind).toBe('unchanged');
    expect(await tried().store.consultations.byId(mine.id)).toMatchObject({ closedAt: null });
    const plan = await begin();
    const handing = { ...event, consultationId: plan.id, what: 'handed-in' } as const;
    expect(await plans().handIn({ id: plan.id, seen: 1, event: handing })).toMatchObject({
      ...{ kind: 'outdated', current: { status: 'draft', revision: 1 } },
    });
  });

  it('changes nothing of a consultation whose time is over, or that is none', async () => {
    const { id } = await launchOne(tried().store, { closesAt: later(10) });
    const late = anEvent(id, 'extended', { at: later(11) });
    expect((await runs().change({ kind: 'extend', closesAt: later(90) }, late)).kind).toBe('unchanged');
    expect(await plans().events(id)).toEqual([]);
    const nowhere = anEvent(randomUUID(), 'paused');
    expect(await runs().change({ kind: 'pause' }, nowhere)).toEqual({ kind: 'absent' });
  });

  it('never changes what was recorded, nor what children were told', async () => {
    const plan = await handIn();
    await expect(
      tried().database.query(
        `UPDATE consultation_events SET reason = 'x' WHERE consultation_id = '${plan.id}'`,
      ),
    ).rejects.toMatchObject({ code: '23000' });
    const { id } = await launchOne(tried().store, { ...(await consultationOf(plan)), id: randomUUID() });
    await expect(
      tried().database.query(`UPDATE consultations SET terms = NULL WHERE id = '${id}'`),
    ).rejects.toMatchObject({ code: '23000' });
  });
}
