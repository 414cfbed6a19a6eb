/** A parent is asked once the child has agreed. */

import { describe, expect, it } from 'vitest';
import { CHANNEL_LIMITS, CHANNEL_NAMES } from '../../../src/core/channel.ts';
import type { ParentDecision, ParentsAsked, ParentWay } from '../../../src/core/parents.ts';
import { draftOf } from '../../../src/core/session/draft.ts';
import { Walker, type WalkOptions } from './walker.ts';

const LINK = 'https://emnoi.example/p/LAMUNETAKU2468';

function asked(
  ways: readonly ParentWay[] = ['same-phone', 'own-phone', 'list'],
  decision: ParentDecision | null = null,
  isListed = false,
): ParentsAsked {
  return {
    ...{ ways, decision, isListed, link: LINK, page: 'https://emnoi.example/p', code: 'LAMUNETAKU2468' },
    letter: {
      title: { vi: 'Trường học vui', en: 'A happy school' },
      asker: { vi: 'Hội đồng trẻ em', en: 'The children’s council' },
      purpose: { vi: 'Để biết các em cần gì.', en: 'To learn what children need.' },
      use: { vi: 'Gửi cho nhà trường.', en: 'Sent to the school.' },
      keptDays: 90,
      minCell: 5,
    },
  };
}

/** A child that said yes and has been asked whether a part may be kept. */
function consented(parents: ParentsAsked = asked(), options: WalkOptions = {}): Walker {
  return new Walker({ ...options, parents }).open().type('9', 'có', 'có');
}

describe('after the child’s own yes', () => {
  it('a parent is asked before the first question, kindly, in the ways allowed', () => {
    const child = consented();
    expect(child.state).toMatchObject({
      phase: 'asking',
      asking: 'consent',
      partway: { kind: 'parent', at: 'ways' },
    });
    expect(child.text).toContain('bố mẹ hoặc người đang nuôi dưỡng em');
    expect(child.text).toContain('mã thầy cô phát');
    expect(child.labels).toEqual(['Đưa bố mẹ đọc trên máy này', 'Gửi cho bố mẹ đọc trên máy khác']);
    expect(consented(asked(['own-phone'])).text).not.toContain('thầy cô');
    expect(consented(asked(['list'])).labels).toEqual(['Xem lại']);
  });
  it('nobody is asked where the consultation does not ask for it', () => {
    expect(new Walker().open().type('9', 'có', 'có').state.asking).toBe('mood');
  });
  it('the child’s no ends it before a parent hears of it', () => {
    const child = new Walker({ parents: asked() }).open().type('9', 'không');
    expect(child.state.phase).toBe('refused');
    expect(child.text).not.toContain('bố mẹ');
  });
  it('signed slips stand for the parent', () => {
    const child = consented(asked(['list'], null, true));
    expect(child.state).toMatchObject({ asking: 'mood', parent: { way: 'list', decision: 'agreed' } });
    expect(consented(asked(['own-phone'], null, true)).state.asking).toBe('consent');
  });
  it('slips that are entered while the child waits are seen at its next word', () => {
    const child = consented(asked(['list']));
    child.type('tiếp');
    expect(child.state.asking).toBe('consent');
    child.parents = asked(['list'], null, true);
    expect(child.type('xem lại').state.asking).toBe('mood');
  });
});

describe('on the same phone', () => {
  it.each(CHANNEL_NAMES)('the letter is short, formal and complete, and fits %s', (channel) => {
    const child = consented(asked(), { channel }).type('1');
    for (const fact of [
      'Kính gửi',
      'Hội đồng trẻ em',
      'Để biết các em cần gì.',
      '90 ngày',
      'không ai',
      'bỏ qua',
      'rút lại',
    ])
      expect(child.text).toContain(fact);
    for (const { text } of child.said)
      expect(text.length).toBeLessThanOrEqual(CHANNEL_LIMITS[channel].maxText);
    expect(child.labels).toEqual(['Đồng ý', 'Không đồng ý', 'Để sau']);
  });
  it('agreeing goes on to the first question, and what the child said about a part is kept', () => {
    const child = consented().tap('Đưa bố mẹ').tap('Đồng ý');
    expect(child.state).toMatchObject({
      asking: 'mood',
      keepPartial: true,
      trail: ['welcome', 'age', 'consent'],
      parent: { way: 'same-phone', wording: 1, day: '2026-11-23', decision: 'agreed' },
    });
    expect(child.text).toContain('đã đồng ý rồi');
    const without = new Walker({ parents: asked() }).open().type('9', 'có', 'không', '1', '1');
    expect(without.state).toMatchObject({ asking: 'mood' });
    expect(without.state.keepPartial).toBeUndefined();
  });
  it('a no blames nobody, keeps nothing, and can be thought over', () => {
    const child = consented().tap('Đưa bố mẹ').tap('Không đồng ý');
    expect(child.state).toEqual({
      ...{ language: 'vi', phase: 'refused', asking: null, trail: [], answers: {} },
      parent: { way: 'same-phone', wording: 1, day: '2026-11-23', decision: 'declined' },
    });
    expect(child.text).toContain('Không ai có lỗi');
    expect(child.effects).toEqual([{ kind: 'ended', disposition: 'refusal' }]);
    expect(draftOf(child.flow, child.state)).toMatchObject({
      disposition: 'refusal',
      answers: {},
      ageBand: null,
    });
    expect(child.type('ơ').text).toContain('Không ai có lỗi');
    expect(child.type('làm lại').state).toMatchObject({ phase: 'asking', asking: 'age' });
    expect(child.type('9', 'có', 'có').state.partway).toMatchObject({ kind: 'parent', at: 'ways' });
  });
  it('silence, half words and “later” agree to nothing', () => {
    for (const said of ['để sau', 'hmm', 'con hỏi mẹ đã', 'bỏ qua', 'tiếp', 'trả lời tiếp', '😊']) {
      const child = consented().tap('Đưa bố mẹ').type(said);
      expect([said, child.state.asking]).toEqual([said, 'consent']);
      expect(child.state.parent).toBeUndefined();
    }
  });
  it('a tap on “agree” counts only while the letter is open', () => {
    const child = consented();
    expect(child.button('consent', '_p-agree').state.asking).toBe('consent');
    expect(child.button('consent', 'yes').state.partway).toMatchObject({ kind: 'parent', at: 'ways' });
    const other = consented(asked(['own-phone'])).button('consent', '_p-same-phone');
    expect(other.state.partway).toMatchObject({ at: 'ways' });
  });
});

