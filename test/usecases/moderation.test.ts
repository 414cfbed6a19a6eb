/** From a child's open answer to a comment that points at nobody, over a real database in memory. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildGazetteer } from '../../src/core/gazetteer.ts';
import type { StaffMember } from '../../src/core/staff/member.ts';
import { flowLibrary } from '../../src/usecases/flow-library.ts';
import { type EndangeredText, moderateTexts } from '../../src/usecases/moderate-texts.ts';
import { readComments } from '../../src/usecases/read-comments.ts';
import { sealComments } from '../../src/usecases/seal-comments.ts';
import { pglite, type TriedStore } from '../storage/engines.ts';
import { launchOne, NOW } from '../storage/made-up.ts';

let tried: TriedStore;
let now = NOW;
let cases: EndangeredText[];

beforeAll(async () => {
  tried = await pglite.open();
});
afterAll(() => tried?.close());
beforeEach(async () => {
  await tried.database.query('DELETE FROM waiting_texts');
});

const clock = { now: () => now };
const moderator = (place: string, id = randomUUID()): StaffMember => ({
  ...{ id, name: 'Lan', email: 'lan@example.org' },
  grants: [{ role: 'moderator', place }],
});

async function house(broken = false) {
  const { store } = tried;
  cases = [];
  const gazetteer = buildGazetteer(await store.localities(), await store.formerProvinces());
  const moderation = broken
    ? { ...store.moderation, remove: () => Promise.reject(new Error('killed')) }
    : store.moderation;
  const flows = flowLibrary(store.consultations);
  const openCase = async (text: EndangeredText) => void cases.push(text);
  const random = { uuid: () => randomUUID(), shuffle: <T>(things: readonly T[]) => [...things].reverse() };
  const consultations = store.consultations;
  return {
    work: moderateTexts({ store: moderation, consultations, flows, gazetteer, clock, openCase }),
    seal: sealComments({
      ...{ store: store.moderation, consultations, addressBook: store.addressBook, random, clock },
      ...{ places: async () => gazetteer, log: { warn: () => {} }, sealBatch: 10 },
    }),
    read: readComments({ store: store.comments }),
  };
}

/** Puts texts into the queue as answering does. */
async function write(consultationId: string, texts: readonly string[], place = '26740') {
  for (const text of texts) {
    const trace = tried.store.addressBook.encrypt(
      JSON.stringify({ contact: randomUUID(), ageBand: '9-10', place }),
    );
    await tried.database.query(
      `INSERT INTO waiting_texts (consultation_id, question, text, trace, waiting_since, mixed)
       VALUES ($1::uuid, 'one', $2, $3, '2026-11-20', true)`,
      [consultationId, text, trace],
    );
  }
}

async function showAll(
  work: Awaited<ReturnType<typeof house>>['work'],
  lan: StaffMember,
  masked: readonly number[] = [],
) {
  for (let text = await work.next(lan); text !== null; text = await work.next(lan)) {
    await work.decide(lan, text.id, { kind: 'show', masked });
  }
}

function later(minutes: number) {
  now = new Date(now.getTime() + minutes * 60_000);
}

describe('a text', () => {
  it('is shown alone with the wording asked, to those who reach all places of its consultation', async () => {
    const { work } = await house();
    const consultation = await launchOne(tried.store, { places: ['79'] });
    await write(consultation.id, ['Em muốn có sân chơi']);
    expect(await work.waiting(moderator('01'))).toBe(0);
    expect(await work.next(moderator('01'))).toBeNull();
    const text = await work.next(moderator('79'));
    expect(text).toEqual({ id: text?.id, question: { vi: 'Chữ', en: 'Words' }, text: 'Em muốn có sân chơi' });
  });

  it('becomes a comment with nine others, after it can no longer be taken back', async () => {
    const { work, seal, read } = await house();
    const consultation = await launchOne(tried.store, { places: ['79'] });
    const lan = moderator('79');
    await write(
      consultation.id,
      Array.from({ length: 11 }, (_, at) => `Tí muốn có sân chơi ${at}`),
    );
    await showAll(work, lan, [0]);
    expect(await seal()).toBe(0);
    later(11);
    expect(await seal()).toBe(10);
    expect(await seal()).toBe(0);
    const wish = { consultation, scope: '79', question: 'one', audience: 'council' } as const;
    const found = await read(wish);
    expect(found.atLeast).toBe(10);
    expect(found.comments[0]).toMatchObject({ ageBand: '9-10', province: '79', themes: [] });
    expect(found.comments.every(({ text }) => text.startsWith('[đã che] muốn có sân chơi'))).toBe(true);
    expect(await read({ ...wish, audience: 'public' })).toMatchObject({ comments: [] });
    expect(await read({ ...wish, scope: '01' })).toMatchObject({ comments: [], atLeast: null });
    expect(await read({ ...wish, scope: '26740' })).toMatchObject({ comments: [], atLeast: null });
    const rest = await tried.database.query('SELECT trace FROM moderated_texts');
    for (const { trace } of rest as { trace: string }[]) {
      expect(JSON.parse(tried.store.addressBook.decrypt(trace))).toEqual({ ageBand: '9-10', province: '79' });
    }
  });

  it('that is withheld leaves nothing', async () => {
    const { work, seal } = await house();
    const consultation = await launchOne(tried.store, { places: ['79'] });
    const lan = moderator('79');
    await write(consultation.id, ['mày ngu']);
    const text = await work.next(lan);
    expect(await work.decide(lan, text?.id ?? '', { kind: 'withhold' })).toBe('decided');
    later(11);
    await seal();
    const left = await tried.database.query(
      'SELECT 1 FROM moderated_texts WHERE consultation_id = $1::uuid',
      [consultation.id],
    );
    expect(left).toEqual([]);
  });

  it('that may tell of danger opens one case, also where this is broken off in between', async () => {
    const consultation = await launchOne(tried.store, { places: ['79'] });
    const lan = moderator('79');
    await write(consultation.id, ['em bị nhốt']);
    const breaking = await house(true);
    const text = await breaking.work.next(lan);
    const id = text?.id ?? '';
    await expect(breaking.work.decide(lan, id, { kind: 'danger' })).rejects.toThrow('killed');
    expect(cases.map((one) => one.id)).toEqual([id]);
    const { work } = await house();
    expect((await work.next(lan))?.id).toBe(id);
    expect(await work.decide(lan, id, { kind: 'danger' })).toBe('decided');
    expect(cases.map((one) => [one.id, one.text])).toEqual([[id, 'em bị nhốt']]);
    expect(await work.next(lan)).toBeNull();
  });
});

describe('the last texts of a closed consultation', () => {
  it('are sealed together once none waits any more', async () => {
    const { work, seal } = await house();
    const consultation = await launchOne(tried.store, {
      places: ['79'],
      closesAt: new Date(now.getTime() + 1_000),
    });
    const lan = moderator('79');
    await write(consultation.id, ['một', 'hai', 'ba']);
    const first = await work.next(lan);
    await work.decide(lan, first?.id ?? '', { kind: 'show', masked: [] });
    later(11);
    expect(await seal()).toBe(0);
    await showAll(work, lan);
    later(11);
    expect(await seal()).toBe(3);
  });
});
