/** Writes a condition of ours as an expression of forms, where they have words for it. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import type { Condition } from '../flow/condition.ts';
import type { QuestionKind } from '../flow/flow.ts';

/** What is known of a question that a condition names. */
export type KindLookup = (
  name: string,
) => { readonly name: string; readonly kind: QuestionKind | null } | undefined;

/** What an expression is written with. */
export type XpathGround = {
  readonly lookup: KindLookup;
  /** Name of the question that asks the age; `null` where none does. */
  readonly ageQuestion: string | null;
};

/** Writes it; `null` where forms cannot say it: a place, a language, an age nobody asks for. */
export function xpathOf(condition: Condition, ground: XpathGround): string | null {
  switch (condition.kind) {
    case 'or':
      return joined(xpathOf(condition.left, ground), 'or', inside(condition.right, ['or'], ground));
    case 'and':
      return joined(
        inside(condition.left, ['or'], ground),
        'and',
        inside(condition.right, ['or', 'and'], ground),
      );
    case 'not': {
      const inner = notEqual(condition.of, ground) ?? null;
      if (inner !== null) return inner;
      const of = xpathOf(condition.of, ground);
      if (of === null) return null;
      return isAges(condition.of, ground) ? `not${of}` : `not(${of})`;
    }
    case 'in':
      return anyOf(condition, ground, '=');
    case 'compare': {
      const found = ground.lookup(condition.question);
      return `\${${found?.name ?? condition.question}} ${condition.operator} ${condition.value}`;
    }
    case 'answered':
    case 'skipped': {
      const name = ground.lookup(condition.question)?.name ?? condition.question;
      return `\${${name}} ${condition.kind === 'answered' ? '!=' : '='} ''`;
    }
    default:
      return condition satisfies never;
  }
}

function joined(left: string | null, word: string, right: string | null): string | null {
  return left === null || right === null ? null : `${left} ${word} ${right}`;
}

/** Several values become an `or` of their own. */
function isLoose(condition: Condition, kinds: readonly string[]): boolean {
  if (condition.kind === 'in') return condition.values.length > 1 && condition.subject.kind === 'answer';
  return kinds.includes(condition.kind);
}

function inside(condition: Condition, kinds: readonly string[], ground: XpathGround): string | null {
  const written = xpathOf(condition, ground);
  return written !== null && isLoose(condition, kinds) ? `(${written})` : written;
}

/** `!=` reads better than `not(… = …)`; only for one value of one answer. */
function notEqual(condition: Condition, ground: XpathGround): string | null {
  if (condition.kind !== 'in' || condition.values.length !== 1) return null;
  const { subject } = condition;
  if (subject.kind !== 'answer') return null;
  const kind = ground.lookup(subject.question)?.kind;
  return kind === 'choices' || kind === 'rank' || kind === 'age' ? null : anyOf(condition, ground, '!=');
}

function anyOf(
  { subject, values }: Extract<Condition, { kind: 'in' }>,
  ground: XpathGround,
  sign: '=' | '!=',
): string | null {
  const found = subject.kind === 'answer' ? ground.lookup(subject.question) : undefined;
  if (subject.kind === 'age' || found?.kind === 'age') {
    return ground.ageQuestion === null ? null : ages(ground.ageQuestion, values);
  }
  if (subject.kind !== 'answer' || found?.kind === 'place') return null;
  const name = found?.name ?? subject.question;
  const kind = found?.kind ?? null;
  return values
    .map((value) => {
      if (kind === 'choices' || kind === 'rank') return `selected(\${${name}}, '${value}')`;
      return `\${${name}} ${sign} ${kind === 'number' ? value : `'${value}'`}`;
    })
    .join(' or ');
}

/** Ages stand in parentheses already. */
function isAges(condition: Condition, { lookup }: XpathGround): boolean {
  if (condition.kind !== 'in') return false;
  const { subject } = condition;
  return subject.kind === 'age' || (subject.kind === 'answer' && lookup(subject.question)?.kind === 'age');
}

function ages(name: string, values: readonly string[]): string | null {
  const bands = values.map((value) => AGE_BANDS.find((band) => band === value));
  if (bands.includes(undefined)) return null;
  const years = bands.flatMap((band) => (band === undefined ? [] : [yearsOf(band, name)]));
  return years.length === 1 ? (years[0] ?? null) : `(${years.join(' or ')})`;
}

function yearsOf(band: AgeBand, name: string): string {
  const [from, to] = band.split('-');
  return `(\${${name}} >= ${from} and \${${name}} <= ${to})`;
}
