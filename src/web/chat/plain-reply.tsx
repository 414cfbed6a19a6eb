/** A reply drawn on the server, as bubbles and forms, for browsers that run no script. */

import type { Reply, ReplyMessage } from './chat-message.ts';
import type { PhraseName } from './page-contract.ts';

/** Draws the bubbles. */
export function PlainBubbles({ reply, we }: { readonly reply: Reply; readonly we: string }) {
  return (
    <>
      {reply.messages.map((message) => (
        <div class="bubble ours" lang={message.language}>
          <span class="unseen">{we} </span>
          {message.text}
        </div>
      ))}
    </>
  );
}

type PlainAnswersProps = {
  readonly reply: Reply;
  readonly phrase: (name: PhraseName) => string;
  readonly address: string;
  readonly nextId: string;
};

/** Draws what may be answered to the last message: its choices, and a box to type in. */
export function PlainAnswers({ reply, phrase, address, nextId }: PlainAnswersProps) {
  const last = reply.messages.at(-1);
  if (last === undefined) return null;
  return (
    <>
      <form method="post" action={address}>
        <input type="hidden" name="id" value={nextId} />
        <PlainChoices message={last} />
      </form>
      {last.done !== true && (
        <form class="entry" method="post" action={address}>
          <input type="hidden" name="id" value={nextId} />
          <label for="words">{phrase(last.entry ?? 'type')}</label>
          <div class="row">
            <input id="words" name="text" required maxlength={4000} autocomplete="off" />
            <button type="submit" class="button">
              {phrase('send')}
            </button>
          </div>
        </form>
      )}
    </>
  );
}

function PlainChoices({ message }: { readonly message: ReplyMessage }) {
  const choices = message.choices ?? [];
  const options = choices.filter((choice) => choice.role === 'option');
  const controls = choices.filter((choice) => choice.role === 'control');
  return (
    <>
      <div class="options">
        {options.map((choice, index) => (
          <button
            type="submit"
            class="option"
            name="choice"
            value={choice.id}
            data-picked={choice.picked ? '' : undefined}
          >
            {message.numbered !== false && <span class="number">{choice.number ?? index + 1}.</span>}
            <span class="label">
              {choice.label}
              {choice.picked && ' ✓'}
            </span>
          </button>
        ))}
      </div>
      <div class="controls">
        {controls.map((choice) => (
          <button type="submit" class="control" name="choice" value={choice.id}>
            {choice.label}
          </button>
        ))}
      </div>
    </>
  );
}
