/** Remembering contacts: bounded in number and time, and only as long as it can be relied on. */

import { expect, test } from 'vitest';
import type { StoredContact } from '../../src/ports/receiving-store.ts';
import { recentContacts } from '../../src/usecases/recent-contacts.ts';

const contact = (hash: string): StoredContact => ({
  id: hash,
  hash,
  version: 1,
  language: null,
  blocked: false,
  active: null,
});

function clockAt(minutes: { now: number }) {
  return { now: () => new Date(minutes.now * 60_000) };
}

test('the contacts served longest ago are forgotten first', () => {
  const recent = recentContacts(2, clockAt({ now: 0 }));
  for (const hash of ['a', 'b', 'a', 'c']) recent.keep(contact(hash));
  expect(['a', 'b', 'c'].map((hash) => recent.recall(hash)?.hash)).toEqual(['a', undefined, 'c']);
});

test('with no room nothing is remembered', () => {
  const recent = recentContacts(0, clockAt({ now: 0 }));
  recent.keep(contact('a'));
  expect(recent.recall('a')).toBeUndefined();
});

test('a contact is remembered for ten minutes after its last message', () => {
  const minutes = { now: 0 };
  const recent = recentContacts(9, clockAt(minutes));
  recent.keep(contact('a'));
  minutes.now = 9;
  recent.keep(contact('a'));
  minutes.now = 18;
  expect(recent.recall('a')).toBeDefined();
  minutes.now = 19;
  expect(recent.recall('a')).toBeUndefined();
});

test('while recollections turn out outdated, contacts are looked up; later it is tried again', () => {
  const recent = recentContacts(9, clockAt({ now: 0 }));
  for (let message = 0; message < 128; message += 1) {
    recent.keep(contact('a'));
    recent.recall('a');
    if (message % 4 === 0) recent.drop('a', true);
  }
  recent.keep(contact('a'));
  recent.recall('a');
  expect(recent.recall('a')).toBeUndefined();
  for (let message = 0; message < 4_096; message += 1) recent.recall('a');
  expect(recent.recall('a')).toBeDefined();
});

test('a few outdated recollections, as repeated deliveries cause, do no harm', () => {
  const recent = recentContacts(9, clockAt({ now: 0 }));
  for (let message = 0; message < 1_000; message += 1) {
    recent.keep(contact('a'));
    expect(recent.recall('a')).toBeDefined();
    if (message % 20 === 0) recent.drop('a', true);
  }
});
