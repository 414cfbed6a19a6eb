/** Begins a walk. */

import type { Flow } from '../flow/flow.ts';
import { type Language, SOURCE_LANGUAGE } from '../language.ts';
import type { LocalityCode } from '../locality.ts';
import type { SessionState } from './state.ts';

/** What is known before the first question. */
export type SessionStart = {
  readonly flow: Flow;
  /** The child's language, where the flow has it; else the flow's first. */
  readonly language: Language;
  /** The place of the invitation. */
  readonly place: LocalityCode | null;
};

/** Gives the state of a walk that was not opened yet; `step` with `open` puts the first question. */
export function startSession({ flow, language, place }: SessionStart): SessionState {
  return {
    language: flow.languages.includes(language) ? language : (flow.languages[0] ?? SOURCE_LANGUAGE),
    phase: 'asking',
    asking: null,
    trail: [],
    answers: {},
    ...(place === null ? {} : { place, invited: place }),
  };
}
