/** Values that no vendor sends: of every wrong type, too deep, too big, broken in their letters, or poisoned. */

import type { Dice } from '../no-loss/dice.ts';

/** Stands in every text made up here, so that a log line that repeats a body is known at once. */
export const MARK = 'dauvetkhongduocghi';

/** Longest body any route takes; the fuzzer stays below it on most days, and goes just above it on some. */
export const BODY_LIMIT = 256 * 1024;

const WORDS = [
  `\u0000${MARK}`,
  `${MARK}\uD800`,
  `\uDC00\uD800${MARK}`,
  `${MARK}\u202E\u2066\uFEFF`,
  `\u0007\u001B[31m${MARK}\u001B[0m\r\n[ERROR] ${MARK}`,
  `${MARK}'; DROP TABLE sessions; --`,
  `<script>alert("${MARK}")</script>`,
  `{{${MARK}}} \${7*7} <%= 7 %> #{7}`,
  `../../../../etc/passwd\u0000${MARK}`,
  `${'e\u0302\u0301'.repeat(50)}${MARK}`,
  `👩‍👩‍👧‍👦🇻🇳${MARK}`,
  `b:ab12cd:mood:${MARK}`,
  `/start ${MARK}`,
  `/start ${MARK.slice(0, 9)}\u0000`,
  `${MARK}@${MARK}.example http://127.0.0.1:1/${MARK}`,
];

const NUMBERS = [
  ...[0, -0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53) - 2, 1e21, Number.MAX_VALUE, 5e-324],
  ...[253402300800000, -62135596800001, 8.64e15 + 1],
];

/** Keys by which a careless merge would reach into every object of the program. */
export const POISON = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
];

/** A text that is too long, too strange, or both; `long` allows one that nearly fills a body. */
export function rubbishText(dice: Dice, long = false): string {
  if (long && dice.chance(0.02)) return MARK.repeat(dice.between(100, BODY_LIMIT / MARK.length - 100));
  if (dice.chance(0.1)) return `${MARK}${'a'.repeat(dice.between(1, 6000))}`;
  return dice.pick(WORDS);
}

/** Any JSON value but the right one. */
export function rubbishValue(dice: Dice): unknown {
  switch (dice.below(9)) {
    case 0:
      return null;
    case 1:
      return dice.chance(0.5);
    case 2:
      return dice.pick(NUMBERS);
    case 3:
      return [];
    case 4:
      return {};
    case 5:
      return Array.from({ length: dice.between(1, 40) }, () => dice.pick(WORDS));
    case 6:
      return poisoned(dice);
    case 7:
      return nested(dice.between(2, 60), dice.pick(WORDS));
    default:
      return rubbishText(dice, true);
  }
}

/** An object whose keys reach for what every object has. Read from text, so that `__proto__` is a key of its own. */
function poisoned(dice: Dice): unknown {
  const key = JSON.stringify(dice.pick(POISON));
  return JSON.parse(`{${key}:{"polluted":"${MARK}","isAdmin":true,"id":7,"length":1e9}}`);
}

function nested(depth: number, core: unknown): unknown {
  let value = core;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
