/** What is kept of consultations: for a moment, asked for once however many want it, forgotten when told. */

import { expect, test } from 'vitest';
import type { Consultation, Invitation } from '../../src/core/consultation.ts';
import { consultationCatalogue } from '../../src/usecases/consultation-catalogue.ts';

const invitation: Invitation = { code: 'THU', consultationId: 'c1', place: null, oneTime: false };

/** A store that answers when it is told to, and counts what it is asked. */
function slowStore() {
  const asked: string[] = [];
  let answerAll: (() => void)[] = [];
  const later = <T>(what: string, value: T): Promise<T> => {
    asked.push(what);
    return new Promise((done) => answerAll.push(() => done(value)));
  };
  return {
    asked,
    answer: () => {
      const waiting = answerAll;
      answerAll = [];
      for (const one of waiting) one();
    },
    store: {
      invitation: (code: string) => later(`code ${code}`, code === 'THU' ? invitation : null),
      byId: (id: string) => later(`consultation ${id}`, { id, flowHash: 'f' } as Consultation),
      webCode: async () => 'THU',
    },
  };
}

function world() {
  let now = new Date('2026-11-23T10:00:00Z');
  const slow = slowStore();
  const catalogue = consultationCatalogue(slow.store, { now: () => now });
  return { ...slow, catalogue, wait: (ms: number) => (now = new Date(now.getTime() + ms)) };
}

test('a thousand who ask at once cost one query, and so they do each time it has grown old', async () => {
  const { catalogue, asked, answer, wait } = world();
  for (const round of [1, 2]) {
    const invitations = Array.from({ length: 1_000 }, () => catalogue.invitation('THU'));
    const consultations = Array.from({ length: 1_000 }, () => catalogue.ensure(['c1']));
    answer();
    expect(new Set(await Promise.all(invitations))).toEqual(new Set([invitation]));
    await Promise.all(consultations);
    // Where a code leads never changes.
    expect(asked).toHaveLength(1 + round);
    await catalogue.invitation('THU');
    expect(asked).toHaveLength(1 + round);
    wait(2_001);
  }
});

test('a code that leads nowhere is told to all who asked, and another one is asked for by itself', async () => {
  const { catalogue, asked, answer } = world();
  const found = [catalogue.invitation('NOPE'), catalogue.invitation('NOPE'), catalogue.invitation('THU')];
  answer();
  expect(await Promise.all(found)).toEqual([null, null, invitation]);
  expect(asked).toEqual(['code NOPE', 'code THU']);
});

test('a code that led nowhere is asked for again after a moment, one that led somewhere is not', async () => {
  const { catalogue, asked, answer, wait } = world();
  for (const pause of [0, 2_001, 2 * 60_000]) {
    wait(pause);
    const found = [catalogue.invitation('NOPE'), catalogue.invitation('THU')];
    answer();
    expect(await Promise.all(found)).toEqual([null, invitation]);
  }
  expect(asked).toEqual(['code NOPE', 'code THU', 'code NOPE', 'code NOPE', 'code THU']);
});

test('a read that failed is not kept: the next one asks again', async () => {
  let tries = 0;
  const { store } = slowStore();
  const failing = {
    ...store,
    invitation: async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      return invitation;
    },
  };
  const catalogue = consultationCatalogue(failing, { now: () => new Date() });
  const both = await Promise.allSettled([catalogue.invitation('THU'), catalogue.invitation('THU')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await catalogue.invitation('THU')).toEqual(invitation);
});

test('who asks after something was launched does not get what was read before it', async () => {
  const { catalogue, asked, answer } = world();
  const before = catalogue.invitation('THU');
  catalogue.forget();
  const after = catalogue.invitation('THU');
  answer();
  await Promise.all([before, after]);
  expect(asked).toEqual(['code THU', 'code THU']);
});