describe('on the parent’s own phone', () => {
  it.each(CHANNEL_NAMES)('the child gets a link and a code on %s, and waits', (channel) => {
    const child = consented(asked(), { channel }).type('2');
    expect(child.effects).toEqual([{ kind: 'parent-asked' }]);
    expect(child.text).toContain(LINK);
    expect(child.text).toContain('LAMU-NETAKU-2468');
    for (const said of ['xem lại', 'chưa ạ', 'tiếp']) {
      expect(child.type(said).state).toMatchObject({ asking: 'consent', partway: { at: 'own-phone' } });
      expect(child.text).toContain('chưa nhận được');
      expect(child.text).toContain(LINK);
    }
  });
  it('goes on at whatever the child writes once the parent has agreed', () => {
    for (const said of ['tiếp', 'bố mẹ đồng ý rồi', 'xem lại', 'alo', 'bỏ qua']) {
      const child = consented().type('2');
      child.parents = asked(undefined, 'agreed');
      expect([said, child.type(said).state.asking]).toEqual([said, 'mood']);
      expect(child.state.parent).toMatchObject({ way: 'own-phone', decision: 'agreed' });
    }
    const opened = consented().type('2');
    opened.parents = asked(undefined, 'agreed');
    expect(opened.open().state.asking).toBe('mood');
  });
  it('stopping, calling for help and another language are not taken for going on', () => {
    const waiting = () => {
      const child = consented().type('2');
      child.parents = asked(undefined, 'agreed');
      return child;
    };
    expect(waiting().type('dừng').state.phase).toBe('stopped');
    expect(waiting().type('dừng', 'trả lời tiếp').state.asking).toBe('mood');
    expect(waiting().type('cứu').effects).toEqual([{ kind: 'safe-word' }]);
    expect(waiting().type('tiếng Anh').state.language).toBe('en');
  });
  it('ends kindly where the parent does not agree, or took it back before the child came', () => {
    for (const decision of ['declined', 'withdrawn'] as const) {
      const child = consented().type('2');
      child.parents = asked(undefined, decision);
      child.type('xem lại');
      expect(child.state).toMatchObject({ phase: 'refused', parent: { way: 'own-phone', decision } });
      expect(child.text).toContain('Không ai có lỗi');
      // The old no does not stand in the way of asking once more.
      expect(child.type('làm lại', '9', 'có', 'có').state.partway).toMatchObject({ at: 'ways' });
    }
  });
  it('another way can be chosen, and going back asks for the way, then for consent', () => {
    const child = consented().type('2').tap('Chọn cách khác');
    expect(child.labels).toHaveLength(2);
    expect(child.type('2', 'quay lại').state.partway).toMatchObject({ at: 'ways' });
    expect(child.type('quay lại').text).toContain('Em có muốn tham gia không?');
    expect(child.type('không').state.phase).toBe('refused');
  });
});

describe('later', () => {
  it('a parent who agreed is not asked again when the child goes back or starts over', () => {
    const child = consented().type('1', '1');
    expect(child.type('quay lại').state.asking).toBe('consent');
    expect(child.type('có', 'có').state.asking).toBe('mood');
    expect(child.type('làm lại', 'có').state.asking).toBe('age');
    expect(child.type('9', 'có', 'có').state.asking).toBe('mood');
    expect(child.state.parent?.decision).toBe('agreed');
  });
  it('nothing of a parent is left once the child itself says no', () => {
    const child = consented().type('1', '1', 'quay lại', 'không');
    expect(child.state).toEqual({ language: 'vi', phase: 'refused', asking: null, trail: [], answers: {} });
  });
  it('words of danger are heard while a parent is waited for, and the waiting goes on', () => {
    const child = consented().type('2', 'bố đánh em chảy máu');
    expect(child.effects[0]?.kind).toBe('danger');
    expect(child.text).toContain('111');
    expect(child.type('3').state.partway).toMatchObject({ kind: 'parent', at: 'own-phone' });
  });
});
