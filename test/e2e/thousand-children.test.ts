/** A thousand children over all channels at once: what is counted equals what they answered. */

import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ageBandOf } from '../../src/core/age-band.ts';
import type { AnswerValue } from '../../src/core/answer.ts';
import type { Flow, Question } from '../../src/core/flow/flow.ts';
import { freshDatabase } from '../support/postgres.ts';
import { answerAll, flowOf, type Opinion, type Walked } from './child.ts';
import { type Phone, telegramPhone, webPhone, zaloOaPhone, zaloPhone } from './phone.ts';
import { startWorld, type World } from './world.ts';

const CHILDREN = 1_000;
const AT_ONCE = 40;
const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
const PLACES = [
  { province: 'Cao Bằng', commune: 'Thục Phán', code: '01273' },
  { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' },
];

let world: World;
let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'));
  world = await startWorld({ DATABASE_URL: database.url });
}, 60_000);

afterAll(async () => {
  await world?.close();
  await database?.drop();
});

/** A small generator of reproducible chance. */
function dice(seed: number): (n: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

function opinionOf(child: number): Opinion {
  const roll = dice(child + 1);
  const age = 7 + roll(9);
  const band = ageBandOf(age);
  if (band === null) throw new Error('unreachable');
  const answers: Record<string, AnswerValue> = {};
  for (const question of flow.questions) {
    if (roll(8) !== 0) answers[question.id] = opinion(question, roll);
  }
  return { age, band, language: roll(5) === 0 ? 'en' : 'vi', answers, place: PLACES[roll(3)] ?? null };
}

function opinion(question: Question, roll: (n: number) => number): AnswerValue {
  switch (question.kind) {
    case 'choices': {
      const ids = question.options.map(({ id }) => id).filter(() => roll(3) === 0);
      return ids.length === 0 ? [question.options[0]?.id ?? ''] : ids.slice(0, question.max);
    }
    case 'rank':
      return question.options
        .map(({ id }) => ({ id, at: roll(1_000) }))
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id);
    case 'number':
      // Never 111: that is a call for help, whatever was asked.
      return question.min + roll(Math.min(100, question.max - question.min + 1));
    case 'text':
      return `Em muốn có thêm cây xanh ${roll(1_000)}`;
    case 'info':
    case 'age':
    case 'consent':
    case 'place':
      return null;
    default:
      return question.options[roll(question.options.length)]?.id ?? null;
  }
}

function phoneOf(child: number, language: string): Phone {
  if (child % 4 === 0) return webPhone(world, language);
  if (child % 4 === 1) return telegramPhone(world, 10_000 + child, language);
  return child % 4 === 2 ? zaloPhone(world, `zalo-child-${child}`) : zaloOaPhone(world, `oa-child-${child}`);
}

/** Zalo tells no language: its children answer in Vietnamese. */
function withLanguage(child: number): Opinion {
  const opinion = opinionOf(child);
  return child % 4 >= 2 ? { ...opinion, language: 'vi' } : opinion;
}

function tallyOf(walks: readonly Walked[], flow: Flow): Map<string, Map<string, number>> {
  const tally = new Map<string, Map<string, number>>();
  const open = new Set(flow.questions.filter(({ kind }) => kind === 'text').map(({ id }) => id));
  for (const walk of walks) {
    for (const [question, value] of Object.entries(walk)) {
      if (open.has(question)) continue;
      const counts = tally.get(question) ?? new Map<string, number>();
      tally.set(question, counts);
      const key = JSON.stringify(value);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return tally;
}

test('counts after a thousand children equal what they answered, and none waits or is counted twice', async () => {
  const walks: Walked[] = [];
  const children = Array.from({ length: CHILDREN }, (_, child) => child);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let child = children.shift(); child !== undefined; child = children.shift()) {
        const opinion = withLanguage(child);
        walks.push(await answerAll(phoneOf(child, opinion.language), flow, 'THU', opinion));
      }
    }),
  );
  const report = await world.app.seal();
  expect(report).toEqual({ sealed: CHILDREN, erased: 0, waiting: 0 });
  expect(await world.app.unpublishedCounts('THU')).toEqual({
    responses: CHILDREN,
    waiting: 0,
    ledger: CHILDREN,
  });
  expect(await sealedTally()).toEqual(tallyOf(walks, flow));
  expect(await waitingTexts()).toEqual(writtenTexts(walks));
}, 240_000);

async function rows<Row>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

async function sealedTally(): Promise<Map<string, Map<string, number>>> {
  const tally = new Map<string, Map<string, number>>();
  const found = await rows<{
    question: string;
    skipped: boolean;
    options: string[] | null;
    number: number | null;
  }>('SELECT question, skipped, options, number FROM answers');
  const single = new Set(
    flow.questions.filter(({ kind }) => kind !== 'choices' && kind !== 'rank').map(({ id }) => id),
  );
  for (const { question, skipped, options, number } of found) {
    const chosen = single.has(question) ? options?.[0] : options;
    const value = skipped ? null : (number ?? chosen ?? null);
    const counts = tally.get(question) ?? new Map<string, number>();
    tally.set(question, counts);
    counts.set(JSON.stringify(value), (counts.get(JSON.stringify(value)) ?? 0) + 1);
  }
  return tally;
}

async function waitingTexts(): Promise<string[]> {
  return (await rows<{ text: string }>('SELECT text FROM waiting_texts')).map(({ text }) => text).sort();
}

function writtenTexts(walks: readonly Walked[]): string[] {
  return walks
    .flatMap((walk) => Object.values(walk))
    .filter((value): value is string => String(value).startsWith('Em muốn'))
    .sort();
}

test('the log of it all holds no answer and no account', () => {
  const log = world.logged.join('\n');
  expect(log).not.toMatch(/Em muốn có thêm|zalo-child-|oa-child-|"1\d{4}"/);
});
