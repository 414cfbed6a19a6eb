/** Breaks a good body: as a value, as a text, and as bytes. */

import { withPath } from '../channels/vectors.ts';
import type { Dice } from '../no-loss/dice.ts';
import { BODY_LIMIT, MARK, POISON, rubbishText, rubbishValue } from './rubbish.ts';

/** Where the values of a body are. */
type Path = readonly string[];

const pathsOfBodies = new WeakMap<object, readonly Path[]>();

/** A copy in which one to three values are replaced or taken away, or a poisonous key was put in. */
export function mutateValue(body: unknown, dice: Dice): unknown {
  if (typeof body !== 'object' || body === null) return rubbishValue(dice);
  let paths = pathsOfBodies.get(body);
  if (paths === undefined) {
    paths = pathsOf(body);
    pathsOfBodies.set(body, paths);
  }
  let value: unknown = body;
  for (let times = dice.between(1, 3); times > 0; times -= 1) {
    const path = dice.pick(paths);
    if (path.length === 0) continue;
    if (dice.chance(0.25)) value = withPath(value, path, undefined);
    else if (dice.chance(0.1)) value = withPath(value, [...path.slice(0, -1), 'toJSON'], dice.pick(POISON));
    else value = withPath(value, path, rubbishValue(dice));
  }
  return value;
}

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsOf(part, [...path, key]))];
}

/** A text that is no JSON, or is one that no vendor writes. */
export function mutateText(text: string, dice: Dice): string {
  switch (dice.below(12)) {
    case 0:
      return text.slice(0, dice.below(text.length + 1));
    case 1:
      return text.slice(dice.below(text.length + 1));
    case 2:
      return `${text}${text}`;
    case 3:
      return text.replace(/:/g, () => (dice.chance(0.2) ? '::' : ':'));
    case 4:
      return text.replace(/\d+/, () => '9'.repeat(dice.between(20, 5000)));
    case 5:
      return text.replace(/"/g, () => (dice.chance(0.1) ? "'" : '"'));
    case 6:
      return deep(dice.pick([100, 5_000, 60_000]));
    case 7:
      return `${text.slice(0, -1)},"__proto__":{"polluted":"${MARK}"},"constructor":{"prototype":{"polluted":1}}}`;
    case 8:
      return `${text.slice(0, -1)},${text.slice(1)}`;
    case 9:
      return text.replace(/"[^"]*"/, () => `"\\ud800\\u0000${MARK}"`);
    case 10:
      return `\uFEFF${text}`;
    default:
      return dice.pick([
        '',
        ' ',
        'null',
        '[]',
        '{}',
        '7',
        '"x"',
        'NaN',
        '{"a":1e999}',
        rubbishText(dice, true),
      ]);
  }
}

function deep(levels: number): string {
  return `${'{"a":['.repeat(levels / 2)}1${']}'.repeat(levels / 2)}`.slice(0, BODY_LIMIT - 1);
}

/** Bytes in which some are others, so that they are often no UTF-8 any more. */
export function mutateBytes(text: string, dice: Dice): Buffer {
  const bytes = Buffer.from(text);
  if (bytes.length === 0) return bytes;
  for (let times = dice.between(1, 8); times > 0; times -= 1) {
    bytes[dice.below(bytes.length)] = dice.pick([0x00, 0x80, 0xc0, 0xe2, 0xed, 0xf8, 0xff, dice.below(256)]);
  }
  return bytes;
}
