/** What guessing brings: computed from the codes as they are drawn and the tries as they are allowed. */

import { describe, expect, test } from 'vitest';
import { makeOneTimeCode, makeParentCode } from '../../src/core/invitation-code.ts';
import { MIN_PASSWORD } from '../../src/core/staff/account.ts';
import { newVisitor } from '../../src/runtime/random.ts';
import { drawRecoveryCodes } from '../../src/sign-in/codes.ts';
import { codeTry, passwordTry } from '../../src/sign-in/limits.ts';
import { countGuesses, isGuess, WRONG_CODES_AN_HOUR } from '../../src/usecases/guess-count.ts';
import { WRONG_CODES as PARENT_TRIES } from '../../src/usecases/hear-parents.ts';
import { openCrowd, WRONG_CODES } from '../../src/web/chat/crowd.ts';
import { createDice } from '../no-loss/dice.ts';

/** Codes of a consultation that reaches the whole country by strips for one child, all unused at once. */
const LIVE_CODES = 100_000;
const LIVE_PARENT_CODES = 1_000_000;

/** How many codes there are: the product of all that is drawn for one, less those that are drawn anew. */
function spaceOf(make: (dice: (n: number) => number) => string): number {
  const dice = createDice(7, 'codes');
  const samples = 4_000;
  let [draws, all] = [0, 1];
  const length = make((n) => dice.below(n)).length;
  const first: number[] = [];
  for (let drawn = 0; drawn < samples; drawn += 1) {
    make((n) => {
      draws += 1;
      if (first.length < length) first.push(n);
      return dice.below(n);
    });
  }
  for (const n of first) all *= n;
  return all * ((samples * length) / draws);
}

/** The most tries within an hour that begins with nothing used up. */
const perHour = ({
  most,
  windowSeconds,
}: {
  readonly most: number;
  readonly windowSeconds: number;
}): number => most * Math.ceil(3_600 / windowSeconds);

describe('codes of invitations', () => {
  const space = spaceOf(makeOneTimeCode);

  test('guessing from one address hits fewer than one live code of the whole country in five hours', () => {
    const tries = WRONG_CODES.most + WRONG_CODES.perSecond * 3_600;
    expect(space).toBeGreaterThan(90_000_000);
    expect((tries * LIVE_CODES) / space).toBeLessThan(0.2);
  });

  test('guessing with one chat account hits fewer than one in ten hours', () => {
    expect((WRONG_CODES_AN_HOUR * LIVE_CODES) / space).toBeLessThan(0.1);
  });

  test('an address that used up its wrong codes learns nothing, and gets no more than its trickle', () => {
    let now = 0;
    const crowd = openCrowd(() => now);
    const guesser = (number: number) => ({ visitor: `v${number}`, line: '203.0.113.9' });
    let answered = 0;
    for (let second = 0; second < 3_600; second += 1) {
      now += 1_000;
      if (crowd.shows(guesser(second), null) === 0) answered += 1;
    }
    expect(answered).toBeLessThanOrEqual(WRONG_CODES.most + 60);
    // A right code is held back exactly as a wrong one, and at another address it opens.
    expect(crowd.shows(guesser(-1), 'GAHELU2345')).toBe(crowd.shows(guesser(-2), null));
    expect(crowd.shows({ visitor: 'v', line: '198.51.100.4' }, 'GAHELU2345')).toBe(0);
  });

  test('a browser that opened its code before goes on where others guess', () => {
    const crowd = openCrowd(() => 0);
    const child = { visitor: 'child', line: '203.0.113.9' };
    expect(crowd.shows(child, 'GAHELU2345')).toBe(0);
    for (let tries = 0; tries < 100; tries += 1)
      crowd.shows({ visitor: `v${tries}`, line: child.line }, null);
    expect(crowd.shows(child, 'GAHELU2345')).toBe(0);
    expect(crowd.shows(child, 'GAHELU2346')).toBeGreaterThan(0);
  });

  test('a chat account is counted for an hour, and words and numbers that children say are no guesses', () => {
    const guesses = countGuesses();
    const at = (seconds: number) => new Date(seconds * 1_000);
    for (let tries = 0; tries < WRONG_CODES_AN_HOUR; tries += 1) {
      expect(guesses.isSpent('a', at(tries))).toBe(false);
      guesses.wrong('a', at(tries));
    }
    expect(guesses.isSpent('a', at(1_800))).toBe(true);
    expect(guesses.isSpent('b', at(1_800))).toBe(false);
    expect(guesses.isSpent('a', at(3_600))).toBe(false);
    expect(['KHONG', '12', 'THU', 'GAHELU2345'].map(isGuess)).toEqual([false, false, false, true]);
  });
});

test('a parent’s code is hit less than once in a hundred hours, with a million of them waiting', () => {
  expect((perHour(PARENT_TRIES) * LIVE_PARENT_CODES) / spaceOf(makeParentCode)).toBeLessThan(0.01);
});

describe('signing in', () => {
  const most = (key: string, limits: ReturnType<typeof passwordTry>['limits']) => {
    const found = limits.find((limit) => limit.key === key);
    if (found === undefined) throw new Error(`nothing counts "${key}"`);
    return found;
  };

  test('a year of passwords, from all addresses together, is a few of a hundred million likely ones', () => {
    const { limits } = passwordTry('a@b.vn', '203.0.113.9', null);
    const aYear = perHour(most('password account a@b.vn', limits)) * 24 * 365;
    expect(MIN_PASSWORD).toBeGreaterThanOrEqual(10);
    expect(aYear / 100_000_000).toBeLessThan(0.005);
  });

  test('with the password known, a day of app codes has less than one chance in five hundred', () => {
    const { limits } = codeTry('account', '203.0.113.9');
    // Of the million, the present code, the one before and the one after are right.
    expect((perHour(most('code account account', limits)) * 24 * 3) / 1_000_000).toBeLessThan(0.002);
  });

  test('recovery codes are not worth a try', () => {
    const codes = drawRecoveryCodes();
    const { limits } = codeTry('account', '203.0.113.9');
    const aYear = perHour(most('code account account', limits)) * 24 * 365;
    const [code = ''] = codes;
    expect((aYear * codes.length) / 32 ** code.replaceAll('-', '').length).toBeLessThan(1e-9);
  });
});

test('nobody meets another child’s cookie', () => {
  const visitor = newVisitor();
  expect(visitor).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(new Set(Array.from({ length: 1_000 }, newVisitor)).size).toBe(1_000);
});
