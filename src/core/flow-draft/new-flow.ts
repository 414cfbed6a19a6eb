/** What a new flow begins with: the cards and questions that every consultation needs. */

import { AGE_BANDS } from '../age-band.ts';
import { CHANNEL_NAMES } from '../channel.ts';
import { SOURCE_LANGUAGE } from '../language.ts';
import type { DraftSource } from './draft-source.ts';

/** Vietnamese words for the parts of a new flow. */
export type NewFlowWords = {
  readonly title: string;
  readonly welcome: string;
  readonly age: string;
  readonly promise: string;
  readonly consent: string;
  readonly declined: string;
  readonly closing: string;
};

/** Makes the source of a flow that has everything but its own questions. */
export function newFlow(id: string, words: NewFlowWords): DraftSource {
  const vi = (text: string) => ({ [SOURCE_LANGUAGE]: text });
  return {
    flow: id,
    version: 1,
    title: vi(words.title),
    languages: [SOURCE_LANGUAGE],
    ages: [...AGE_BANDS],
    channels: [...CHANNEL_NAMES],
    indicators: [22],
    closing: vi(words.closing),
    questions: [
      { id: 'welcome', kind: 'info', text: vi(words.welcome) },
      { id: 'age', kind: 'age', text: vi(words.age) },
      { id: 'promise', kind: 'info', text: vi(words.promise) },
      { id: 'consent', kind: 'consent', text: vi(words.consent), declined: vi(words.declined) },
    ],
  };
}
