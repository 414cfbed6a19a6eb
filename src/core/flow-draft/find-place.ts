/** Finds the question and the field that a finding speaks of. */

import { type DraftSource, type EntryAddress, entryKeys, listOf, MAIN_LIST } from './draft-source.ts';

/** Where something is wrong. */
export type DraftPlace = {
  /** The question; `null` for the settings or the flow as a whole. */
  readonly address: EntryAddress | null;
  /** The way within it, such as `options.0.label.vi`; empty for all of it. */
  readonly within: string;
};

/** Reads the path of a finding. @param path as `printPath` writes it */
export function findPlace(source: DraftSource, path: string): DraftPlace {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== '');
  const [first = '', second = '', third = ''] = parts;
  const isBlock = first === 'blocks' && /^\d+$/.test(third);
  if (!isBlock && !(first === 'questions' && /^\d+$/.test(second)))
    return { address: null, within: parts.join('.') };
  const list = isBlock ? second : MAIN_LIST;
  const key = entryKeys(listOf(source, list) ?? [])[Number(isBlock ? third : second)];
  const within = parts.slice(isBlock ? 3 : 2).join('.');
  return key === undefined ? { address: null, within: parts.join('.') } : { address: { list, key }, within };
}

/**
 * Gives the field of a form that is nearest to a way: itself, the first inside it, or the part around it.
 *
 * @param names of the fields and parts of the form, in their order
 * @returns empty where nothing of the form is near
 */
export function nearestField(names: readonly string[], within: string): string {
  for (let way = within; way !== ''; way = way.slice(0, Math.max(way.lastIndexOf('.'), 0))) {
    const found = names.includes(way) ? way : names.find((name) => name.startsWith(`${way}.`));
    if (found !== undefined) return found;
  }
  return '';
}
