/** Conditions that can be picked from lists: rows, all of which or any of which hold. */

import type { Condition, Subject } from '../flow/condition.ts';
import { parseCondition } from '../flow/parse-condition.ts';
import { printCondition } from '../flow/print-condition.ts';
import { type Fields, wasShown } from './fields.ts';

/** How an answer is tested. */
export const EASY_TESTS = ['in', 'not-in', 'answered', 'skipped', '=', '!=', '<', '<=', '>', '>='] as const;

/** @see EASY_TESTS */
export type EasyTest = (typeof EASY_TESTS)[number];

/** One line: `câu 3` `là một trong` `Buồn, Rất buồn`. */
export type EasyRow = {
  /** Name of a question, or `age`, `place`, `language`. */
  readonly subject: string;
  readonly test: EasyTest;
  /** Options, bands, places, languages, or one number; none while nothing was picked. */
  readonly values: readonly string[];
};

/** @see EasyRow */
export type EasyCondition = { readonly join: 'all' | 'any'; readonly rows: readonly EasyRow[] };

/** Most lines of a condition. */
export const MAX_EASY_ROWS = 12;

/** Most values of a line: there are 34 provinces. */
const MAX_VALUES = 60;

/** Longer than any id, so that no option is called so. */
const UNCHOSEN = 'nothing-chosen-yet';

const NAME = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/;
const VALUE = /^-?[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a condition as lines.
 *
 * @returns `null` where it says more than lines can, or cannot be read
 */
export function readEasily(text: string): EasyCondition | null {
  const parsed = parseCondition(text.replace(/\[\s*\]/g, `[${UNCHOSEN}]`));
  if (parsed.kind === 'faulty') return null;
  const { condition } = parsed;
  const joint = condition.kind === 'or' ? 'or' : 'and';
  const rows = partsOf(condition, joint).map(rowOf);
  const easy = rows.filter((row) => row !== null);
  if (easy.length < rows.length || easy.length > MAX_EASY_ROWS) return null;
  return { join: joint === 'or' ? 'any' : 'all', rows: easy };
}

function partsOf(condition: Condition, joint: 'and' | 'or'): readonly Condition[] {
  return condition.kind === joint
    ? [...partsOf(condition.left, joint), ...partsOf(condition.right, joint)]
    : [condition];
}

function rowOf(condition: Condition): EasyRow | null {
  switch (condition.kind) {
    case 'in':
      return inRow(condition, 'in');
    case 'not':
      if (condition.of.kind === 'in') return inRow(condition.of, 'not-in');
      return condition.of.kind === 'compare' && condition.of.operator === '='
        ? { ...compareRow(condition.of), test: '!=' }
        : null;
    case 'compare':
      return compareRow(condition);
    case 'answered':
    case 'skipped':
      return { subject: condition.question, test: condition.kind, values: [] };
    default:
      return null;
  }
}

function inRow({ subject, values }: Extract<Condition, { kind: 'in' }>, test: 'in' | 'not-in'): EasyRow {
  const name = subject.kind === 'answer' ? subject.question : subject.kind;
  return { subject: name, test, values: values.filter((value) => value !== UNCHOSEN) };
}

function compareRow({ question, operator, value }: Extract<Condition, { kind: 'compare' }>): EasyRow {
  return { subject: question, test: operator, values: [String(value)] };
}

/** Writes lines as a condition; a line in which nothing was picked yet gets an empty list, which the check reports. */
export function printEasily({ join, rows }: EasyCondition): string {
  const [first, ...more] = rows.map(conditionOf);
  if (first === undefined) return '';
  const kind = join === 'any' ? 'or' : 'and';
  const whole = more.reduce<Condition>((left, right) => ({ kind, left, right }), first);
  return printCondition(whole)
    .replaceAll(` = ${UNCHOSEN}`, ' in []')
    .replaceAll(` != ${UNCHOSEN}`, ' not in []');
}

function conditionOf({ subject, test, values }: EasyRow): Condition {
  if (test === 'answered' || test === 'skipped') return { kind: test, question: subject };
  const picked = values.length === 0 ? [UNCHOSEN] : values;
  const isIn: Condition = { kind: 'in', subject: subjectOf(subject), values: picked };
  if (test === 'in') return isIn;
  if (test === 'not-in') return { kind: 'not', of: isIn };
  const [number = ''] = values;
  // What is known of a child has no size.
  const isFact = isIn.subject.kind !== 'answer';
  if (isFact || !/^-?\d{1,9}(\.\d{1,6})?$/.test(number))
    return { kind: 'in', subject: isIn.subject, values: [UNCHOSEN] };
  if (test === '=') return { ...isIn, values: [number] };
  if (test === '!=') return { kind: 'not', of: { ...isIn, values: [number] } };
  return { kind: 'compare', question: subject, operator: test, value: Number(number) };
}

function subjectOf(name: string): Subject {
  return name === 'age' || name === 'place' || name === 'language'
    ? { kind: name }
    : { kind: 'answer', question: name };
}

/**
 * Puts what was picked into a condition. The form has `<part>.shown` where it showed lines, and for each line
 * `<part>.<n>.subject`, `.test` and `.value`.
 *
 * @param text the condition as it was; `undefined` where there was none
 * @returns the text itself where nothing was changed or shown; `undefined` where no line is left
 */
export function editCondition(text: unknown, fields: Fields, part: string): unknown {
  if (!wasShown(fields, `${part}.shown`)) return text;
  const easy = easyFrom(fields, part);
  const printed = printEasily(easy);
  const before = typeof text === 'string' ? readEasily(text) : null;
  if (before !== null && printEasily(before) === printed) return text;
  if (printed === '' && typeof text !== 'string') return text;
  return printed === '' ? undefined : printed;
}

function easyFrom(fields: Fields, part: string): EasyCondition {
  const rows: EasyRow[] = [];
  for (let at = 0; at < MAX_EASY_ROWS; at++) {
    if (!wasShown(fields, `${part}.${at}.subject`)) break;
    const subject = fields.text(`${part}.${at}.subject`);
    const asked = fields.text(`${part}.${at}.test`);
    const test = EASY_TESTS.find((one) => one === asked) ?? 'in';
    const values = fields.texts(`${part}.${at}.value`).filter((value) => VALUE.test(value));
    if (NAME.test(subject) && subject.length <= 64)
      rows.push({ subject, test, values: [...new Set(values)].slice(0, MAX_VALUES) });
  }
  return { join: fields.text(`${part}.join`) === 'any' ? 'any' : 'all', rows };
}

/**
 * Adds a line in which nothing is picked yet.
 *
 * @param added its subject, and after a blank how it is tested, where not by its options
 */
export function addRow(text: unknown, added: string): unknown {
  const [subject = '', asked] = added.split(' ');
  const test = EASY_TESTS.find((one) => one === asked) ?? 'in';
  const easy = typeof text === 'string' ? readEasily(text) : { join: 'all' as const, rows: [] };
  if (easy === null || !NAME.test(subject) || easy.rows.length >= MAX_EASY_ROWS) return text;
  return printEasily({ ...easy, rows: [...easy.rows, { subject, test, values: [] }] });
}

/** Takes a line out. */
export function removeRow(text: unknown, at: number): unknown {
  const easy = typeof text === 'string' ? readEasily(text) : null;
  if (easy === null) return text;
  const rows = easy.rows.filter((_row, index) => index !== at);
  return rows.length === 0 ? undefined : printEasily({ ...easy, rows });
}
