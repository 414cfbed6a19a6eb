/** The ways on from a question. */

import { isRecord } from '../flow/checks/shape.ts';
import { type DraftEntry, itemsOf, partOf, withKey } from './draft-source.ts';
import { editCondition } from './easy-condition.ts';
import { actOnRow } from './edit-options.ts';
import { type Fields, rowsOf, wasShown } from './fields.ts';

/** Most routes of a question. */
const MAX_ROUTES = 12;

/** Puts the rows of a form into the routes. */
export function editRoutes(entry: DraftEntry, fields: Fields): DraftEntry {
  if (!wasShown(fields, 'routes.shown')) return entry;
  const before = itemsOf(entry, 'routes');
  const routes = rowsOf(fields, 'routes').map(({ prefix, was }) => {
    const start = before[/^\d{1,3}$/.test(was) ? Number(was) : -1];
    if (!isRecord(start)) return start;
    const to = fields.text(`${prefix}.to`);
    const led = to === '' ? start : withKey(start, 'to', to);
    return withKey(led, 'when', editCondition(partOf(start, 'when'), fields, `${prefix}.when`));
  });
  const isSame = routes.length === before.length && routes.every((route, at) => route === before[at]);
  return isSame ? entry : withKey(entry, 'routes', routes.length === 0 ? undefined : routes);
}

/** Does `add`, `<n>.up`, `<n>.down`, `<n>.remove`. @param to where an added route leads */
export function actOnRoutes(
  entry: DraftEntry,
  [at = '', what = '']: readonly string[],
  to: string,
): DraftEntry {
  const routes = itemsOf(entry, 'routes');
  if (at === 'add') {
    return routes.length >= MAX_ROUTES || to === '' ? entry : withKey(entry, 'routes', [...routes, { to }]);
  }
  const changed = actOnRow(routes, at, what);
  if (changed === null) return entry;
  return withKey(entry, 'routes', changed.length === 0 ? undefined : changed);
}
