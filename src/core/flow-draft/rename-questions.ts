/** Calls questions by other names wherever conditions, routes and texts speak of them. */

import { isRecord } from '../flow/checks/shape.ts';
import type { Condition } from '../flow/condition.ts';
import { parseCondition } from '../flow/parse-condition.ts';
import { printCondition } from '../flow/print-condition.ts';
import { renamePiped } from '../flow/walk.ts';
import {
  blockNames,
  type DraftEntry,
  type DraftSource,
  itemsOf,
  listOf,
  MAIN_LIST,
  partOf,
  withKey,
  withList,
} from './draft-source.ts';
import { TEXT_PARTS } from './question-parts.ts';

/** New names by old ones. */
export type Renaming = ReadonlyMap<string, string>;

/** Renames in a whole source, the closing included. What does not speak of these questions stays to the letter. */
export function renameInSource(source: DraftSource, renaming: Renaming): DraftSource {
  if (renaming.size === 0) return source;
  const closing = renameInText(partOf(source, 'closing'), renaming);
  let renamed = withKey(source, 'closing', closing);
  for (const list of [MAIN_LIST, ...blockNames(source)]) {
    const entries = listOf(renamed, list);
    if (entries === null) continue;
    const next = entries.map((entry) => (isRecord(entry) ? renameInEntry(entry, renaming) : entry));
    if (next.some((entry, at) => entry !== entries[at])) renamed = withList(renamed, list, next);
  }
  return renamed;
}

/** Renames in one entry; its own id stays. */
export function renameInEntry(entry: DraftEntry, renaming: Renaming): DraftEntry {
  let renamed = withKey(entry, 'when', renameInCondition(partOf(entry, 'when'), renaming));
  for (const part of TEXT_PARTS) {
    renamed = withKey(renamed, part, renameInText(partOf(entry, part), renaming));
  }
  if (!Object.hasOwn(entry, 'routes')) return renamed;
  const routes = itemsOf(entry, 'routes');
  const next = routes.map((route) => (isRecord(route) ? renameInRoute(route, renaming) : route));
  return next.some((route, at) => route !== routes[at]) ? withKey(renamed, 'routes', next) : renamed;
}

function renameInRoute(route: DraftEntry, renaming: Renaming): DraftEntry {
  const to = partOf(route, 'to');
  const led = typeof to === 'string' ? withKey(route, 'to', renaming.get(to) ?? to) : route;
  return withKey(led, 'when', renameInCondition(partOf(route, 'when'), renaming));
}

function renameInCondition(text: unknown, renaming: Renaming): unknown {
  if (typeof text !== 'string') return text;
  const parsed = parseCondition(text);
  if (parsed.kind === 'faulty') return text;
  const renamed = renameInTree(parsed.condition, renaming);
  return renamed === parsed.condition ? text : printCondition(renamed);
}

function renameInTree(condition: Condition, renaming: Renaming): Condition {
  switch (condition.kind) {
    case 'and':
    case 'or': {
      const [left, right] = [renameInTree(condition.left, renaming), renameInTree(condition.right, renaming)];
      return left === condition.left && right === condition.right ? condition : { ...condition, left, right };
    }
    case 'not': {
      const of = renameInTree(condition.of, renaming);
      return of === condition.of ? condition : { ...condition, of };
    }
    case 'in': {
      const name = condition.subject.kind === 'answer' ? renaming.get(condition.subject.question) : undefined;
      return name === undefined ? condition : { ...condition, subject: { kind: 'answer', question: name } };
    }
    default: {
      const name = renaming.get(condition.question);
      return name === undefined ? condition : { ...condition, question: name };
    }
  }
}

function renameInText(text: unknown, renaming: Renaming): unknown {
  if (typeof text === 'string') return renamePiped(text, (name) => renaming.get(name) ?? name);
  if (!isRecord(text)) return text;
  const entries = Object.entries(text).map(([key, inner]) => [key, renameInText(inner, renaming)] as const);
  return entries.some(([key, inner]) => inner !== text[key]) ? Object.fromEntries(entries) : text;
}
