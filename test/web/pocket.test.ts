/** The pocket: kept until answered, gone afterwards, whatever the storage does. */

import { describe, expect, it } from 'vitest';
import { openPocket, type PocketStorage } from '../../src/web/chat/pocket.ts';

function memoryStorage(): PocketStorage & { readonly content: Map<string, string> } {
  const content = new Map<string, string>();
  return {
    content,
    getItem: (key) => content.get(key) ?? null,
    setItem: (key, value) => void content.set(key, value),
    removeItem: (key) => void content.delete(key),
  };
}

describe('the pocket', () => {
  it('keeps messages in order over a reload, once each, until they are dropped', () => {
    const storage = memoryStorage();
    const pocket = openPocket(storage, 'THU');
    pocket.keep({ id: 'a', text: 'một' });
    pocket.keep({ id: 'b', choice: 'x' });
    pocket.keep({ id: 'a', text: 'một' });
    const reloaded = openPocket(storage, 'THU');
    expect(reloaded.waiting().map(({ id }) => id)).toEqual(['b', 'a']);
    reloaded.drop('b');
    expect(pocket.waiting()).toEqual([{ id: 'a', text: 'một' }]);
  });

  it('keeps the draft over a reload, apart for each code', () => {
    const storage = memoryStorage();
    openPocket(storage, 'THU').keepDraft('em th');
    expect(openPocket(storage, 'THU').draft()).toBe('em th');
    expect(openPocket(storage, 'XYZ').draft()).toBe('');
  });

  it('leaves no trace once it is empty', () => {
    const storage = memoryStorage();
    const pocket = openPocket(storage, 'THU');
    pocket.keep({ id: 'a', text: 'x' });
    pocket.keepDraft('y');
    pocket.drop('a');
    pocket.keepDraft('');
    expect(storage.content.size).toBe(0);
    pocket.keepDraft('z');
    pocket.forget();
    expect(storage.content.size).toBe(0);
  });

  it.each(['', 'no json', 'null', '7', '[]', '{"waiting":7,"draft":{}}', '{"waiting":[null,7,{"id":1}]}'])(
    'takes what someone else left (%s) for nothing',
    (left) => {
      const storage = memoryStorage();
      storage.content.set('em-noi:THU', left);
      const pocket = openPocket(storage, 'THU');
      expect([pocket.waiting(), pocket.draft()]).toEqual([[], '']);
      pocket.keep({ id: 'a' });
      expect(pocket.waiting()).toEqual([{ id: 'a' }]);
    },
  );

  it('still works as long as the page is open where the browser forbids storage', () => {
    const refuse = (): never => {
      throw new Error('SecurityError');
    };
    const full = { ...memoryStorage(), setItem: refuse };
    for (const storage of [null, { getItem: refuse, setItem: refuse, removeItem: refuse }, full]) {
      const pocket = openPocket(storage, 'THU');
      pocket.keep({ id: 'a', text: 'x' });
      pocket.keepDraft('y');
      expect([pocket.waiting().length, pocket.draft()]).toEqual([1, 'y']);
      pocket.forget();
      expect([pocket.waiting().length, pocket.draft()]).toEqual([0, '']);
    }
  });
});
