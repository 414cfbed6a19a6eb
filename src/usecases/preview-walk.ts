/** Plays a flow as a child would meet it on a channel, from the beginning each time: nothing of it is kept. */

import type { AgeBand } from '../core/age-band.ts';
import { CHANNEL_LIMITS, type ChannelName } from '../core/channel.ts';
import { DEFAULT_MIN_CELL } from '../core/consultation.ts';
import type { Flow, QuestionId } from '../core/flow/flow.ts';
import { questionOf } from '../core/flow/walk.ts';
import { DEFAULT_KEPT_DAYS } from '../core/kept-days.ts';
import type { Language } from '../core/language.ts';
import type { Gazetteer, LocalityCode } from '../core/locality.ts';
import type { OutboundMessage, UnsupportedContent } from '../core/message.ts';
import { PARENT_WAYS, type ParentsAsked } from '../core/parents.ts';
import type { Say } from '../core/say.ts';
import { isWaitingForParent } from '../core/session/commands/parent.ts';
import { startSession } from '../core/session/start-session.ts';
import type { SessionState } from '../core/session/state.ts';
import { step } from '../core/session/step.ts';
import type { Effect, StepInput, StepResult } from '../core/session/step-contract.ts';
import type { ShownMessage } from '../core/shown-message.ts';
import type { Clock } from '../ports/clock.ts';
import { type ChannelNote, channelNotes } from './channel-notes.ts';

/** Most things a child does in one preview; a whole walk has some thirty. */
export const MAX_PREVIEW_INPUTS = 120;

/** The mark of the walk in its buttons. */
export const PREVIEW_RUN = 'xemthu';

/** Looks like the code of a parent, and is nobody's. */
const PREVIEW_PARENT_CODE = 'XEMUTHUXEM2345';

/** Something the child does. */
export type PreviewInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tap'; readonly token: string }
  | { readonly kind: 'unsupported'; readonly what: UnsupportedContent };

/** Who walks, where, and what they have done so far. */
export type PreviewOrder = {
  readonly flow: Flow;
  readonly channel: ChannelName;
  readonly language: Language;
  /** The age question is answered by itself with an age of this band; `null`: by hand. */
  readonly age: AgeBand | null;
  /** The place of the invitation. */
  readonly place: LocalityCode | null;
  /** Whether a parent is asked as well; one asked on another phone agrees at once. */
  readonly asksParents?: boolean;
  /** Beyond `MAX_PREVIEW_INPUTS` they are left out. */
  readonly inputs: readonly PreviewInput[];
};

/** What a child did, as its own bubble shows it. */
export type Heard =
  | { readonly kind: 'opened' }
  /** `isByItself`: the age, told by the preview. */
  | { readonly kind: 'said'; readonly words: string; readonly isByItself?: true }
  | { readonly kind: 'sent'; readonly what: UnsupportedContent };

/** One turn of the conversation. */
export type PreviewTurn = {
  readonly heard: Heard;
  /** What the engine says, before the channel. */
  readonly messages: readonly OutboundMessage[];
  /** What is seen of it. */
  readonly shown: readonly ShownMessage[];
  readonly effects: readonly Effect[];
  readonly notes: readonly ChannelNote[];
};

/** The conversation so far. */
export type Preview = {
  readonly turns: readonly PreviewTurn[];
  /** The pending question; `null` where none is. */
  readonly asking: QuestionId | null;
  /** Whether nothing more is expected of the child. */
  readonly isOver: boolean;
  /** Messages sent by the machine: what vendors count. */
  readonly sent: number;
  /** Length of the longest of them, in UTF-16 units. */
  readonly longest: number;
};

/** What previews are made with. */
export type PreviewServices = {
  readonly say: Say;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  /** Cleans what was typed, as channels do. */
  readonly clean: (text: string) => string;
  /** Gives a turn the form of each channel and shows what came of it. */
  readonly stages: Readonly<
    Record<ChannelName, (messages: readonly OutboundMessage[]) => readonly ShownMessage[]>
  >;
  /** Where the same consultation would be found on the web. */
  readonly webLink: string;
};

