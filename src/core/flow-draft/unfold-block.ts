/** Makes questions of their own out of the use of a block, so that they can be changed in this place alone. */

import { expandBlocks } from '../flow/expand-blocks.ts';
import { readWrittenFlow } from '../flow/read-written-flow.ts';
import {
  blockNames,
  type DraftEntry,
  type DraftSource,
  draftSource,
  type EntryAddress,
  entryKeys,
  findEntry,
  listOf,
  MAIN_LIST,
  MAX_ENTRIES,
  partOf,
  textOf,
  withKey,
  withList,
} from './draft-source.ts';
import { type EditedSource, takenIds } from './edit-entries.ts';
import { newId } from './new-id.ts';
import { type Renaming, renameInEntry, renameInSource } from './rename-questions.ts';

/**
 * Puts the questions of a block where it is used, under ids of their own where its use had a name. Whatever speaks of
 * them elsewhere is renamed with them; a block that nothing uses any more goes.
 *
 * @returns `null` where there is no such use, its block cannot be read whole, or there would be too many questions
 */
export function unfoldBlock(source: DraftSource, address: EntryAddress): EditedSource | null {
  const found = findEntry(source, address);
  const { flow } = readWrittenFlow(source);
  const entry = found === null || flow === null ? undefined : listIn(flow, address.list)[found.at];
  if (found === null || flow === null || entry === undefined || !('use' in entry)) return null;
  const blocks = Object.fromEntries(
    Object.entries(flow.blocks).map(([name, entries]) => [name, [...entries]]),
  );
  const { questions, faults } = expandBlocks({ blocks, questions: [entry] });
  if (faults.length > 0 || questions.some(({ source: question }) => flow.standIns.has(question))) return null;
  if (found.entries.length + questions.length > MAX_ENTRIES) return null;
  const names = newNames(new Set(questions.map(({ id }) => id)), takenIds(source));
  const unfolded = questions.map(({ id, path, scopes, conditions }): DraftEntry => {
    const renamed = renameInEntry(rawEntry(source, path), namesSeen(names, scopes));
    const when = conditions.map(({ text, scopes: outer }) =>
      textOf(renameInEntry({ when: text }, namesSeen(names, outer)), 'when'),
    );
    return withKey(withKey(renamed, 'id', names.get(id)), 'when', joined(when));
  });
  const next = [...found.entries.slice(0, found.at), ...unfolded, ...found.entries.slice(found.at + 1)];
  const put = withList(source, address.list, next);
  const moved = new Map([...names].filter(([from, to]) => from !== to));
  const renamed = withoutUnused(renameInSource(put, moved), textOf(found.entry, 'use'));
  return { source: renamed, address: { ...address, key: entryKeys(next)[found.at] ?? address.key } };
}

function listIn(
  flow: NonNullable<ReturnType<typeof readWrittenFlow>['flow']>,
  list: string,
): NonNullable<ReturnType<typeof readWrittenFlow>['flow']>['questions'] {
  if (list === MAIN_LIST) return flow.questions;
  return Object.hasOwn(flow.blocks, list) ? (flow.blocks[list] ?? []) : [];
}

/** `school.mood` becomes `school-mood`. */
function newNames(ids: ReadonlySet<string>, taken: ReadonlySet<string>): ReadonlyMap<string, string> {
  const used = new Set(taken);
  return new Map(
    [...ids].map((id) => {
      if (!id.includes('.')) return [id, id] as const;
      const plain = id.replaceAll('.', '-');
      const name = plain.length <= 24 && !used.has(plain) ? plain : newId('question', plain, used);
      used.add(name);
      return [id, name] as const;
    }),
  );
}

/** The new names by the names under which they are written at a place: inside a block, without its prefix. */
function namesSeen(names: Renaming, scopes: readonly string[]): Renaming {
  return new Map(
    [...scopes]
      .reverse()
      .flatMap((scope) =>
        [...names]
          .filter(([id]) => id.startsWith(scope))
          .map(([id, name]) => [id.slice(scope.length), name] as const),
      ),
  );
}

function rawEntry(source: DraftSource, path: readonly (string | number)[]): DraftEntry {
  const value = path.reduce<unknown>(
    (inner, part) =>
      typeof part === 'number' && Array.isArray(inner) ? inner[part] : partOf(inner, String(part)),
    source,
  );
  return draftSource(value);
}

function joined(conditions: readonly string[]): string | undefined {
  if (conditions.length <= 1) return conditions[0];
  return conditions.map((text) => (/\bor\b/.test(text) ? `(${text})` : text)).join(' and ');
}

function withoutUnused(source: DraftSource, block: string): DraftSource {
  const lists = [MAIN_LIST, ...blockNames(source)].map((list) => listOf(source, list) ?? []);
  if (lists.flat().some((entry) => textOf(entry, 'use') === block)) return source;
  const rest = withKey(draftSource(partOf(source, 'blocks')), block, undefined);
  return withKey(source, 'blocks', Object.keys(rest).length === 0 ? undefined : rest);
}
