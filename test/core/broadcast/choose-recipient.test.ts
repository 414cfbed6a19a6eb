/** Who is written to and who is not. */

import { describe, expect, it } from 'vitest';
import {
  type Approached,
  invite,
  remind,
  type SendingRules,
  type UnfinishedWalk,
} from '../../../src/core/broadcast/choose-recipient.ts';
import { mayWriteFirst } from '../../../src/core/broadcast/write-first.ts';

const RULES: SendingRules = { today: '2026-11-23', messagesPerWeek: 2, windowDays: 2 };
const SOMEONE: Approached = { channel: 'telegram', blocked: false, withdrawn: false, messagesThisWeek: 0 };
const WALK: UnfinishedWalk = { phase: 'asking', isKept: true, province: '01', heardOn: null };

describe('a reminder', () => {
  const ask = (
    someone: Partial<Approached>,
    walks: readonly Partial<UnfinishedWalk>[],
    place: string | null = null,
  ) =>
    remind({ ...SOMEONE, ...someone }, { walks: walks.map((walk) => ({ ...WALK, ...walk })), place }, RULES);

  it('goes to a walk that broke off and may be kept', () => {
    expect(ask({}, [{}])).toBe('write');
    expect(ask({ messagesThisWeek: 1 }, [{}])).toBe('write');
  });

  it.each([
    ['stopped', {}, [{ phase: 'stopped' }]],
    ['stopped', {}, []],
    ['not-agreed', {}, [{ isKept: false }]],
    ['withdrawn', { withdrawn: true }, [{}]],
    ['blocked', { blocked: true }, [{}]],
    ['weekly', { messagesThisWeek: 2 }, [{}]],
    ['window', { channel: 'zalo-oa' }, [{}]],
    ['window', { channel: 'web' }, [{}]],
  ] as const)('does not go: %s', (reason, someone, walks) => {
    expect(ask(someone, walks)).toBe(reason);
  });

  it('goes to the places it is for, and to any of several walks on one phone', () => {
    expect(ask({}, [{}], '01')).toBe('write');
    expect(ask({}, [{}], '79')).toBe('elsewhere');
    expect(ask({}, [{ province: null }], '79')).toBe('elsewhere');
    expect(ask({}, [{ phase: 'stopped' }, { province: '79' }], '79')).toBe('write');
    expect(ask({}, [{ isKept: false }, {}])).toBe('write');
  });

  it('keeps the window of an Official Account, counted from the day as if it was midnight', () => {
    const oa = (heardOn: string) => ask({ channel: 'zalo-oa' }, [{ heardOn }]);
    expect(oa('2026-11-23')).toBe('write');
    expect(oa('2026-11-22')).toBe('write');
    expect(oa('2026-11-21')).toBe('window');
    const wide = { today: '2026-11-23', windowDays: 7 };
    expect(mayWriteFirst('zalo-oa', { ...wide, heardOn: '2026-11-17' })).toBe(true);
    expect(mayWriteFirst('zalo-oa', { ...wide, heardOn: '2026-11-16' })).toBe(false);
    expect(mayWriteFirst('zalo', { ...wide, heardOn: null })).toBe(true);
  });
});

describe('an invitation', () => {
  const ABOUT = { province: '01', agreedOn: '2026-11-23', takesPart: false, provinces: null };
  const ask = (someone: Partial<Approached>, about: Partial<Parameters<typeof invite>[1]>) =>
    invite({ ...SOMEONE, ...someone }, { ...ABOUT, ...about }, RULES);

  it('goes to who agreed and does not take part yet', () => {
    expect(ask({}, {})).toBe('write');
    expect(ask({}, { province: null })).toBe('write');
    expect(ask({}, { takesPart: true })).toBe('taking-part');
  });

  it('goes only to the provinces that are asked, and to nobody whose province is not known', () => {
    expect(ask({}, { provinces: ['01', '79'] })).toBe('write');
    expect(ask({}, { provinces: ['79'] })).toBe('elsewhere');
    expect(ask({}, { provinces: ['79'], province: null })).toBe('elsewhere');
  });

  it('counts with reminders', () => {
    expect(ask({ messagesThisWeek: 2 }, {})).toBe('weekly');
    expect(ask({ channel: 'zalo-oa' }, { agreedOn: '2026-11-20' })).toBe('window');
  });
});
