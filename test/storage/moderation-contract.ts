/** What moderating and comments may rely on. */

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Consultation } from '../../src/core/consultation.ts';
import type { HeldText } from '../../src/ports/moderation-store.ts';
import type { Database } from '../../src/storage/database.ts';
import { createModerationStore } from '../../src/storage/moderation-store.ts';
import type { TriedStore } from './engines.ts';
import { later, launchOne, NOW } from './made-up.ts';

const LAN = { id: 'lan', name: 'Nguyễn Thị Lan' };
const BINH = { id: 'binh', name: 'Trần Văn Bình' };
const UNTIL = later(10);

export function moderationContract(tried: () => TriedStore): void {
  const moderation = () => tried().store.moderation;
  const comments = () => tried().store.comments;

  /** A consultation with texts that wait, the first since the first of the days. */
  async function withTexts(count: number, days = ['2026-11-20']): Promise<Consultation> {
    const consultation = await launchOne(tried().store);
    for (let at = 0; at < count; at += 1) {
      const trace = tried().store.addressBook.encrypt(
        JSON.stringify({ contact: randomUUID(), ageBand: '9-10', place: '79' }),
      );
      await tried().database.query(
        `INSERT INTO waiting_texts (consultation_id, question, text, trace, waiting_since, mixed)
         VALUES ($1::uuid, 'q', $2, $3, $4::date, true)`,
        [consultation.id, `lời ${at}`, trace, days[at] ?? '2026-11-22'],
      );
    }
    return consultation;
  }

  const hold = (consultation: Consultation, moderator: string, now = NOW) =>
    moderation().hold({
      moderator,
      consultations: [consultation.id],
      now,
      until: new Date(now.getTime() + 600_000),
    });

  async function held(consultation: Consultation, moderator: string, now = NOW): Promise<HeldText> {
    const text = await hold(consultation, moderator, now);
    if (text === null) throw new Error('nothing waits');
    return text;
  }

  const show = (id: string, moderator: string, at = NOW) =>
    moderation().decide({ id, moderator, text: 'đã che', at });

  it('never gives two moderators the same text at once', async () => {
    const consultation = await withTexts(6);
    const moderators = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const all = await Promise.all(moderators.map((moderator) => hold(consultation, moderator)));
    const ids = all.filter((one) => one !== null).map(({ id }) => id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });

  it('gives whoever comes again what they hold, and to others once they held it too long', async () => {
    const consultation = await withTexts(1);
    const first = await held(consultation, LAN.id);
    expect(await hold(consultation, LAN.id)).toEqual(first);
    expect(await hold(consultation, BINH.id)).toBeNull();
    expect(await held(consultation, BINH.id, later(11))).toEqual(first);
    expect(await moderation().held(first.id, LAN.id, later(11))).toBeNull();
    expect(await show(first.id, LAN.id, later(11))).toBe('gone');
  });

  it('gives what has waited longest first, and nothing of consultations that were not asked for', async () => {
    const consultation = await withTexts(3, ['2026-11-21', '2026-11-01', '2026-11-22']);
    expect((await held(consultation, LAN.id)).text).toBe('lời 1');
    const nothing = await moderation().hold({
      moderator: BINH.id,
      consultations: [],
      now: NOW,
      until: UNTIL,
    });
    expect(nothing).toBeNull();
  });

  it('takes a decision once, from whoever holds the text', async () => {
    const consultation = await withTexts(1);
    const { id } = await held(consultation, LAN.id);
    expect(await show(id, BINH.id)).toBe('gone');
    expect((await Promise.all([show(id, LAN.id), show(id, LAN.id)])).sort()).toEqual(['decided', 'gone']);
    expect(await show('nothing', LAN.id)).toBe('gone');
    expect(await hold(consultation, LAN.id)).toBeNull();
  });

  it('takes back the last decision only, for a while only, as it was before', async () => {
    const consultation = await withTexts(2);
    const one = await held(consultation, LAN.id);
    await show(one.id, LAN.id, NOW);
    const two = await held(consultation, LAN.id, later(1));
    await moderation().decide({ id: two.id, moderator: LAN.id, text: null, at: later(1) });
    expect(await moderation().canTakeBack(LAN.id, NOW)).toBe(true);
    const back = await moderation().takeBack({ moderator: LAN.id, since: NOW, until: later(12) });
    expect(back).toEqual(two);
    expect(await moderation().held(two.id, LAN.id, later(2))).toEqual(two);
    expect(await moderation().takeBack({ moderator: LAN.id, since: NOW, until: later(12) })).toBeNull();
    expect(
      await moderation().takeBack({ moderator: BINH.id, since: later(-9), until: later(12) }),
    ).toBeNull();
  });

  it('erases what was withheld, and forgets whose the others were', async () => {
    const consultation = await withTexts(2);
    const one = await held(consultation, 'mai');
    await moderation().decide({ id: one.id, moderator: 'mai', text: null, at: NOW });
    const two = await held(consultation, 'mai');
    await show(two.id, 'mai');
    const overdue = (await moderation().overdue(later(11), 100)).filter(({ id }) => id === two.id);
    expect(overdue).toEqual([{ id: two.id, trace: two.trace }]);
    await moderation().settle([{ id: two.id, trace: 'coarse' }]);
    const rows = await tried().database.query<{ id: string }>(
      'SELECT * FROM moderated_texts WHERE consultation_id = $1::uuid',
      [consultation.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.id).not.toBe(two.id);
    expect(rows[0]).toMatchObject({
      trace: 'coarse',
      original: null,
      moderator: null,
      decided_at: null,
      text: 'đã che',
    });
    expect(await moderation().takeBack({ moderator: 'mai', since: later(-60), until: UNTIL })).toBeNull();
  });

  it('seals a batch once, and joined to nothing', async () => {
    const consultation = await withTexts(2);
    for (let at = 0; at < 2; at += 1) await show((await held(consultation, LAN.id)).id, LAN.id);
    const overdue = await moderation().overdue(later(1), 1_000);
    await moderation().settle(overdue.map(({ id }) => ({ id, trace: 'coarse' })));
    const texts = (await moderation().shown(consultation.id, 10)).map(({ id }) => id);
    expect(texts).toHaveLength(2);
    const batch = {
      ...{ consultationId: consultation.id, texts, companions: 8, day: '2026-11-24' },
      comments: ['x', 'y'].map((text) => ({
        id: randomUUID(),
        question: 'q',
        ageBand: null,
        province: '79',
        text,
      })),
    };
    const both = await Promise.all([moderation().sealComments(batch), moderation().sealComments(batch)]);
    expect(both.sort()).toEqual(['conflict', 'sealed']);
    expect(await comments().counts(consultation.id)).toEqual([{ question: 'q', count: 2 }]);
    expect(await moderation().shown(consultation.id, 10)).toEqual([]);
  });

  it('loses no text and doubles none where it is broken off in the midst of a decision', async () => {
    const consultation = await withTexts(1);
    const text = await held(consultation, LAN.id);
    for (const broken of [1, 2]) {
      const store = createModerationStore(breakingAt(tried().database, broken));
      await expect(store.decide({ id: text.id, moderator: LAN.id, text: 'x', at: NOW })).rejects.toThrow(
        'killed',
      );
      expect(await moderation().held(text.id, LAN.id, NOW)).toEqual(text);
    }
    expect(await show(text.id, LAN.id)).toBe('decided');
    const store = createModerationStore(breakingAt(tried().database, 2));
    const wish = { moderator: LAN.id, since: later(-1), until: UNTIL };
    await expect(store.takeBack(wish)).rejects.toThrow('killed');
    expect(await moderation().canTakeBack(LAN.id, later(-1))).toBe(true);
    expect(await moderation().takeBack(wish)).toEqual(text);
  });

  describe('of comments', () => {
    async function withComments(count: number): Promise<{ consultationId: string; question: string }> {
      const { id } = await launchOne(tried().store);
      const sealed = Array.from({ length: count }, (_, at) => ({
        ...({ id: randomUUID(), question: 'q', ageBand: '9-10', province: '79', text: `lời ${at}` } as const),
      }));
      await moderation().sealComments({
        consultationId: id,
        texts: [],
        comments: sealed,
        companions: 0,
        day: '2026-11-24',
      });
      return { consultationId: id, question: 'q' };
    }

    it('keeps themes of one name once, and gives them to comments of their question only', async () => {
      const which = await withComments(2);
      const other = await withComments(1);
      const theme = { id: randomUUID(), label: 'Sân chơi', madeBy: LAN.name };
      expect(await comments().addTheme(which, theme)).toBe(theme.id);
      expect(await comments().addTheme(which, { ...theme, id: randomUUID() })).toBe(theme.id);
      const foreign = await comments().addTheme(other, { ...theme, id: randomUUID() });
      const [first] = await comments().of(which, 10);
      await comments().tag(which, first?.id ?? '', [theme.id, foreign, 'nothing']);
      expect((await comments().marks(which))[0]?.themes).toEqual([theme.id]);
      await comments().tag(other, first?.id ?? '', []);
      expect((await comments().marks(which))[0]?.themes).toEqual([theme.id]);
      await comments().removeTheme(which, theme.id);
      expect(await comments().themes(which)).toEqual([]);
      expect((await comments().marks(which))[0]?.themes ?? []).toEqual([]);
    });

    it('lets nothing be quoted on one word alone', async () => {
      const which = await withComments(1);
      const [comment] = await comments().of(which, 1);
      const id = comment?.id ?? '';
      expect(await comments().quote(which, id, LAN)).toBe('proposed');
      expect(await comments().quote(which, id, LAN)).toBe('same-person');
      expect((await comments().marks(which)).find((mark) => mark.id === id)?.quote).toEqual({
        proposedBy: 'lan',
        proposer: LAN.name,
        confirmer: null,
      });
      expect(await comments().quote(which, id, BINH)).toBe('confirmed');
      expect((await comments().marks(which)).find((mark) => mark.id === id)?.quote?.confirmer).toBe(
        BINH.name,
      );
      await comments().unquote(which, id);
      expect((await comments().marks(which)).find((mark) => mark.id === id)?.quote ?? null).toBeNull();
      expect(await comments().quote(which, 'nothing', LAN)).toBe('absent');
      await expect(
        tried().database.query(
          `INSERT INTO comment_quotes (comment_id, proposed_by, proposer, confirmed_by, confirmer) VALUES ($1::uuid, 'a', 'A', 'a', 'A')`,
          [id],
        ),
      ).rejects.toThrow();
    });
  });
}

/** The same database, its transactions broken off before their n-th statement. */
function breakingAt(database: Database, statement: number): Database {
  return {
    ...database,
    transaction: (work, mode) =>
      database.transaction((transaction) => {
        let ran = 0;
        return work({
          ...transaction,
          query: (text, values) => {
            ran += 1;
            return ran === statement ? Promise.reject(new Error('killed')) : transaction.query(text, values);
          },
        });
      }, mode),
  };
}
