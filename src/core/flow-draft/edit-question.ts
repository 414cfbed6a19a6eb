/** Puts what a form says into a question, and leaves everything else of it as it is. */

import type { QuestionKind } from '../flow/flow.ts';
import { type DraftEntry, itemsOf, partOf, withKey } from './draft-source.ts';
import { addRow, editCondition, removeRow } from './easy-condition.ts';
import { actOnOptions, editOptions, editRight } from './edit-options.ts';
import { actOnRoutes, editRoutes } from './edit-routes.ts';
import { type Fields, typedValue, wasShown } from './fields.ts';
import {
  hasPart,
  isBlockUse,
  kindOf,
  NEEDED_TEXTS,
  needlessKeys,
  QUESTION_KINDS,
  TEXT_PARTS,
  type TextPart,
  withKind,
} from './question-parts.ts';
import { editText } from './wording.ts';

const NUMBERS = ['min', 'max', 'max-length'];

/** Puts a form into an entry. @returns the entry itself where nothing was changed */
export function editQuestion(entry: DraftEntry, fields: Fields): DraftEntry {
  const parts = isBlockUse(entry) ? entry : editParts(entry, kindOf(entry), fields);
  const when = editCondition(partOf(parts, 'when'), fields, 'when');
  return dropKeys(editRoutes(withKey(parts, 'when', when), fields), fields);
}

function editParts(entry: DraftEntry, kind: QuestionKind | null, fields: Fields): DraftEntry {
  let edited = entry;
  for (const part of TEXT_PARTS) {
    if (hasPart(kind, part)) edited = withKey(edited, part, editTextPart(edited, part, fields));
  }
  if (hasPart(kind, 'options')) edited = editOptions(edited, fields);
  if (hasPart(kind, 'right')) edited = editRight(entry, edited, fields);
  for (const key of NUMBERS) {
    if (hasPart(kind, key) && wasShown(fields, key))
      edited = withKey(edited, key, typedValue(partOf(edited, key), fields.text(key)));
  }
  const depth = fields.text('depth');
  if (hasPart(kind, 'depth') && depth !== '') edited = withKey(edited, 'depth', depth);
  if (!hasPart(kind, 'cut') || !wasShown(fields, 'cut')) return edited;
  const cut = fields.text('cut');
  return withKey(edited, 'cut', cut === '' ? undefined : cut);
}

function editTextPart(entry: DraftEntry, part: TextPart, fields: Fields): unknown {
  const before = partOf(entry, part);
  const text = editText(before, fields, part);
  if (text === before || NEEDED_TEXTS.includes(part)) return text;
  return typeof text === 'object' && text !== null && Object.keys(text).length === 0 ? undefined : text;
}

/** Takes out keys without a meaning that the author ticked. */
function dropKeys(entry: DraftEntry, fields: Fields): DraftEntry {
  const needless = new Set(needlessKeys(entry));
  return fields
    .texts('drop')
    .filter((key) => needless.has(key))
    .reduce((rest, key) => withKey(rest, key, undefined), entry);
}

/**
 * Does what a button of the form asks for, after the form itself was put in: `options.add`, `options.2.up`,
 * `routes.0.remove`, `when.add`, `routes.1.when.0.remove`, `kind`. An unknown word does nothing.
 */
export function actOnQuestion(entry: DraftEntry, action: string, fields: Fields): DraftEntry {
  const [part = '', ...rest] = action.split('.');
  if (part === 'kind' && !isBlockUse(entry)) {
    const kind = QUESTION_KINDS.find((one) => one === fields.text('kind'));
    return kind === undefined ? entry : withKind(entry, kind);
  }
  if (part === 'when')
    return withKey(entry, 'when', actOnCondition(partOf(entry, 'when'), rest, fields, 'when'));
  if (part === 'options') return actOnOptions(entry, rest);
  if (part !== 'routes') return entry;
  const [at = '', inner, ...deeper] = rest;
  if (inner !== 'when') return actOnRoutes(entry, rest, fields.text('routes.to'));
  const routes = itemsOf(entry, 'routes').map((route, index) =>
    String(index) === at && typeof route === 'object' && route !== null
      ? withKey(
          { ...route },
          'when',
          actOnCondition(partOf(route, 'when'), deeper, fields, `routes.${at}.when`),
        )
      : route,
  );
  return withKey(entry, 'routes', routes);
}

function actOnCondition(
  text: unknown,
  [what = '', inner]: readonly string[],
  fields: Fields,
  part: string,
): unknown {
  if (what === 'add') return addRow(text, fields.text(`${part}.add`));
  if (what === 'clear') return undefined;
  return inner === 'remove' && /^\d{1,2}$/.test(what) ? removeRow(text, Number(what)) : text;
}
