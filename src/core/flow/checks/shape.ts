/** Rules of form: keys, types and allowed values; what the schema refuses, said for an author. */

import type * as z from 'zod';
import type { Path } from '../expand-blocks.ts';
import { didYouMean } from '../nearest-name.ts';
import type { Fault } from './fault.ts';

type Issue = z.core.$ZodIssue;

/** Where a value stands and which keys are known there. */
export type ShapePlace = {
  /** The value that was refused, whole. */
  readonly value: unknown;
  readonly path: Path;
  /** Known keys of the value itself. */
  readonly keys: readonly string[];
};

/** Words what a schema refused. */
export function shapeFaults(issues: readonly Issue[], place: ShapePlace): readonly Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, place));
}

function faultsOf(issue: Issue, place: ShapePlace): readonly Fault[] {
  const inner = issue.path.filter((part) => typeof part !== 'symbol');
  const path = [...place.path, ...inner];
  const value = valueAt(place.value, inner);
  const name = nameOf(path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) =>
        isCutText(key, value)
          ? cutText(key, [...path, key])
          : unknownKey(key, path, knownKeysAt(inner, place)),
      );
    case 'invalid_union':
      return unionFaults(issue, { ...place, path, value });
    case 'invalid_type':
      return [wrongType(issue.expected, value, path)];
    case 'invalid_value':
      return [wrongValue(issue.values.map(String), value, path)];
    case 'invalid_key':
      if (isCutText(String(path.at(-1)), valueAt(place.value, inner.slice(0, -1))))
        return [cutText(String(path.at(-1)), path)];
      return [bad(path, issue.issues[0]?.message ?? `${name} is not a name that fits here`, 'Rename it.')];
    default:
      return [
        {
          ...bad(path, `${name}: ${lowerFirst(issue.message)}`, 'Correct the value.'),
          ...(isBlank(value) ? { variant: 'empty' } : {}),
        },
      ];
  }
}

/** The only unions are a text, in one wording or by bands, and a list entry, which is told apart before. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, place: ShapePlace): readonly Fault[] {
  const branch = isRecord(place.value) ? issue.errors.at(-1) : issue.errors[0];
  return shapeFaults(branch ?? [], { ...place, keys: BAND_KEYS });
}

const BAND_KEYS = ['all', '7-8', '9-10', '11-13', '14-15'];
const OPTION_KEYS = ['id', 'label', 'face'];
const ROUTE_KEYS = ['when', 'to'];

function knownKeysAt(inner: Path, place: ShapePlace): readonly string[] {
  const list = inner.at(-2);
  if (inner.length === 0) return place.keys;
  if (list === 'options') return OPTION_KEYS;
  return list === 'routes' ? ROUTE_KEYS : BAND_KEYS;
}

/** Tells whether a key is the rest of a text that a comma inside { } cut in two: no key has blanks and no value. */
function isCutText(key: string, group: unknown): boolean {
  return isRecord(group) && group[key] === null && /[^a-z0-9-]/i.test(key);
}

function cutText(rest: string, path: Path): Fault {
  return bad(
    path,
    `"${rest}" is read as a key of its own, because a comma inside { } ends a text`,
    `If it belongs to the text before it, put the whole text in quotes: "…, ${rest}".`,
  );
}

/** Words an unknown key. */
export function unknownKey(key: string, path: Path, known: readonly string[]): Fault {
  return {
    code: 'unknown-key',
    path: [...path, key],
    facts: { key },
    message: `the key "${key}" is not known here`,
    advice: `${didYouMean(key, known)}Known keys are ${known.join(', ')}.`,
  };
}

function wrongType(expected: string, value: unknown, path: Path): Fault {
  const name = nameOf(path);
  const wanted = EXPECTED[expected] ?? expected;
  if (value === undefined)
    return { ...bad(path, `${name} is missing`, `Add ${name}: ${wanted}.`), variant: 'missing' };
  const isBare = expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
  const advice = isBare
    ? `Put it in quotes: "${value}".`
    : expected === 'string' && value === null
      ? `Write ${wanted}. A text with a comma inside { } must stand in quotes.`
      : `Write ${wanted}.`;
  return bad(path, `${name} is ${typeName(value)}, but ${wanted} is expected`, advice);
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  record: 'text by language, such as { vi: …, en: … }',
  object: 'a group of keys',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

function wrongValue(allowed: readonly string[], value: unknown, path: Path): Fault {
  const name = nameOf(path);
  if (value === undefined)
    return {
      ...bad(path, `${name} is missing`, `Add ${name}: one of ${allowed.join(', ')}.`),
      variant: 'missing',
    };
  const written = typeof value === 'object' ? typeName(value) : String(value);
  const advice = `${didYouMean(written, allowed)}Write one of ${allowed.join(', ')}.`;
  return bad(path, `${name} cannot be ${written}`, advice);
}

function bad(path: Path, message: string, advice: string): Fault {
  return { code: 'bad-shape', path, message, advice };
}

/** Words a value that is not even of the right type. */
export function notA(expected: 'object' | 'array', value: unknown, path: Path): Fault {
  return wrongType(expected, value, path);
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'string' ? `"${last}"` : `entry ${last + 1} of ${nameOf(path.slice(0, -1))}`;
}

function typeName(value: unknown): string {
  if (value === null || value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  return isRecord(value)
    ? 'a group of keys'
    : typeof value === 'string'
      ? 'text'
      : `the ${typeof value} ${value}`;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      Array.isArray(inner)
        ? inner[Number(part)]
        : isRecord(inner) && Object.hasOwn(inner, part)
          ? inner[part]
          : undefined,
    value,
  );
}

/** Tells whether a value is a group of keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlank(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
