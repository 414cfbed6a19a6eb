/** Words that tell of danger: answered in the same turn, kept out of the answers, and no dead end. */

import { describe, expect, it } from 'vitest';
import { begun, Walker } from './walker.ts';

const CRY = 'ba em say rượu đánh em bầm tím';

/** A child at the question it answers in its own words. */
const atWords = () => begun().type('buồn');

describe('words that tell of danger', () => {
  it('are answered at once: believed, not blamed, with 111, and four ways on', () => {
    for (const child of [begun(), atWords(), new Walker().open(), begun().type('dừng')]) {
      child.type(CRY);
      expect(child.text).toContain('111');
      expect(child.text).toMatch(/tin em/);
      expect(child.text).toMatch(/không phải lỗi của em|Em không có lỗi/);
      expect(child.text).not.toMatch(/bí mật/);
      const labels = child.said.flatMap(({ choices = [] }) => choices.map(({ label }) => label));
      expect([child.text, ...labels].join(' ')).toContain('Nói chuyện với người lớn');
      expect(child.effects).toMatchObject([{ kind: 'danger', text: CRY }]);
    }
  });

  it('stand in no answer and in no state', () => {
    const child = atWords();
    const before = child.state.answers;
    child.type(CRY);
    expect(child.state.answers).toEqual(before);
    expect(JSON.stringify(child.state)).not.toContain('bầm tím');
  });

  it('are followed by the pending question as soon as the child goes on', () => {
    const child = begun();
    const { asking } = child.state;
    child.type(CRY);
    child.tap('Trả lời tiếp');
    expect(child.state.asking).toBe(asking);
    expect(child.text).toContain('Em thấy thế nào?');
    child.type('buồn');
    expect(child.state.answers['mood']).toBe('sad');
  });

  it('may have been another story: then the child says so and is not asked why', () => {
    const child = begun().type(CRY);
    child.tap('Em chỉ kể chuyện khác');
    expect(child.effects).toEqual([{ kind: 'danger-fine' }]);
    expect(child.text).toContain('Em thấy thế nào?');
  });

  it('lead to a person where the child wants one', () => {
    const child = begun().type(CRY);
    child.tap('Nói chuyện với người lớn');
    expect(child.effects).toMatchObject([{ kind: 'danger-talk' }]);
    expect(child.text).toContain('111');
  });
});
