// A house that has been lived in: children who finished, children whose answers wait, children in the middle.
import { readFileSync } from 'node:fs';
import type { Application } from '../../src/compose.ts';
import { readText } from '../../src/core/flow/text.ts';
import { answerAll, flowOf, type Opinion } from './child.ts';
import { telegramPhone, webPhone } from './phone.ts';
import type { World } from './world.ts';

const flow = flowOf(readFileSync('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));

/** Settings under which all but three of the finished walks are sealed. */
export const LIVED_IN_SETTINGS = { SEAL_BATCH: '10', MIN_CELL: '3', DEMO_RESPONSES: '0' } as const;

const FINISHED = 13;
const HALFWAY_TELEGRAM = 4_711;

/** A child on the web in the middle of a walk. */
export type Halfway = {
  readonly cookie: string;
  /** Its last message, and what was answered to it. */
  readonly lastId: string;
  readonly lastReply: unknown;
};

function opinionOf(child: number): Opinion {
  const twelve = child % 3 !== 0;
  return {
    age: twelve ? 12 : 14,
    band: twelve ? '11-13' : '14-15',
    language: 'vi',
    place: child % 2 === 0 ? { province: 'Hà Nội', commune: 'Ba Đình', code: '00004' } : null,
    answers: {
      mood: child % 4 === 0 ? 'a-bit' : 'happy',
      play: 20 + child,
      'fix-first': ['meals', 'toilets', 'homework', 'playground'],
      listened: 'yes',
      spot: 'gate',
      teasing: 'sometimes',
      'go-on': 'yes',
      safer: ['near', 'ask'],
      'right-to-be-heard': 'answer',
      'head-teacher': `Em muốn sân trường có ${child} cây xanh ạ.`,
      'rate.easy': 'easy',
      'rate.free': 'yes',
    },
  };
}

/** Lets children come: thirteen finish, ten of them are sealed and published, one on the web and one on Telegram are in the middle. */
export async function liveIn(world: World): Promise<Halfway> {
  for (let child = 0; child < FINISHED; child += 1) {
    const phone = child % 2 === 0 ? webPhone(world) : telegramPhone(world, 4_000 + child);
    await answerAll(phone, flow, 'THU', opinionOf(child));
  }
  await world.app.seal();
  const outcome = await world.app.release('THU');
  if (outcome.kind === 'too-few') throw new Error('the release needs more responses');
  const telegram = telegramPhone(world, HALFWAY_TELEGRAM);
  await telegram.open('THU');
  await telegram.type('12');
  await telegram.type('có');
  const first = await post(world, '', { id: 'half-1' });
  await post(world, first.cookie, { id: 'half-2', text: '12' });
  const last = await post(world, first.cookie, { id: 'half-3', text: 'có' });
  return { cookie: first.cookie, lastId: 'half-3', lastReply: last.reply };
}

/** What can be asked of a house about its results. */
export async function tellResults(app: Application) {
  return {
    results: await app.results('THU', 'vi'),
    counts: await app.unpublishedCounts('THU'),
    consultations: await app.listConsultations(),
  };
}

/** What the two children in the middle are told when they come back and answer on. */
export async function carryOn(world: World, halfway: Halfway) {
  const { cookie, lastId, lastReply } = halfway;
  const again = await post(world, cookie, { id: lastId, text: 'có' });
  const skipped = await post(world, cookie, { id: 'half-4', text: 'bỏ qua' });
  const next = await post(world, cookie, { id: 'half-5', text: 'bỏ qua' });
  countOn(world);
  const telegram = await telegramPhone(world, HALFWAY_TELEGRAM).type('bỏ qua');
  return {
    repeats: textsOf(again.reply).join() === textsOf(lastReply).join(),
    web: [skipped.reply, next.reply],
    telegram,
    /** The questions they stand at, as the flow words them. */
    questions: [questionIn(JSON.stringify(next.reply)), questionIn(JSON.stringify(telegram))],
  };
}

/** A vendor counts its updates on and on; a fake one that was started anew would bring numbers it brought before. */
function countOn(world: World): void {
  const nobody = world.telegram.child(1);
  for (let update = 0; update < 1_000; update += 1) nobody.says('…');
}

function textsOf(reply: unknown): readonly string[] {
  return (reply as { messages: { text: string }[] }).messages.map(({ text }) => text);
}

function questionIn(told: string): string | null {
  const at = (text: string): number => told.lastIndexOf(JSON.stringify(text).slice(1, -1));
  const found = flow.questions
    .map(({ id, text }) => ({ id, at: at(readText(text, 'vi', '11-13')) }))
    .filter((one) => one.at >= 0)
    .sort((one, other) => other.at - one.at);
  return found[0]?.id ?? null;
}

async function post(world: World, cookie: string, body: Readonly<Record<string, string>>) {
  const response = await world.request('/c/THU/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) },
    body: JSON.stringify(body),
  });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  const reply: unknown = await response.json();
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? cookie, reply };
}
