/** The verdict can fail: each thing that may be wrong is noticed, and by its own name. */

import { describe, expect, test } from 'vitest';
import type { ChatRecord, Shown } from './chat-phone.ts';
import { countFaults } from './fault-count.ts';
import { judgeReplies } from './judge-replies.ts';
import type { Said } from './play-phone.ts';
import type { Stored, StoredResponse } from './stored.ts';
import type { Sending } from './vendor-trouble.ts';
import { judgeStored } from './verdict.ts';
import { cardsIn } from './walked-flow.ts';

const SAID: readonly Said[] = [
  said(
    120_001,
    { mood: 'happy', games: ['ball', 'kite'] },
    { texts: [{ question: 'wish', text: 'Cây xanh' }] },
  ),
  said(120_002, { mood: null, games: ['rope'] }, { channel: 'web', ageBand: '9-10' }),
  said(120_003, { mood: 'so-so' }, { disposition: 'partial', place: '00004' }),
  said(120_004, {}, { disposition: null }),
];

function said(mark: number, answers: Said['answers'], rest: Partial<Said> = {}): Said {
  return {
    ...{
      mark,
      channel: 'zalo',
      language: 'vi',
      disposition: 'complete',
      ageBand: '11-13',
      place: null,
      texts: [],
    },
    answers: { mark, ...answers },
    ...rest,
  };
}

/** What a product without fault keeps of them. */
function kept(): { -readonly [Part in keyof Stored]: Stored[Part] } {
  const lasting = SAID.filter(({ disposition }) => disposition !== null);
  return {
    responses: lasting.map(({ disposition, ageBand, place, answers }) => ({
      ...{ disposition: disposition ?? '', ageBand, place, channel: null, language: 'vi' },
      answers,
    })),
    texts: lasting.flatMap(({ texts }) => texts),
    ledger: [
      { place: null, ageBand: '11-13', basis: 'account', indicators: [22, 24] },
      { place: null, ageBand: '9-10', basis: 'browser', indicators: [22] },
      { place: '00004', ageBand: '11-13', basis: 'account', indicators: [22] },
    ],
    unsealed: 0,
    unsent: 0,
  };
}

/** What is found, by name, after something was done to what was kept. */
function found(doctor: (stored: ReturnType<typeof kept>) => Partial<Stored>): readonly string[] {
  const stored = kept();
  return judgeStored(SAID, { ...stored, ...doctor(stored) }).map(({ wrong }) => wrong);
}

function at(responses: readonly StoredResponse[], index: number): StoredResponse {
  const response = responses[index];
  if (response === undefined) throw new Error('no such response');
  return response;
}

describe('what was kept', () => {
  test('is right when nothing was done to it, in whatever order it lies', () => {
    expect(found(({ responses }) => ({ responses: responses.toReversed() }))).toEqual([]);
  });

  test('lacks a response that was taken away', () => {
    expect(found(({ responses }) => ({ responses: responses.slice(1) }))).toEqual(['lost']);
  });

  test('holds a response twice', () => {
    expect(found(({ responses }) => ({ responses: [...responses, at(responses, 1)] }))).toEqual(['double']);
  });

  test('mixes two children whose answers were exchanged', () => {
    expect(
      found(({ responses }) => {
        const [one, other] = [at(responses, 0), at(responses, 1)];
        const swapped = [
          { ...one, answers: { ...one.answers, games: other.answers['games'] ?? null } },
          { ...other, answers: { ...other.answers, games: one.answers['games'] ?? null } },
        ];
        return { responses: [...swapped, ...responses.slice(2)] };
      }),
    ).toEqual(['mixed', 'mixed']);
  });

  test.each([
    [
      'an answer to a question that was never answered',
      { answers: { mark: 120_003, mood: 'so-so', spot: 'park' } },
    ],
    ['an answer less', { answers: { mark: 120_003 } }],
    ['a skipped question for an answered one', { answers: { mark: 120_003, mood: null } }],
    ['another place', { place: '01273' }],
    ['another age', { ageBand: '9-10' }],
    ['another channel', { channel: 'web' }],
    ['a walk that was not completed as complete', { disposition: 'complete' }],
  ])('has %s', (_what, change) => {
    expect(
      found(({ responses }) => ({
        responses: [...responses.slice(0, 2), { ...at(responses, 2), ...change }],
      })),
    ).toEqual(['mixed']);
  });

  test('holds the answers of a child who did not agree to that, and of none at all', () => {
    const refused = { mark: 120_004 };
    for (const answers of [refused, { mood: 'happy' }]) {
      const names = found(({ responses }) => ({
        responses: [...responses, { ...at(responses, 0), answers }],
      }));
      expect(names).toEqual(['mixed']);
    }
  });

  test('lacks a text, holds it twice, or changed it', () => {
    const text = { question: 'wish', text: 'Cây xanh' };
    expect(found(() => ({ texts: [] }))).toEqual(['text-lost']);
    expect(found(() => ({ texts: [text, text] }))).toEqual(['text-double']);
    expect(found(() => ({ texts: [{ ...text, text: 'Cây' }] }))).toEqual(['text-lost', 'text-double']);
  });

  test('counts a child too many or with another indicator, leaves a walk behind or a message', () => {
    expect(found(({ ledger }) => ({ ledger: [...ledger, ...ledger.slice(0, 1)] }))).toEqual(['ledger']);
    expect(found(({ ledger }) => ({ ledger: ledger.slice(1) }))).toEqual(['ledger']);
    expect(found(() => ({ unsealed: 1 }))).toEqual(['unsealed']);
    expect(found(() => ({ unsent: 2 }))).toEqual(['unsent', 'unsent']);
  });
});

