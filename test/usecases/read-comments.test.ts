/** Reading comments: what follows from them alone is reckoned once, and anew as soon as there are others. */

import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { CommentMark, CommentTheme, StoredComment } from '../../src/ports/comment-store.ts';
import { MOST_COMMENTS, readComments } from '../../src/usecases/read-comments.ts';

const CONSULTATION: Consultation = {
  id: '00000000-0000-4000-8000-000000000001',
  slug: 'dot',
  title: { kind: 'plain', by: { vi: 'Đợt' } },
  flowHash: 'h',
  places: ['VN'],
  opensAt: new Date(0),
  closesAt: null,
  minCell: 5,
} as never;

const WORDS = [
  'sân trường',
  'lớp học',
  'thư viện',
  'cổng trường',
  'căng tin',
  'phòng học',
  'bảng đen',
  'bàn ghế',
];

/** No two alike. */
function comment(at: number, province = '79'): StoredComment {
  const own = [0, 1, 2, 3].map((digit) => WORDS[Math.floor(at / 8 ** digit) % 8]).join(' em thích ');
  return { id: `c${at}`, text: `Nhà vệ sinh bẩn. ${own}.`, ageBand: '11-13', province };
}

function house(count: number) {
  const comments = Array.from({ length: count }, (_, at) => comment(at));
  const marks: CommentMark[] = [];
  const themes: CommentTheme[] = [{ id: 't', label: 'Vệ sinh', madeBy: 'Lan' }];
  const calls = { of: 0, breaths: 0 };
  const read = readComments({
    store: {
      counts: async () => [{ question: 'q', count: comments.length }],
      of: async (_which, limit) => {
        calls.of += 1;
        return comments.slice(0, limit);
      },
      marks: async () => marks,
      themes: async () => themes,
    },
    breathe: async () => {
      calls.breaths += 1;
    },
  });
  const wish = { consultation: CONSULTATION, scope: 'VN', question: 'q', audience: 'council' } as const;
  return { comments, marks, calls, read, wish };
}

describe('comments', () => {
  it('are loaded once for all pages, and again when one was added', async () => {
    const { comments, calls, read, wish } = house(44);
    const [first, second] = [await read(wish), await read({ ...wish, page: 3 })];
    expect(first.pairs).toContainEqual({ words: ['nhà vệ sinh', 'bẩn'], atLeast: 40 });
    expect(second.pairs).toBe(first.pairs);
    expect(second.comments.map(({ id }) => id)).toEqual(['c40', 'c41', 'c42', 'c43']);
    expect(calls.of).toBe(1);
    comments.push(comment(44));
    expect((await read(wish)).pairs).toContainEqual({ words: ['nhà vệ sinh', 'bẩn'], atLeast: 45 });
    expect(calls.of).toBe(2);
  });

  it('show at once what moderators and the council made of them', async () => {
    const { marks, calls, read, wish } = house(20);
    expect((await read({ ...wish, audience: 'public' })).comments).toEqual([]);
    marks.push({ id: 'c3', themes: ['t'], quote: { proposedBy: 'a', proposer: 'A', confirmer: 'B' } });
    const quoted = await read({ ...wish, audience: 'public' });
    // One comment is too few for its theme to be told in public.
    expect(quoted.comments).toMatchObject([{ id: 'c3', themes: [] }]);
    expect((await read({ ...wish, only: 'c3' })).comments).toMatchObject([{ id: 'c3', themes: ['t'] }]);
    expect(calls.of).toBe(1);
  });

  it('of a province are told of by that province alone', async () => {
    const { comments, read, wish } = house(12);
    for (let at = 0; at < 12; at += 1) comments.push(comment(100 + at, '01'));
    const there = await read({ ...wish, scope: '01' });
    expect(there.comments.map(({ province }) => province)).toEqual(Array(12).fill('01'));
    expect(there.pairs).toContainEqual({ words: ['nhà vệ sinh', 'bẩn'], atLeast: 10 });
    expect((await read({ ...wish, only: 'c3', scope: '01' })).comments).toEqual([]);
  });

  it('in tens of thousands leave others their turn while word pairs are reckoned', async () => {
    const { calls, read, wish } = house(3000);
    await Promise.all([read(wish), read({ ...wish, page: 2 })]);
    expect(calls.breaths).toBeGreaterThan(12);
    expect(calls.of).toBe(1);
    expect(MOST_COMMENTS).toBeGreaterThanOrEqual(50_000);
  });
});
