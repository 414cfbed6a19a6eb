/** One channel's screen: the conversation so far, drawn as that channel draws it. */

import type { ChannelName } from '../../../core/channel.ts';
import { CHANNEL_LIMITS } from '../../../core/channel.ts';
import type { ShownButton, ShownMessage } from '../../../core/shown-message.ts';
import type { Heard, Preview, PreviewTurn } from '../../../usecases/preview-walk.ts';
import type { Visit } from '../console-route.ts';
import { ChannelNotes } from './channel-notes.tsx';

/** What it shows. */
export type ScreenProps = {
  readonly visit: Visit;
  readonly channel: ChannelName;
  readonly preview: Preview;
  /** The one that the address leads to. */
  readonly isFirst: boolean;
  /** Whether it is the only one: then its buttons answer. */
  readonly isAlone: boolean;
};

/** Draws it. */
export function Screen({ visit, channel, preview, isFirst, isAlone }: ScreenProps) {
  const { phrase } = visit;
  const { turns, sent, longest, isOver } = preview;
  const { maxText } = CHANNEL_LIMITS[channel];
  return (
    <article class={`screen on-${channel}`}>
      <h2>{phrase(`console.flows.channel.${channel}`)}</h2>
      <ol class="talk">
        {turns.map((turn, at) => (
          <Turn
            {...{ visit, channel, turn, isAlone }}
            isNow={isFirst && at === turns.length - 1}
            isLast={at === turns.length - 1}
          />
        ))}
      </ol>
      <ChannelNotes {...{ visit, channel }} turn={turns.at(-1)} />
      {isOver && <p class="over">{phrase('console.preview.over')}</p>}
      <p class="soft count">
        {phrase('console.preview.sent', {
          count: sent,
          longest: longest.toLocaleString(visit.language),
          most: maxText.toLocaleString(visit.language),
        })}
      </p>
    </article>
  );
}

type TurnProps = {
  readonly visit: Visit;
  readonly channel: ChannelName;
  readonly turn: PreviewTurn;
  readonly isAlone: boolean;
  readonly isNow: boolean;
  readonly isLast: boolean;
};

function Turn({ visit, channel, turn, isAlone, isNow, isLast }: TurnProps) {
  const { phrase } = visit;
  // Buttons of vendors stay where they are; the page on the web takes its own away.
  const hasKeys = channel !== 'web' || isLast;
  const now = isNow ? { id: 'now', tabindex: -1 } : {};
  return (
    <>
      <HeardBubble {...{ visit, heard: turn.heard }} />
      {turn.shown.map((message, at) => (
        <li class="ours" {...(at === 0 ? now : {})}>
          <span class="unseen">{phrase('console.preview.machine')}</span>
          {message.progress && (
            <span class="progress">{`${message.progress.at}/${message.progress.of}`}</span>
          )}
          <p lang={message.language}>{message.text}</p>
          {hasKeys && <Keys {...{ message, isAlone }} />}
        </li>
      ))}
      {turn.shown.length === 0 && (
        <li class="silent" {...now}>
          {phrase('console.preview.silent')}
        </li>
      )}
    </>
  );
}

function HeardBubble({ visit, heard }: { readonly visit: Visit; readonly heard: Heard }) {
  const { phrase } = visit;
  if (heard.kind === 'opened') return null;
  return (
    <li class={heard.kind === 'said' && heard.isByItself ? 'theirs by-itself' : 'theirs'}>
      <span class="unseen">{phrase('console.preview.child')}</span>
      <p>{heard.kind === 'said' ? heard.words : phrase(`console.preview.send.${heard.what}`)}</p>
      {heard.kind === 'said' && heard.isByItself && <small>{phrase('console.preview.by-itself')}</small>}
    </li>
  );
}

/** The buttons below a message. Beside other screens they are only shown: one answer below goes to all. */
function Keys({ message, isAlone }: { readonly message: ShownMessage; readonly isAlone: boolean }) {
  if (message.rows.length === 0) return null;
  return (
    <div class="keys">
      {message.rows.map((row) => (
        <div class={row[0]?.role === 'control' ? 'key-row controls' : 'key-row'}>
          {row.map((button) => (isAlone ? <Key {...button} /> : <span class="key">{keyLabel(button)}</span>))}
        </div>
      ))}
    </div>
  );
}

function Key(button: ShownButton) {
  return (
    <button type="submit" form="taps" name="tap" value={button.id} class="key" {...pressed(button)}>
      {keyLabel(button)}
    </button>
  );
}

function pressed({ picked }: ShownButton) {
  return picked === undefined ? {} : { 'aria-pressed': picked ? ('true' as const) : ('false' as const) };
}

/** A button as it is read: number, words, and whether it is picked. */
export function keyLabel({ number, label, picked }: ShownButton) {
  return (
    <>
      {number !== undefined && <span class="number">{`${number}. `}</span>}
      {label}
      {picked === true && ' ✓'}
    </>
  );
}