/** Builds the use case. */
export function previewWalk(services: PreviewServices): (order: PreviewOrder) => Preview {
  return (order) => {
    const walk = new Walk(services, order);
    walk.take({ kind: 'open' }, { kind: 'opened' });
    for (const input of order.inputs.slice(0, MAX_PREVIEW_INPUTS)) walk.hear(input);
    return walk.preview();
  };
}

class Walk {
  private readonly services: PreviewServices;
  private readonly order: PreviewOrder;
  private readonly now: Date;
  private readonly turns: PreviewTurn[] = [];
  private state: SessionState;
  /** Told once: an age that is asked again is for whoever plays. */
  private age: AgeBand | null;

  constructor(services: PreviewServices, order: PreviewOrder) {
    this.services = services;
    this.order = order;
    this.now = services.clock.now();
    this.state = startSession(order);
    this.age = order.age;
  }

  hear(input: PreviewInput): void {
    if (input.kind === 'tap') {
      this.take(input, { kind: 'said', words: this.labelOf(input.token) });
      return;
    }
    const text = input.kind === 'text' ? this.services.clean(input.text) : '';
    const what = input.kind === 'text' ? 'other' : input.what;
    if (text === '') this.take({ kind: 'unsupported', what }, { kind: 'sent', what });
    else this.take({ kind: 'text', text }, { kind: 'said', words: text });
  }

  take(input: StepInput, heard: Heard): void {
    const { state, outbound, effects } = this.stepped(input);
    this.state = state;
    const { flow, channel } = this.order;
    const shown = this.services.stages[channel](outbound);
    const notes = channelNotes({ flow, channel, state, messages: outbound, shown });
    this.turns.push({ heard, messages: outbound, shown, effects, notes });
    const { age } = this;
    if (age === null || state.asking === null || questionOf(flow, state.asking).kind !== 'age') return;
    this.age = null;
    const words = age.slice(0, age.indexOf('-'));
    this.take({ kind: 'text', text: words }, { kind: 'said', words, isByItself: true });
  }

  /** A child who takes over the phone begins a walk of their own, as with a real contact. */
  private stepped(input: StepInput): StepResult {
    const result = this.step(this.state, input);
    if (!result.effects.some(({ kind }) => kind === 'another-respondent')) return result;
    this.age = this.order.age;
    const { outbound, state, effects } = this.step(startSession(this.order), { kind: 'open' });
    return { state, outbound, effects: [...result.effects, ...effects] };
  }

  private step(state: SessionState, input: StepInput): StepResult {
    const { say, gazetteer, webLink } = this.services;
    const { flow, channel } = this.order;
    return step({
      ...{ flow, state, input, say, gazetteer },
      now: this.now,
      limits: CHANNEL_LIMITS[channel],
      run: PREVIEW_RUN,
      minCell: DEFAULT_MIN_CELL,
      keptDays: DEFAULT_KEPT_DAYS,
      webLink: channel === 'web' ? null : webLink,
      ...(this.order.asksParents === true ? { parents: this.parents(state) } : {}),
    });
  }

  /** The consultation that would ask is not planned yet: its words are dots. */
  private parents(state: SessionState): ParentsAsked {
    const { title } = this.order.flow;
    const dots = { vi: '…' };
    const page = new URL('/p', this.services.webLink).href;
    return {
      ways: PARENT_WAYS,
      letter: {
        ...{ title, asker: dots, purpose: dots, use: dots },
        ...{ keptDays: DEFAULT_KEPT_DAYS, minCell: DEFAULT_MIN_CELL },
      },
      ...{ page, code: PREVIEW_PARENT_CODE, link: `${page}/${PREVIEW_PARENT_CODE}`, isListed: false },
      decision: isWaitingForParent(state) ? 'agreed' : null,
    };
  }

  /** The words of a button that was shown, the newest first; a token that never was is said as it is. */
  private labelOf(token: string): string {
    const choices = this.turns.flatMap(({ messages }) =>
      messages.flatMap((message) => message.choices ?? []),
    );
    return choices.findLast(({ id }) => id === token)?.label ?? token;
  }

  preview(): Preview {
    const shown = this.turns.flatMap((turn) => turn.shown);
    const { asking, phase } = this.state;
    return {
      turns: this.turns,
      asking,
      isOver: phase !== 'asking' && phase !== 'stopped',
      sent: shown.length,
      longest: Math.max(0, ...shown.map(({ text }) => text.length)),
    };
  }
}
