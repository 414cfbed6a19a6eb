/** What teachers are told: how a class takes part without being watched or pressed, and what to do when a child tells of harm. */

import type { Handout } from './handout.ts';
import type { Phrase } from './handout-words.ts';
import { type Letter, lettersWords, part } from './letter.ts';

/**
 * Writes the letter to teachers and Young Pioneer leaders.
 *
 * @see https://thuvienphapluat.vn/hoi-dap-phap-luat/iframe/2CCA4-hd-tiep-nhan-va-phoi-hop-xu-ly-thong-tin-doi-voi-truong-hop-tre-em-bi-xam-hai-nhu-the-nao.html
 *   Nghị định 56/2017/NĐ-CP, Điều 25: whoever knows of harm or danger tells at once (read 2026-11-23)
 */
export function teachersLetter(handout: Handout, phrase: Phrase): Letter {
  const { asker, children, time, ways, responsible, reply } = lettersWords(handout, phrase);
  const { title } = handout;
  const all = (name: string, keys: readonly string[]) =>
    part(phrase(`teachers.${name}`), { points: keys.map((key) => phrase(`teachers.${name}.${key}`)) });
  return {
    title: phrase('teachers.title'),
    opening: [
      phrase('teachers.greeting'),
      phrase('teachers.what', { asker, children, title }),
      phrase('parents.time', { time }),
    ],
    parts: [
      all('before', ['parents', 'time', 'seats', 'codes']),
      part(phrase('teachers.read'), { paragraphs: [phrase('teachers.read.text', { title })] }),
      all('during', ['look', 'press', 'read-out', 'share', 'stop']),
      all('harm', ['listen', 'promise', 'tell', 'urgent', 'quiet']),
      part(phrase('teachers.after'), {
        points: [phrase('teachers.after.marks'), phrase('teachers.after.strips'), reply],
      }),
      part(phrase('teachers.ways'), { points: ways }),
      part(phrase('parents.contact'), { paragraphs: [responsible] }),
    ],
  };
}
