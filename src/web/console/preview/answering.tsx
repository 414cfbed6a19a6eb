/** How whoever plays answers: by typing, by sending something that is no words, and beside several screens by tapping. */

import type { ChannelName } from '../../../core/channel.ts';
import type { UnsupportedContent } from '../../../core/message.ts';
import type { Preview } from '../../../usecases/preview-walk.ts';
import type { Visit } from '../console-route.ts';
import { SelectField } from '../fields.tsx';
import { fieldsOf, MAX_PLAYED_TEXT, type PlayQuery } from './play-query.ts';
import { keyLabel } from './screen.tsx';

/** What it answers to. */
export type AnsweringProps = {
  readonly visit: Visit;
  readonly query: PlayQuery;
  readonly address: string;
  readonly screens: readonly { readonly channel: ChannelName; readonly preview: Preview }[];
};

/** Worth trying: what children send, and what Zalo withholds. */
const SENDABLE: readonly UnsupportedContent[] = ['sticker', 'image', 'voice', 'hidden'];

/** Draws it. A walk that is over still answers, as the real one does. */
export function Answering({ visit, query, address, screens }: AnsweringProps) {
  const { phrase } = visit;
  const isTyped = screens.length === 1 && screens[0]?.channel === 'zalo';
  return (
    <section class="answering" aria-label={phrase('console.preview.answer')}>
      {screens.length > 1 && <SharedKeys {...{ visit, screens }} />}
      <form method="get" class="say" action={`${address}#now`}>
        <Hidden {...query} />
        <label for="said-text">
          {phrase(isTyped ? 'console.preview.type.only' : 'console.preview.type')}
        </label>
        <div class="row">
          <input
            id="said-text"
            name="text"
            required
            maxlength={MAX_PLAYED_TEXT}
            autocomplete="off"
            lang={query.language}
          />
          <button type="submit" class="button">
            {phrase('console.preview.say')}
          </button>
        </div>
      </form>
      <details>
        <summary>{phrase('console.preview.send')}</summary>
        <form method="get" class="preview-choose" action={`${address}#now`}>
          <Hidden {...query} />
          <SelectField
            name="send"
            label={phrase('console.preview.send.what')}
            choices={SENDABLE.map((value) => ({ value, label: phrase(`console.preview.send.${value}`) }))}
          />
          <button type="submit" class="second">
            {phrase('console.preview.say')}
          </button>
        </form>
      </details>
    </section>
  );
}

function Hidden(query: PlayQuery) {
  return (
    <>
      {Object.entries(fieldsOf(query)).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

/** One row of buttons for all screens: what the machine offers now, whatever a channel makes of it. */
function SharedKeys({ visit, screens }: Pick<AnsweringProps, 'visit' | 'screens'>) {
  const choices = screens[0]?.preview.turns.at(-1)?.messages.at(-1)?.choices ?? [];
  if (choices.length === 0) return null;
  return (
    <>
      <p class="hint">{visit.phrase('console.preview.answer.all')}</p>
      <div class="shared-keys">
        {choices.map(({ id, label, role, picked }) => (
          <button
            type="submit"
            form="taps"
            name="tap"
            value={id}
            class={role === 'option' ? 'second' : 'quiet'}
          >
            {keyLabel({ id, label, ...(picked === undefined ? {} : { picked }) })}
          </button>
        ))}
      </div>
    </>
  );
}
