/** What a contact is told in front of a consultation that takes no answers now. */

import { expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import { createSay } from '../../src/i18n/say.ts';
import { doorFor } from '../../src/usecases/say-to-contact.ts';

const NOW = new Date('2026-11-20T03:00:00Z');

const open: Consultation = {
  id: 'c0000000-0000-4000-8000-000000000001',
  slug: 'truong-vui',
  title: { vi: 'Trường vui', en: 'Happy school' },
  flowHash: 'f'.repeat(64),
  opensAt: new Date('2026-11-01T01:00:00Z'),
  closesAt: null,
  pausedAt: null,
  closedAt: null,
  minCell: 5,
  places: ['VN'],
  demo: false,
  terms: null,
};

function doorOf(change: Partial<Consultation>, language: string) {
  type Services = Parameters<typeof doorFor>[0];
  type Addressee = Parameters<typeof doorFor>[1];
  // Nothing else of them is looked at here.
  const services = { say: createSay(), publicUrl: 'https://emnoi.example' } as Services;
  const to = { desk: { active: null, sessions: new Map(), language }, message: {} } as unknown as Addressee;
  return doorFor(services, to, { consultation: { ...open, ...change }, now: NOW });
}

it('there is no door before one that is open', () => {
  expect(doorOf({}, 'vi')).toBeNull();
});

it.each([
  [
    'scheduled',
    { opensAt: new Date('2026-12-01T00:30:00Z') },
    '“Trường vui” chưa bắt đầu. Em Nói sẽ mở lúc 7 giờ 30, thứ Ba ngày 1 tháng 12 năm 2026, em quay lại khi đó nhé!',
    '“Happy school” has not started yet. It opens on Tuesday, December 1, 2026 at 7:30 AM. Please come back then!',
  ],
  ['paused', { pausedAt: NOW }, /đang tạm nghỉ/, /is taking a break/],
  ['closed', { closedAt: NOW }, /đã kết thúc/, /is over/],
])('one that is %s says so, in both languages', (_, change, vi, en) => {
  for (const [language, said] of [
    ['vi', vi],
    ['en', en],
  ] as const) {
    const door = doorOf(change, language);
    expect(door?.done).toBe(true);
    if (typeof said === 'string') expect(door?.text).toBe(said);
    else expect(door?.text).toMatch(said);
    expect(door?.text).not.toMatch(/\{\{|undefined/);
  }
});
