/** The card of a question on the page of its draft: what is asked, when, where it leads, and what is wrong with it. */

import {
  type DraftEntry,
  draftSource,
  type EntryAddress,
  itemsOf,
  partOf,
  textOf,
} from '../../../core/flow-draft/draft-source.ts';
import { fingerprint } from '../../../core/flow-draft/fingerprint.ts';
import type { EntryNumber } from '../../../core/flow-draft/number-entries.ts';
import { isBlockUse } from '../../../core/flow-draft/question-parts.ts';
import type { Visit } from '../console-route.ts';
import type { ConditionSpeech } from './condition-words.ts';
import { cardId, draftPath, entryPath } from './draft-access.ts';
import { routeWords } from './entry-rows.ts';
import { cardWords, flowPhrase, headlineOf, kindWords, numberWords, wordsOf } from './flow-words.ts';
import type { FoundFault } from './found-faults.ts';

/** What a card shows. */
export type EntryCardProps = {
  readonly visit: Visit;
  /** Id of the draft; `null` on a page where nothing can be changed. */
  readonly draft: string | null;
  readonly address: EntryAddress;
  readonly entry: DraftEntry;
  readonly number: EntryNumber | undefined;
  readonly speech: ConditionSpeech;
  readonly faults: readonly FoundFault[];
  /** Whether it is the first or the last of its list. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** The button that was pressed last: the next press must not begin at the top again. */
  readonly pressed: string;
};

/** Draws it. */
export function EntryCard(props: EntryCardProps) {
  const { visit, draft, address, entry, number, speech, faults } = props;
  const phrase = flowPhrase(visit);
  const when = partOf(entry, 'when');
  const isWrong = faults.some(({ severity }) => severity === 'error');
  return (
    <li
      class={`card entry${isWrong ? ' faulty' : ''}`}
      id={cardId(address)}
      data-key={address.key}
      tabindex={-1}
    >
      <div class="head">
        <span class="number">{numberWords(number)}</span>
        <span class="tag">{kindWords(visit, entry)}</span>
        {!isBlockUse(entry) && <code>{textOf(entry, 'id')}</code>}
      </div>
      <h3>
        {draft === null ? (
          cardWords(visit, entry)
        ) : (
          <a href={entryPath(draft, address)}>{cardWords(visit, entry)}</a>
        )}
      </h3>
      {isBlockUse(entry) ? (
        <p class="hint">
          {draft === null ? (
            textOf(entry, 'use')
          ) : (
            <a href={`#block-${textOf(entry, 'use')}`}>
              {phrase('block.see', { name: textOf(entry, 'use') })}
            </a>
          )}
        </p>
      ) : (
        <Answers visit={visit} entry={entry} />
      )}
      {typeof when === 'string' && (
        <p class="when">{phrase('card.when', { condition: speech.condition(when) })}</p>
      )}
      {itemsOf(entry, 'routes').map((route) => (
        <p class="when">{routeWords(visit, draftSource(route), speech)}</p>
      ))}
      {faults.length > 0 && (
        <ul class="found-list">
          {faults.map(({ severity, text }) => (
            <li class={severity === 'error' ? 'fault' : 'advice'}>{text}</li>
          ))}
        </ul>
      )}
      {draft !== null && <CardActions {...props} draft={draft} />}
    </li>
  );
}

function Answers({ visit, entry }: { readonly visit: Visit; readonly entry: DraftEntry }) {
  const options = itemsOf(entry, 'options').map((option) =>
    [textOf(option, 'face'), wordsOf(partOf(option, 'label'), visit.language)]
      .filter((part) => part !== '')
      .join(' '),
  );
  if (options.length === 0) return null;
  return (
    <ul class="answers">
      {options.map((option) => (
        <li>{option === '' ? '…' : option}</li>
      ))}
    </ul>
  );
}

function CardActions(props: EntryCardProps & { readonly draft: string }) {
  const { visit, draft, address, entry, isFirst, isLast, pressed } = props;
  const phrase = flowPhrase(visit);
  const words = headlineOf(visit, entry, 60);
  const [way = '', ...where] = pressed.split(' ');
  // At the end of the list only the other way is left.
  const isHere = where.join(' ') === `${address.list} ${address.key}`;
  const focused = !isHere ? '' : way === 'up' && isFirst ? 'down' : way === 'down' && isLast ? 'up' : way;
  const press = (what: string, face: string, isOff = false) => (
    <button
      class={what === 'remove' ? 'quiet' : 'second small'}
      type="submit"
      name="do"
      value={what}
      aria-label={phrase(`card.${what}`, { words })}
      disabled={isOff}
      autofocus={focused === what}
    >
      {face}
    </button>
  );
  const after = `${draftPath(draft, 'add')}?list=${encodeURIComponent(address.list)}&after=${encodeURIComponent(address.key)}`;
  return (
    <form
      method="post"
      action={`${draftPath(draft, 'entries')}/${encodeURIComponent(address.list)}/${encodeURIComponent(address.key)}`}
      class="actions"
    >
      <input type="hidden" name="base" value={fingerprint(entry)} />
      <a class="button small" href={entryPath(draft, address)} aria-label={phrase('card.edit', { words })}>
        {phrase('edit')}
      </a>
      {press('up', phrase('up'), isFirst)}
      {press('down', phrase('down'), isLast)}
      {press('duplicate', phrase('duplicate'))}
      {isBlockUse(entry) && press('unfold', phrase('unfold'))}
      {press('remove', phrase('delete'))}
      <a class="button second small" href={after} aria-label={phrase('card.add', { words })}>
        {phrase('add-after')}
      </a>
    </form>
  );
}
