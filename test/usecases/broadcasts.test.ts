/** Broadcasts from the forecast to their end, hour by hour. */

import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import {
  type BroadcastOrder,
  forecastBroadcast,
  startBroadcast,
} from '../../src/usecases/start-broadcast.ts';
import { readBroadcast, steerBroadcast } from '../../src/usecases/watch-broadcasts.ts';
import { watchChannels } from '../../src/usecases/watch-channels.ts';
import { decide } from '../storage/broadcast-world.ts';
import { launchOne } from '../storage/made-up.ts';
import { type BroadcastHouse, openHouse } from './broadcast-house.ts';

let house: BroadcastHouse;
afterEach(() => house.close());

const local = (text: string) => new Date(`${text}+07:00`);

function orderFor(consultation: Consultation, changes: Partial<BroadcastOrder> = {}): BroadcastOrder {
  const { id: consultationId } = consultation;
  return {
    consultationId,
    kind: 'reminder',
    channels: ['telegram'],
    place: null,
    startsAt: null,
    ...changes,
  };
}

async function start(consultation: Consultation, changes: Partial<BroadcastOrder> = {}): Promise<string> {
  const id = randomUUID();
  const outcome = await startBroadcast(house.services)(id, orderFor(consultation, changes), 'Chị Lan');
  expect(outcome).toEqual({ kind: 'started' });
  return id;
}

const read = async (id: string) => {
  const shown = await readBroadcast(house.services)(id);
  if (shown === null) throw new Error('gone');
  return shown;
};

describe('a forecast', () => {
  test('counts whom it would come to, and tells when it would be done with the hours on the way', async () => {
    house = await openHouse({}, { telegram: 1 });
    const consultation = await house.brokenOff(12);
    await house.more(consultation, 3, 'telegram', { phase: 'stopped' });
    await house.more(consultation, 3, 'telegram', {
      answers: { age: '9-10', consent: 'yes' },
      trail: ['age', 'consent'],
    });
    house.at('2026-11-23T13:29:55');
    const outcome = await forecastBroadcast(house.services)(orderFor(consultation));
    expect(outcome).toMatchObject({
      kind: 'forecast',
      forecast: {
        total: { kind: 'about', count: 10 },
        leavesAt: local('2026-11-23T13:29:55'),
        // Five seconds before the afternoon's lessons, the other five after them.
        left: { sendingMs: 10_000, doneAt: local('2026-11-23T17:00:05') },
      },
    });
  });

  test('refuses an audience under the threshold, however it was narrowed down', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(4);
    await house.more(consultation, 6, 'telegram', { place: '79' });
    const ask = async (place: string | null) =>
      forecastBroadcast(house.services)(orderFor(consultation, { place }));
    expect(await ask(null)).toMatchObject({ kind: 'forecast' });
    expect(await ask('79')).toMatchObject({ kind: 'forecast' });
    expect(await ask('01')).toMatchObject({ kind: 'refused', why: 'too-few' });
    const begun = await startBroadcast(house.services)(
      randomUUID(),
      orderFor(consultation, { place: '01' }),
      'x',
    );
    expect(begun).toEqual({ kind: 'refused', why: 'too-few' });
  });

  test('of an invitation needs a code for everyone', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(1);
    const order = orderFor(consultation, { kind: 'invitation' });
    expect(await forecastBroadcast(house.services)(order)).toMatchObject({ why: 'no-code' });
    expect(
      await forecastBroadcast(house.services)(orderFor(consultation, { channels: ['zalo'] })),
    ).toMatchObject({
      why: 'no-channel',
    });
  });
});

