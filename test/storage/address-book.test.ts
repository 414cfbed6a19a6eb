/** The address book: the same account is found again, and nobody else can read or make what it wrote. */

import { check, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressBook } from '../../src/storage/address-book.ts';

const book = createAddressBook('a secret key for the tests, long enough');
const other = createAddressBook('another secret key for tests, long enough');

const holds = (details: { failed: boolean }) => expect(details).toMatchObject({ failed: false });

describe('the address book', () => {
  it('hashes to 43 characters of base64url, the same each time', () => {
    const hash = book.contactHash('telegram', '123456789');
    expect(hash).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(book.contactHash('telegram', '123456789')).toBe(hash);
  });

  it('stays what it is from version to version, or stored contacts would be lost', () => {
    expect(book.contactHash('telegram', '123456789')).toBe('L4L93V8cY173zhyOvlIrbgba7iFRQ8Ex2n77YdP2SqE');
    expect(book.inboxKey('zalo', 'abc')).toBe('8SHZC5si1OmNAm9-bkR7uudyOHDqustO31xYWFZtSYw');
  });

  it('hashes differently for another channel, purpose or secret key', () => {
    const hashes = [
      book.contactHash('telegram', '1'),
      book.contactHash('zalo', '1'),
      book.inboxKey('telegram', '1'),
      other.contactHash('telegram', '1'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });

  it('does not run channel and account together', () => {
    expect(book.contactHash('zalo', '-oa')).not.toBe(book.contactHash('zalo-oa', ''));
  });

  it('reads back whatever it encrypted', () => {
    holds(
      check(property(string({ unit: 'grapheme' }), (plain) => book.decrypt(book.encrypt(plain)) === plain)),
    );
  });

  it('encrypts the same text differently each time', () => {
    const texts = Array.from({ length: 50 }, () => book.encrypt('123456789'));
    expect(new Set(texts).size).toBe(50);
    for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('refuses a ciphertext of which one bit changed', () => {
    const bytes = Buffer.from(book.encrypt('123456789'), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(() => book.decrypt(changed.toString('base64url')), `bit ${bit}`).toThrow();
    }
  });

  it('refuses a ciphertext of another key, one cut short, and none at all', () => {
    const text = book.encrypt('123456789');
    expect(() => other.decrypt(text)).toThrow();
    expect(() => book.decrypt(text.slice(0, -4))).toThrow();
    expect(() => book.decrypt('')).toThrow('too short');
  });

  it('refuses a secret key that is too short', () => {
    expect(() => createAddressBook('x'.repeat(31))).toThrow('shorter than 32 bytes');
  });
});
