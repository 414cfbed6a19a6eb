/** One turn: the arguments of a step, in the child's language. */

import type { AgeBand } from '../age-band.ts';
import type { AnswerValue } from '../answer.ts';
import type { Question } from '../flow/flow.ts';
import { type FlowText, readText } from '../flow/text.ts';
import { answerLabel, hasQuestion, pipe, questionOf, THRESHOLD } from '../flow/walk.ts';
import { isProvinceCode, type LocalityCode } from '../locality.ts';
import type { PhraseValues } from '../say.ts';
import { answerOf } from './route.ts';
import type { SessionState } from './state.ts';
import type { StepArguments } from './step-contract.ts';

/** The arguments of a step; `state` may have moved on since. */
export type Turn = StepArguments;

/** Longest part of a text that is shown back, in characters. */
const EXCERPT = 60;

/** The same turn with another state. */
export function moved(turn: Turn, state: SessionState): Turn {
  return { ...turn, state };
}

/** Gives a phrase of ours. */
export function phrase(turn: Turn, key: string, values?: PhraseValues): string {
  return turn.say(turn.state.language, `chat.${key}`, values);
}

/** Gives a text of the flow in the child's language and age wording, with earlier answers and the threshold put in. */
export function flowText(turn: Turn, text: FlowText): string {
  const { flow, state } = turn;
  const wording = readText(text, state.language, bandFor(state)).trim();
  return pipe(wording, (id) => {
    if (id === THRESHOLD) return String(turn.minCell);
    if (!hasQuestion(flow, id) || !state.trail.includes(id)) return null;
    const question = questionOf(flow, id);
    const value = answerOf(state, id) ?? (question.kind === 'place' ? (state.place ?? null) : null);
    return answerWords(turn, question, value);
  }).normalize('NFC');
}

/** Says an answer in words; `null` where there are none (skipped). Open text is shortened. */
export function answerWords(turn: Turn, question: Question, value: AnswerValue): string | null {
  if (value === null) return null;
  switch (question.kind) {
    case 'place':
      return typeof value === 'string' ? placeName(turn, value) : null;
    case 'text':
      return typeof value === 'string' ? excerpt(value) : null;
    case 'age':
      return typeof value === 'string' ? phrase(turn, 'age.band', { band: value.replace('-', '–') }) : null;
    case 'consent':
      return phrase(turn, value === 'yes' ? 'consent.yes' : 'consent.no');
    default:
      return answerLabel(question, value, { language: turn.state.language, band: bandFor(turn.state) });
  }
}

/** The name of a place, a commune's with its province. */
export function placeName({ gazetteer }: Turn, code: LocalityCode): string {
  const place = gazetteer.find(code);
  if (place === undefined) return code;
  const province = isProvinceCode(code) ? undefined : gazetteer.find(place.parentCode);
  return (province === undefined ? place.name : `${place.name} (${province.name})`).normalize('NFC');
}

/** The age band wordings are chosen by; `null` while it is not known. */
export function bandFor(state: SessionState): AgeBand | null {
  return state.ageBand ?? null;
}

/** The beginning of a text, on one line. */
export function excerpt(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length <= EXCERPT ? letters.join('') : `${letters.slice(0, EXCERPT - 1).join('')}…`;
}
