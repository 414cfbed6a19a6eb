/** Moving, copying, unfolding and taking out questions: what the buttons of a card do. */

import {
  type draftSource,
  type EntryAddress,
  findEntry,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import {
  duplicateEntry,
  type EditedSource,
  moveEntry,
  removeEntry,
} from '../../../core/flow-draft/edit-entries.ts';
import { fingerprint } from '../../../core/flow-draft/fingerprint.ts';
import { unfoldBlock } from '../../../core/flow-draft/unfold-block.ts';
import type { Visit } from '../console-route.ts';
import { cardId, draftPath } from './draft-access.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { addressOf } from './question-page.tsx';
import { withForm } from './sent-form.ts';

type Act = {
  /** What it is in the history and in the news. */
  readonly what: string;
  readonly run: (source: ReturnType<typeof draftSource>, address: EntryAddress) => EditedSource | null;
};

/** `POST …/entries/:list/:key` with `do`. */
export function actOnEntry(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, async (form) => {
      const asked = form.text('do');
      const act = actOf(asked, form.text('to'));
      const id = visit.param('draft');
      if (act === null) return visit.c.redirect(draftPath(id), 303);
      const address = addressOf(visit);
      const outcome = await deps.edit({
        ...{ draft: id, by: visit.member.name, what: act.what, joins: false },
        edit(source) {
          const found = findEntry(source, address);
          if (found === null) return { kind: 'gone' };
          // What somebody else has just written is not deleted unseen.
          if (asked === 'remove' && fingerprint(found.entry) !== form.text('base'))
            return { kind: 'conflict', theirs: found.entry };
          const edited = act.run(source, address);
          if (edited === null) return { kind: 'full' };
          return { kind: 'edited', ...edited, about: textOf(found.entry, 'id') || address.key };
        },
      });
      if (outcome.kind === 'saved' || outcome.kind === 'unchanged')
        return visit.c.redirect(after(id, { asked, act, address: outcome.address }), 303);
      if (outcome.kind === 'published') return visit.c.redirect(draftPath(id), 303);
      const said = outcome.kind === 'full' && asked === 'unfold' ? 'not-unfolded' : SAID[outcome.kind];
      return visit.c.redirect(`${draftPath(id)}?done=${said}`, 303);
    });
}

/** What is said where nothing was done. */
const SAID = {
  conflict: 'not-removed',
  gone: 'gone',
  full: 'full',
  'too-large': 'full',
  absent: 'gone',
} as const;

function actOf(asked: string, to: string): Act | null {
  switch (asked) {
    case 'up':
    case 'down':
      return { what: 'moved', run: (source, address) => moveEntry(source, address, asked) };
    case 'move':
      return /^\d{1,3}$/.test(to)
        ? { what: 'moved', run: (source, address) => moveEntry(source, address, Number(to)) }
        : null;
    case 'duplicate':
      return { what: 'duplicated', run: duplicateEntry };
    case 'unfold':
      return { what: 'unfolded', run: unfoldBlock };
    case 'remove':
      return { what: 'removed', run: removeEntry };
    default:
      return null;
  }
}

/** Back to the card; the button that moved it can be pressed again at once. */
function after(
  draft: string,
  {
    asked,
    act,
    address,
  }: { readonly asked: string; readonly act: Act; readonly address: EntryAddress | null },
): string {
  const search = new URLSearchParams({ done: act.what });
  if (address !== null && (asked === 'up' || asked === 'down')) {
    search.set('pressed', `${asked} ${address.list} ${address.key}`);
    // Browsers focus nothing by themselves where the address names a place on the page.
    return `${draftPath(draft)}?${search}`;
  }
  return `${draftPath(draft)}?${search}#${address === null ? 'questions' : cardId(address)}`;
}
