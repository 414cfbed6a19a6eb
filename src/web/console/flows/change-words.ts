/** The changes of a draft in words. */

import type { DraftChangeRow } from '../../../usecases/edit-flow-draft.ts';
import type { Visit } from '../console-route.ts';

/** The words a history has phrases for; whoever else changes drafts may use others, which are then "changed". */
const KNOWN = [
  'begun',
  'question',
  'settings',
  'added',
  'moved',
  'duplicated',
  'removed',
  'unfolded',
  'undone',
  'redone',
  'restored',
  'imported',
  'block-added',
];

/** Says what was changed: `sửa câu hỏi “mood”`. */
export function changeWords(visit: Visit, { what, about }: DraftChangeRow): string {
  const known = KNOWN.includes(what) ? what : 'changed';
  const said = visit.phrase(`console.flows.what.${known}`);
  return about === null ? said : visit.phrase('console.flows.what-about', { what: said, about });
}
