/** What a question kind says of itself: how it is put to this child now, and how a reply or a tap is read. */

import type { AnswerValue } from '../../answer.ts';
import type { Command, Extra } from '../../reply/command.ts';
import type { ReplyOption } from '../../reply/label.ts';
import type { Partway } from '../state.ts';

/** What a reply or a tap comes to. `saysMore`: the message held more than what was read from it. */
export type Reading =
  | {
      readonly kind: 'answer';
      readonly value: AnswerValue;
      /** Said before the next question, as a message of its own. */
      readonly reply?: string;
      /** Said before the next question, in one message with it. */
      readonly lead?: string;
      readonly saysMore?: boolean;
    }
  /** Half answered: asked on. Without a `partway` the question begins anew. */
  | {
      readonly kind: 'partway';
      readonly partway?: Partway;
      readonly lead?: string;
      readonly saysMore?: boolean;
    }
  | { readonly kind: 'ambiguous'; readonly options: readonly string[] }
  /** Could not be read; `hint` says what is needed, where there is more to say than the kind's usual hint. */
  | { readonly kind: 'miss'; readonly hint?: string }
  | { readonly kind: 'command'; readonly command: Command | { readonly read: 'safe-word' } }
  /** The walk ends here, with nothing kept. */
  | { readonly kind: 'leave'; readonly phase: 'refused' | 'ineligible'; readonly text: string };

/** A question as it is put now. */
export type Asked = {
  /** Numbered from 1 in order, unless `numbers` tells otherwise. */
  readonly options: readonly ReplyOption[];
  /** The numbers of the options, in order; `'none'` where they carry none. */
  readonly numbers?: readonly number[] | 'none';
  /** Ids of the options already picked. */
  readonly picked?: readonly string[];
  /** Further controls this kind offers now, before skip, back and stop. */
  readonly extras: readonly Extra[];
  /** A line below the text that says how to answer here. */
  readonly hint: string | null;
  readonly entry?: 'text' | 'number' | 'letters';
  /** Reads typed text. */
  read(text: string): Reading;
  /** Reads a tapped option; `null` where this question has none of that id. */
  tap(option: string): Reading | null;
};
