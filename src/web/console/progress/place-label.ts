/** How places are called on the pages that watch and tally. */

import { type LocalityCode, NATION } from '../../../core/locality.ts';
import type { Visit } from '../console-route.ts';

/** The full name of a place: "phường Ba Đình"; with `within`, its province after it. */
export function placeLabel(visit: Visit, code: LocalityCode, within = false): string {
  if (code === NATION) return visit.phrase('console.progress.nation');
  const place = visit.ground.gazetteer.find(code);
  if (place === undefined) return code;
  const name = visit.phrase(`console.progress.place.${place.kind}`, { name: place.name });
  const parent = within ? visit.ground.gazetteer.find(place.parentCode) : undefined;
  return parent === undefined ? name : `${name}, ${parent.name}`;
}
