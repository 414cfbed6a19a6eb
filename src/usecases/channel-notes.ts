/** What a channel makes of a turn that its author may not expect: numbers for buttons, words to type, cuts, several parts. */

import { CHANNEL_LIMITS, type ChannelName } from '../core/channel.ts';
import type { Flow } from '../core/flow/flow.ts';
import { readText } from '../core/flow/text.ts';
import { questionOf } from '../core/flow/walk.ts';
import type { OutboundChoice, OutboundMessage } from '../core/message.ts';
import { parseToken } from '../core/session/button.ts';
import type { SessionState } from '../core/session/state.ts';
import type { ShownMessage } from '../core/shown-message.ts';

/** One such thing. Lengths are UTF-16 units. */
export type ChannelNote =
  /** The options stand in the text as a numbered list. */
  | {
      readonly kind: 'numbered';
      readonly why: 'no-buttons' | 'too-many' | 'long-labels';
      readonly most: number;
    }
  /** Skip, back and stop are words to type. */
  | { readonly kind: 'typed-controls' }
  /** A label was shortened to `most`. */
  | { readonly kind: 'cut-label'; readonly label: string; readonly shown: string; readonly most: number }
  /** What the machine says in this turn is more than one message of at most `most`. */
  | { readonly kind: 'parts'; readonly parts: number; readonly most: number };

/** A turn before and after the channel gave it its form. */
export type RenderedTurn = {
  readonly flow: Flow;
  readonly channel: ChannelName;
  /** After the turn. */
  readonly state: SessionState;
  readonly messages: readonly OutboundMessage[];
  readonly shown: readonly ShownMessage[];
};

/** Gives the notes on a turn, each kind of note once but for labels. */
export function channelNotes(turn: RenderedTurn): readonly ChannelNote[] {
  const choices = turn.messages.flatMap((message) => message.choices ?? []);
  const options = choices.filter(({ role }) => role === 'option');
  const controls = choices.filter(({ role }) => role === 'control');
  const labels = new Map(
    turn.shown.flatMap(({ rows }) => rows.flat().map(({ id, label }) => [id, label] as const)),
  );
  return [
    ...numberedNotes(turn, options, labels),
    ...(controls.length > 0 && !controls.every(({ id }) => labels.has(id))
      ? [{ kind: 'typed-controls' } as const]
      : []),
    ...options.flatMap((option) => cutNotes(turn, option)),
    ...partNotes(turn),
  ];
}

function numberedNotes(
  { channel }: RenderedTurn,
  options: readonly OutboundChoice[],
  labels: ReadonlyMap<string, string>,
): readonly ChannelNote[] {
  const { choiceUi, maxButtons } = CHANNEL_LIMITS[channel];
  if (options.length === 0) return [];
  if (choiceUi === 'numbered') return [{ kind: 'numbered', why: 'no-buttons', most: 0 }];
  if (!options.every(({ id }) => labels.has(id))) {
    return [{ kind: 'numbered', why: 'too-many', most: maxButtons }];
  }
  const isNumbersOnly = options.some(({ id, label }) => labels.get(id)?.includes(label) !== true);
  return isNumbersOnly ? [{ kind: 'numbered', why: 'long-labels', most: maxButtons }] : [];
}

function cutNotes({ flow, channel, state }: RenderedTurn, option: OutboundChoice): readonly ChannelNote[] {
  const button = parseToken(flow, option.id);
  const question = button === null ? null : questionOf(flow, button.question);
  if (button === null || question === null || !('options' in question)) return [];
  const written = question.options.find(({ id }) => id === button.option);
  if (written === undefined) return [];
  const words = readText(written.label, state.language, state.ageBand ?? null);
  const label = (written.face === undefined ? words : `${written.face} ${words}`).normalize('NFC');
  if (option.label === label) return [];
  return [{ kind: 'cut-label', label, shown: option.label, most: CHANNEL_LIMITS[channel].maxLabel }];
}

/** The page on the web shows a bubble for each thought; elsewhere a turn is one message where it fits. */
function partNotes({ channel, shown }: RenderedTurn): readonly ChannelNote[] {
  if (channel === 'web' || shown.length < 2) return [];
  return [{ kind: 'parts', parts: shown.length, most: CHANNEL_LIMITS[channel].maxText }];
}
