/** The command "tiếng Anh", "ngôn ngữ": goes on in another language. */

import type { Language } from '../../language.ts';
import { languageName } from '../../language.ts';
import { present } from '../present.ts';
import type { StepResult } from '../step-contract.ts';
import { interrupted, uninterrupted } from '../trail.ts';
import { moved, phrase, type Turn } from '../turn.ts';

/**
 * Changes the language; with two languages "the other one" needs no asking, with more a list is shown.
 *
 * @param wanted `null` where the child named none
 */
export function changeLanguage(turn: Turn, wanted: Language | null): StepResult {
  const { flow, state } = turn;
  const others = flow.languages.filter((language) => language !== state.language);
  if (wanted === null && others.length > 1 && state.asking !== null) {
    const asked = moved(turn, interrupted(state, { kind: 'language' }));
    return { state: asked.state, outbound: present(asked), effects: [] };
  }
  const language = wanted ?? others[0] ?? state.language;
  if (!flow.languages.includes(language)) {
    const names = flow.languages.map(languageName).join(', ');
    return { state, outbound: present(turn, phrase(turn, 'language.none', { names })), effects: [] };
  }
  const changed = moved(turn, { ...uninterrupted(state), language });
  return {
    state: changed.state,
    outbound: present(changed, phrase(changed, 'language.changed')),
    effects: [],
  };
}