describe('the hours', () => {
  test('are kept: nothing leaves in lessons or at night, and it goes on by itself', async () => {
    house = await openHouse({}, { telegram: 1 });
    const consultation = await house.brokenOff(20);
    house.at('2026-11-23T19:59:52');
    const id = await start(consultation);
    await house.advance();
    await house.send('telegram');
    // Eight seconds are left at one message a second.
    expect(house.left).toHaveLength(8);
    for (const closed of [
      '2026-11-23T20:00:00',
      '2026-11-24T02:00:00',
      '2026-11-24T07:00:00',
      '2026-11-24T11:29:59',
    ]) {
      house.at(closed);
      await house.advance();
      await house.send('telegram');
      expect(house.left).toHaveLength(8);
    }
    expect((await read(id)).hold).toEqual({ why: 'school', until: local('2026-11-24T11:30:00') });
    house.at('2026-11-24T11:30:00');
    await house.advance();
    await house.send('telegram');
    expect(house.left).toHaveLength(20);
    await house.advance();
    expect((await read(id)).status).toBe('done');
  });

  test('hold back what was put into the outbox and did not leave in time', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(6);
    await start(consultation);
    await house.advance();
    house.at('2026-11-23T13:30:00');
    await house.send('telegram');
    expect(house.left).toEqual([]);
  });

  test('and a start in the future are waited for', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(6);
    const id = await start(consultation, { startsAt: local('2026-11-23T18:00:00') });
    await house.advance();
    await house.send('telegram');
    expect(house.left).toEqual([]);
    expect((await read(id)).hold).toEqual({ why: 'not-yet', until: local('2026-11-23T18:00:00') });
    house.at('2026-11-23T18:00:00');
    await house.advance();
    await house.send('telegram');
    expect(house.left).toHaveLength(6);
  });
});

describe('the consultation', () => {
  test('that rests holds its broadcasts, and they go on with it', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(6);
    const id = await start(consultation);
    const set = (paused: string) =>
      house.database.query(`UPDATE consultations SET paused_at = ${paused} WHERE id = $1::uuid`, [
        consultation.id,
      ]);
    await set("'2026-11-23T04:00:00Z'");
    await house.advance();
    await house.send('telegram');
    expect(house.left).toEqual([]);
    expect((await read(id)).hold).toEqual({ why: 'consultation-rests' });
    await set('NULL');
    await house.advance();
    await house.send('telegram');
    expect(house.left).toHaveLength(6);
  });

  test('that closes ends them, with everything that waits', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(6);
    const id = await start(consultation);
    await house.advance();
    await house.database.query(
      "UPDATE consultations SET closed_at = '2026-11-23T05:00:00Z' WHERE id = $1::uuid",
      [consultation.id],
    );
    house.at('2026-11-23T12:00:01');
    await house.send('telegram');
    await house.advance();
    expect(house.left).toEqual([]);
    expect((await read(id)).events.at(-1)).toMatchObject({ what: 'stopped', by: null });
    expect(await house.database.query('SELECT 1 FROM outbox')).toEqual([]);
  });
});

describe('a child', () => {
  test('gets so many messages a week and no more, over all broadcasts', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(6);
    for (const day of ['23', '24', '25', '26']) {
      house.at(`2026-11-${day}T12:00:00`);
      const outcome = await startBroadcast(house.services)(randomUUID(), orderFor(consultation), 'Chị Lan');
      expect(outcome.kind).toBe(day < '25' ? 'started' : 'refused');
      await house.advance();
      await house.send('telegram');
      await house.advance();
    }
    expect(house.left).toHaveLength(12);
    house.at('2026-11-30T12:00:00');
    await start(consultation);
    await house.advance();
    await house.send('telegram');
    expect(house.left).toHaveLength(18);
  });

  test('who wants no more is skipped, and the progress says how many only where they are many', async () => {
    house = await openHouse();
    const consultation = await house.brokenOff(7);
    const ids = await house.database.query<{ id: string; hash: string }>(
      'SELECT id::text AS id, hash FROM contacts',
    );
    await decide(
      house.store,
      { ...ids[0]!, channel: 'telegram' },
      { purpose: 'reminder', decision: 'withdrawn' },
    );
    const id = await start(consultation);
    await house.advance();
    await house.send('telegram');
    expect(house.left).toHaveLength(6);
    expect((await read(id)).lanes[0]?.skipped).toEqual([]);
  });

  test('on an Official Account is written to only as long as the vendor allows it', async () => {
    house = await openHouse({}, { 'zalo-oa': 10 });
    const consultation = await house.brokenOff(6, 'zalo-oa', { heardOn: '2026-11-23' });
    await house.more(consultation, 3, 'zalo-oa', { heardOn: '2026-11-21' });
    await start(consultation, { channels: ['zalo-oa'] });
    await house.advance();
    await house.send('zalo-oa');
    expect(house.left).toHaveLength(6);
  });
});

