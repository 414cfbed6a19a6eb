/** How often something may be tried in vain. */

import type { AttemptLimit } from '../ports/attempt-store.ts';

const MINUTE = 60;

/**
 * Someone who mistypes their password five times in a row waits a quarter of an hour; colleagues behind the same address
 * have counts of their own.
 */
const ACCOUNT_AT_ADDRESS = { most: 5, windowSeconds: 15 * MINUTE };

/** A guesser with many addresses. More than one person's typos, so that nobody is shut out by a stranger's few tries. */
const ACCOUNT = { most: 30, windowSeconds: 60 * MINUTE };

/**
 * A guesser who tries one password on many accounts. An office of 200 behind one address, where every second one
 * mistypes once on Monday morning, stays below; what went well is not counted.
 */
const ADDRESS = { most: 100, windowSeconds: 15 * MINUTE };

/** Codes shown by someone who has a session already; while signing in better-auth counts by itself. */
const CODES = { most: 10, windowSeconds: 30 * MINUTE };

/** Counts of one try. */
export type TryCounts = {
  readonly limits: readonly AttemptLimit[];
  /** Forgotten when it goes well. */
  readonly forgotten: readonly string[];
  /** Lessened by one when it goes well. */
  readonly givenBack: readonly string[];
};

/**
 * Counts of a try with a password.
 *
 * @param browser by which id the browser is known for the account: it has a count of its own, and what others tried elsewhere
 *   does not shut it out; `null` where it is not known
 */
export function passwordTry(email: string, address: string, browser: string | null): TryCounts {
  if (browser !== null) {
    const [own, line] = [`password account ${email} browser ${browser}`, anything(address)];
    return {
      limits: [
        { key: own, ...ACCOUNT_AT_ADDRESS },
        { key: line, ...ADDRESS },
      ],
      forgotten: [own],
      givenBack: [line],
    };
  }
  const [both, account, all] = [
    `password account ${email} address ${address}`,
    `password account ${email}`,
    anything(address),
  ];
  return {
    limits: [
      { key: both, ...ACCOUNT_AT_ADDRESS },
      { key: account, ...ACCOUNT },
      { key: all, ...ADDRESS },
    ],
    forgotten: [both],
    givenBack: [account, all],
  };
}

/** Counts of a try with a code. @param accountId `null` while it is not known whose */
export function codeTry(accountId: string | null, address: string): TryCounts {
  const account = accountId === null ? [] : [`code account ${accountId}`];
  return {
    limits: [...account.map((key) => ({ key, ...CODES })), { key: anything(address), ...ADDRESS }],
    forgotten: account,
    givenBack: [anything(address)],
  };
}

function anything(address: string): string {
  return `sign-in address ${address}`;
}
