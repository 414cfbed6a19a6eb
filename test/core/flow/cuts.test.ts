/** Questions that results are split by. */

import { describe, expect, it } from 'vitest';
import { checkFlow } from '../../../src/core/flow/check-flow.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import { flowAround } from '../../../src/core/flow/question-bank.ts';

function flowOf(...questions: readonly Record<string, unknown>[]) {
  return flowAround({
    id: 'about',
    title: { vi: 'Về em', en: 'About me' },
    about: { vi: 'Về em', en: 'About me' },
    questions,
  } as unknown as Parameters<typeof flowAround>[0]);
}

const both = (vi: string, en: string) => ({ vi, en });
const girl = { id: 'girl', label: both('Bạn gái', 'A girl') };
const boy = { id: 'boy', label: both('Bạn trai', 'A boy') };
const other = { id: 'other', label: both('Em trả lời khác', 'Something else') };
const sex = { id: 'sex', kind: 'choice', cut: 'sex', text: both('Em là?', 'You are?'), options: [girl, boy] };

describe('a cut', () => {
  it('is kept by the compiled question', () => {
    expect(compileFlow(flowOf(sex)).questions.at(-1)).toMatchObject({ id: 'sex', cut: 'sex' });
  });

  it('by sex may have further options', () => {
    const asked = { ...sex, options: [girl, boy, other] };
    expect(checkFlow({ data: flowOf(asked) }).findings.map(({ code }) => code)).not.toContain('bad-cut');
  });

  it('by sex needs the options that children are counted by', () => {
    const asked = { ...sex, options: [girl, other] };
    expect(checkFlow({ data: flowOf(asked) }).findings).toContainEqual(
      expect.objectContaining({ code: 'bad-cut', severity: 'error', path: 'questions[2].cut' }),
    );
  });

  it('stands at one question only', () => {
    const twice = [sex, { ...sex, id: 'again' }];
    const found = checkFlow({ data: flowOf(...twice) }).findings.filter(({ code }) => code === 'bad-cut');
    expect(found).toMatchObject([{ variant: 'twice', path: 'questions[3].cut' }]);
  });

  it('is nothing that other words may stand for', () => {
    expect(checkFlow({ data: flowOf({ ...sex, cut: 'religion' }) }).findings.length).toBeGreaterThan(0);
  });
});