test('a plan’s last fifth is kept for replies, and the channel warns', async () => {
  house = await openHouse({}, { zalo: 5 });
  const consultation = await house.brokenOff(18, 'zalo');
  const id = await start(consultation, { channels: ['zalo'] });
  for (let rounds = 0; rounds < 4; rounds += 1) {
    await house.advance();
    await house.send('zalo');
  }
  expect(house.left).toHaveLength(16);
  expect((await read(id)).lanes[0]?.hold).toBe('plan');
  const [health] = await watchChannels(house.services)();
  expect(health).toMatchObject({ channel: 'zalo', troubles: ['quota-near'], isDown: false });
  house.at('2026-12-01T12:00:00');
  await house.advance();
  await house.send('zalo');
  expect(house.left).toHaveLength(18);
});

test('one is paused and goes on where it was; stopped, it is over', async () => {
  house = await openHouse({}, { telegram: 1 });
  const consultation = await house.brokenOff(150);
  // Walks that may not be reminded are no part of what is left.
  await house.more(consultation, 60, 'telegram', { phase: 'stopped' });
  const id = await start(consultation);
  const steer = steerBroadcast(house.services);
  const note = { by: 'Chị Lan', reason: 'Trường nghỉ' };
  await house.advance();
  expect(await steer(id, 'pause', note)).toBe(true);
  await house.advance();
  await house.send('telegram');
  expect(house.left).toEqual([]);
  expect(await steer(id, 'resume', note)).toBe(true);
  await house.send('telegram');
  // Ninety seconds of the rate were put there.
  expect(house.left).toHaveLength(90);
  expect(new Set(house.left.map(({ at }) => at)).size).toBe(1);
  expect(await read(id)).toMatchObject({ sent: { count: 90 }, share: 0.6, left: { sendingMs: 60_000 } });
  expect(await steer(id, 'stop', note)).toBe(true);
  await house.advance();
  await house.send('telegram');
  expect(house.left).toHaveLength(90);
  expect((await read(id)).events.map(({ what }) => what)).toEqual([
    'started',
    'paused',
    'resumed',
    'stopped',
  ]);
});

test('an invitation to some provinces goes to children known to live there', async () => {
  house = await openHouse();
  await house.brokenOff(14);
  const rows = await house.database.query<{ id: string; hash: string }>(
    'SELECT id::text AS id, hash FROM contacts ORDER BY id',
  );
  for (const [at, row] of rows.entries()) {
    const contact = { ...row, channel: 'telegram' } as const;
    const province = at < 6 ? '79' : at < 10 ? '01' : null;
    await decide(house.store, contact, { purpose: 'invitation', decision: 'given' }, province);
  }
  const southern = await launchOne(house.store, {
    places: ['79'],
    opensAt: new Date('2026-11-01T00:00:00Z'),
  });
  await house.database.query("INSERT INTO invitations (code, consultation_id) VALUES ('PHIANAM', $1::uuid)", [
    southern.id,
  ]);
  await start(southern, { kind: 'invitation' });
  await house.advance();
  await house.send('telegram');
  expect(house.left).toHaveLength(6);
});
