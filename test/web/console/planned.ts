/** Plans of consultations, made through the pages as staff make them. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CHECKPOINTS } from '../../../src/core/consultation-plan.ts';
import type { StaffMember } from '../../../src/core/staff/member.ts';
import type { ConsoleWorld } from './console-world.ts';
import { memberWith } from './console-world.ts';

export const LAN = memberWith('staff', 'VN', 'Chị Lan');
export const MINH = memberWith('staff', 'VN', 'Anh Minh');

/** Publishes the flow that ships with the program. @returns its hash */
export async function publishShipped(world: ConsoleWorld): Promise<string> {
  const published = await world.app.publishFlow(await readFile('flows/truong-hoc-hanh-phuc.yaml', 'utf8'));
  if (published.kind !== 'published') throw new Error(published.kind);
  return published.hash;
}

/** Everything a plan's form needs to be handed in. */
export function fullForm(hash: string, changes: Readonly<Record<string, string | readonly string[]>> = {}) {
  return {
    flow: hash,
    slug: `san-choi-${randomUUID().slice(0, 8)}`,
    'title-vi': 'Sân chơi của chúng em',
    'asker-vi': 'Đoàn xã và trường của em',
    'purpose-vi': 'Em giúp trường làm sân chơi vui hơn.',
    'use-vi': 'Cô hiệu trưởng đọc và chọn ba việc để làm.',
    ages: ['9-10', '11-13'],
    channels: ['web'],
    opens: '',
    closes: '2099-12-31T17:00',
    'min-cell': '5',
    feedback: '60',
    responsible: 'Trần Thị Lan, 024 1234',
    ...Object.fromEntries(CHECKPOINTS.map((point) => [`check-${point}`, `Chúng tôi lo việc ${point}.`])),
    ...changes,
  };
}

/** Begins a plan. @returns its id */
export async function begin(world: ConsoleWorld, who: StaffMember = LAN, place = 'VN'): Promise<string> {
  const id = randomUUID();
  const form = { id, act: randomUUID(), 'title-vi': 'Sân chơi của chúng em', place, flow: '' };
  const answer = await world.post(who, '/console/consultations', form);
  if (answer.status !== 303) throw new Error(await answer.text());
  return id;
}

/** Revision that the page of a draft carries. */
export async function seenOf(world: ConsoleWorld, id: string, who: StaffMember = LAN): Promise<string> {
  const page = await (await world.get(who, `/console/consultations/${id}`)).text();
  return /name="seen" value="(\d+)"/.exec(page)?.[1] ?? '';
}

/** Chooses whole places. */
export async function choosePlaces(
  world: ConsoleWorld,
  id: string,
  whole: readonly string[],
): Promise<Response> {
  const seen = await seenOf(world, id);
  return world.post(LAN, `/console/consultations/${id}/places`, { seen, whole, next: 'plan' });
}

/** Sends the form of a draft. */
export async function save(
  world: ConsoleWorld,
  id: string,
  form: Readonly<Record<string, string | readonly string[]>>,
  next: 'save' | 'hand-in' | 'places' = 'save',
): Promise<Response> {
  const seen = await seenOf(world, id);
  return world.post(LAN, `/console/consultations/${id}/plan`, { act: randomUUID(), seen, next, ...form });
}

/** Begins, fills in and hands in a plan. @returns its id */
export async function handedIn(
  world: ConsoleWorld,
  hash: string,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
  places: readonly string[] = ['VN'],
): Promise<string> {
  const id = await begin(world);
  await choosePlaces(world, id, places);
  const answer = await save(world, id, fullForm(hash, changes), 'hand-in');
  if (answer.status !== 303) throw new Error(await answer.text());
  return id;
}

/** Approves a plan. */
export async function approve(world: ConsoleWorld, id: string, who: StaffMember = MINH): Promise<Response> {
  const seen = await seenOf(world, id, who);
  return world.post(who, `/console/consultations/${id}/approve`, { act: randomUUID(), seen });
}

/** A plan that was approved: a consultation that runs. @returns its id */
export async function launched(
  world: ConsoleWorld,
  hash: string,
  changes: Readonly<Record<string, string | readonly string[]>> = {},
  places: readonly string[] = ['VN'],
): Promise<string> {
  const id = await handedIn(world, hash, changes, places);
  const answer = await approve(world, id);
  if (!(answer.headers.get('location') ?? '').endsWith('done=approved')) throw new Error(await answer.text());
  return id;
}
