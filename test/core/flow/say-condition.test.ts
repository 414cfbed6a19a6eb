/** Conditions in words, in both languages. */

import { describe, expect, it } from 'vitest';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { parseCondition } from '../../../src/core/flow/parse-condition.ts';
import { sayCondition } from '../../../src/core/flow/say-condition.ts';
import { gazetteer, say } from '../session/walker.ts';
import { flowData } from './flow-data.ts';

const flow = compileFlow(
  flowData([
    { id: 'mood', kind: 'choice' },
    { id: 'games', kind: 'choices' },
    { id: 'hours', kind: 'number' },
  ]),
);

function said(text: string, language: string): string {
  const parsed = parseCondition(text);
  if (parsed.kind === 'faulty') throw new Error(parsed.fault.message);
  return sayCondition(parsed.condition, {
    ...{ flow, language },
    phrase: (key, values) => say(language, `console.condition.${key}`, values),
    question: (id) => `[${id}]`,
    place: (code) => gazetteer.find(code)?.name ?? code,
  });
}

describe('a condition', () => {
  it.each([
    ['mood = sad', '[mood] là “Ý sad”', '[mood] is “Ý sad”'],
    ['mood in [sad, angry]', '[mood] là “Ý sad” hoặc “Ý angry”', '[mood] is “Ý sad” or “Ý angry”'],
    ['mood != sad', '[mood] không phải “Ý sad”', '[mood] is not “Ý sad”'],
    ['games in [swing]', '[games] có chọn “Ý swing”', '[games] has “Ý swing” picked'],
    ['games not in [swing]', '[games] không chọn “Ý swing”', '[games] has not “Ý swing” picked'],
    ['hours >= 3', '[hours] từ 3 trở lên', '[hours] is at least 3'],
    ['hours < 3', '[hours] nhỏ hơn 3', '[hours] is below 3'],
    ['answered(mood)', '[mood] đã trả lời', '[mood] is answered'],
    ['not skipped(mood)', 'không phải ([mood] đã bỏ qua)', 'not ([mood] is skipped)'],
    ['age in [7-8, 9-10]', 'tuổi là 7–8 hoặc 9–10', 'age is 7–8 or 9–10'],
    ['place = 01', 'nơi ở là Hà Nội', 'place is Hà Nội'],
    ['language = en', 'ngôn ngữ là English', 'language is English'],
    ['consent = yes', '[consent] là đồng ý', '[consent] is agreed'],
    [
      'mood = sad and (age = 7-8 or hours > 2)',
      '[mood] là “Ý sad” và (tuổi là 7–8 hoặc [hours] lớn hơn 2)',
      '[mood] is “Ý sad” and (age is 7–8 or [hours] is above 2)',
    ],
    ['gone = x', '[gone] là x', '[gone] is x'],
  ])('%s', (text, vi, en) => {
    expect(said(text, 'vi')).toBe(vi);
    expect(said(text, 'en')).toBe(en);
  });
});