describe('what children were shown', () => {
  const QUESTION = show('Em mấy tuổi rồi?');
  const NEXT = show('Em có muốn tham gia không?');
  const CARDS = cardsIn('vi').map(show);

  function show(text: string): Shown {
    return { text, options: [] };
  }

  /** Findings in a chat whose messages all came through the vendor's interface, a second after each other. */
  function foundIn(seen: readonly Shown[], sent: number, told: (index: number) => boolean = () => true) {
    const arrivals = seen.map(({ text }, index): Sending => {
      return { at: index * 10_000, said: text, text, told: told(index) };
    });
    const chat: ChatRecord = {
      vendor: 'zalo',
      chat: 'c',
      sent: () => sent,
      seen: () => seen,
      arrivals: () => arrivals,
    };
    const { findings, unavoidable } = judgeReplies([chat], countFaults());
    return [findings.map(({ wrong }) => wrong), unavoidable];
  }

  test('is right when every message was answered once', () => {
    expect(foundIn([QUESTION, NEXT, ...CARDS, QUESTION], 3)).toEqual([[], 0]);
  });

  test('lacks a reply', () => {
    expect(foundIn([QUESTION], 2)).toEqual([['missing'], 0]);
    expect(foundIn([QUESTION, NEXT, ...CARDS], 3)).toEqual([['missing'], 0]);
  });

  test('came twice though the vendor had said at once that it arrived', () => {
    expect(foundIn([QUESTION, QUESTION, NEXT], 2)).toEqual([['twice'], 0]);
  });

  test('came twice because the vendor had not said so, which makes up for no missing reply', () => {
    expect(foundIn([QUESTION, QUESTION, NEXT], 2, (index) => index !== 0)).toEqual([[], 1]);
    expect(foundIn([QUESTION, QUESTION], 2, (index) => index !== 0)).toEqual([['missing'], 1]);
  });

  test('lacks a card, or has two in the wrong order', () => {
    const [one, two, three] = CARDS as [Shown, Shown, Shown];
    expect(foundIn([one, three, QUESTION], 1)).toEqual([['disordered'], 0]);
    expect(foundIn([two, one, three, QUESTION], 1)).toEqual([['disordered'], 0]);
  });

  test('came twice in the chat though it was sent through the interface once', () => {
    const chat: ChatRecord = {
      ...{ vendor: 'telegram', chat: 'c', sent: () => 2, seen: () => [QUESTION, QUESTION, NEXT] },
      arrivals: () => [],
    };
    // It also stands for a turn too many, which is no reply that is missing.
    expect(judgeReplies([chat], countFaults()).findings.map(({ wrong }) => wrong)).toEqual(['twice']);
  });
});
