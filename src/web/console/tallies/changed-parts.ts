/** What a correction changed, in words. */

import type { TallyContent } from '../../../core/tally/tally.ts';
import type { Visit } from '../console-route.ts';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay, writeNumber } from '../progress/told.tsx';

/** One part that is not what it was. */
export type ChangedPart = { readonly what: string; readonly from: string; readonly to: string };

/** Lists them. */
export function changedParts(
  visit: Visit,
  before: TallyContent,
  after: TallyContent,
): readonly ChangedPart[] {
  const [old, now] = [partsOf(visit, before), partsOf(visit, after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((what) => {
    const [from, to] = [old.get(what) ?? '0', now.get(what) ?? '0'];
    return from === to ? [] : [{ what, from, to }];
  });
}

/** Every part by its name; numbers that are not there are 0. */
function partsOf(visit: Visit, content: TallyContent): ReadonlyMap<string, string> {
  const { phrase } = visit;
  const parts = new Map<string, string>([
    [phrase('console.tallies.kind'), phrase(`console.tallies.kind.${content.kind}`)],
    [phrase('console.tallies.day'), writeDay(visit, content.heldOn)],
    [phrase('console.tallies.place'), placeLabel(visit, content.place, true)],
    [phrase('console.tallies.children'), writeNumber(visit, content.children)],
    [phrase('console.tallies.source'), content.source],
  ]);
  for (const { ageBand, sex, children } of content.groups) {
    const years = phrase('console.progress.years', { band: ageBand.replace('-', '–') });
    parts.set(`${years}, ${phrase(`console.tallies.sex.${sex}`)}`, writeNumber(visit, children));
  }
  for (const [name, children] of Object.entries(content.circumstances)) {
    parts.set(phrase(`console.tallies.circumstance.${name}`), writeNumber(visit, children));
  }
  for (const { question, counts, skipped } of content.questions) {
    for (const [cell, children] of Object.entries({
      ...counts,
      [phrase('console.tallies.skipped')]: skipped,
    })) {
      if (children > 0) parts.set(`${question}, ${cell}`, writeNumber(visit, children));
    }
  }
  return parts;
}
