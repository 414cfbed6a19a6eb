/** The pages of flows as their tests use them: forms filled in as they were drawn. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StaffMember } from '../../../../src/core/staff/member.ts';
import { type ConsoleWorld, memberWith, openConsoleWorld } from '../console-world.ts';

export const LAN = memberWith('staff', 'VN', 'Chị Lan');
export const MINH = memberWith('staff', 'VN', 'Anh Minh');
/** Of Thành phố Hồ Chí Minh. */
export const NAM = memberWith('staff', '79', 'Anh Nam');
/** Of Hà Nội. */
export const HOA = memberWith('staff', '01', 'Chị Hoa');

/** What a form sends. */
export type Sent = Record<string, string | string[]>;

/** Opens the console. */
export async function openFlowWorld(): Promise<ConsoleWorld> {
  return openConsoleWorld(await mkdtemp(join(tmpdir(), 'flows-')));
}

/** Publishes the demo's flow from the command line. @returns its hash */
export async function publishDemo(world: ConsoleWorld): Promise<string> {
  const file = new URL('../../../../flows/truong-hoc-hanh-phuc.yaml', import.meta.url);
  const outcome = await world.app.publishFlow(await readFile(file, 'utf8'));
  if (outcome.kind !== 'published') throw new Error(outcome.kind);
  return outcome.hash;
}

/** Begins a draft. @returns its address */
export async function beginDraft(
  world: ConsoleWorld,
  who = LAN,
  place = 'VN',
  title = 'Sân chơi',
): Promise<string> {
  const answer = await world.post(who, '/console/flows/new', { id: randomUUID(), title, place });
  return pathOf(answer);
}

/** Begins the next version of a published flow. @returns the draft's address */
export async function beginNext(world: ConsoleWorld, hash: string, who = LAN): Promise<string> {
  return pathOf(await world.post(who, `/console/flows/versions/${hash}/next`, { id: randomUUID() }));
}

/** Adds a question at the end. @returns the address of its page */
export async function addQuestion(
  world: ConsoleWorld,
  draft: string,
  kind: string,
  words: string,
): Promise<string> {
  const keys = [...(await pageOf(world, LAN, draft)).matchAll(/data-key="([^"]*)"/g)].map(
    ([, key]) => key ?? '',
  );
  const answer = await world.post(LAN, `${draft}/add`, { list: '-', after: keys.at(-1) ?? '', kind, words });
  return pathOf(answer);
}

/** Where an answer leads, without what it says and the place on the page. */
export function pathOf(answer: Response): string {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.status} leads nowhere`);
  return location.replace(/[?#].*$/, '');
}

/** A page, which must be there. */
export async function pageOf(world: ConsoleWorld, who: StaffMember, path: string): Promise<string> {
  const answer = await world.get(who, path);
  if (answer.status !== 200) throw new Error(`${answer.status} for ${path}`);
  return answer.text();
}

/** What the first form of a page with this action would send, were nothing changed. */
export function formOf(html: string, action: string): Sent {
  const begin = html.search(new RegExp(`<form[^>]*action="${escaped(action)}"`));
  if (begin === -1) throw new Error(`No form to ${action}`);
  const form = html.slice(begin, html.indexOf('</form>', begin));
  const sent: Sent = {};
  const add = (name: string, value: string) => {
    const before = sent[name];
    sent[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  };
  const fields =
    /<input ([^>]*)>|<textarea ([^>]*)>([^<]*)<\/textarea>|<select ([^>]*)>([\s\S]*?)<\/select>/g;
  for (const [, input, area, text = '', select, options = ''] of form.matchAll(fields)) {
    const attributes = input ?? area ?? select ?? '';
    const name = attribute(attributes, 'name');
    if (name === null) continue;
    if (area !== undefined) add(name, unescaped(text).replace(/^\n/, ''));
    else if (select !== undefined) add(name, chosen(options));
    else if (!/type="(checkbox|radio)"/.test(attributes) || /\bchecked/.test(attributes))
      add(name, attribute(attributes, 'value') ?? '');
  }
  return sent;
}

function chosen(options: string): string {
  const all = [...options.matchAll(/<option ([^>]*)>/g)].map(([, attributes = '']) => attributes);
  const picked = all.find((attributes) => /\bselected/.test(attributes)) ?? all[0] ?? '';
  return attribute(picked, 'value') ?? '';
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? null : unescaped(found);
}

/** The text that HTML stands for. */
export function unescaped(html: string): string {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

/** What a reader sees of HTML, in one line. */
export function readable(html: string): string {
  return unescaped(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
}

/** What stands beside a field. */
export function foundAt(html: string, field: string): string {
  const room = new RegExp(`data-found="${escaped(field)}">([\\s\\S]*?)</div>`).exec(html)?.[1];
  return room === undefined ? 'no such field' : readable(room).trim();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Opens a question's page, changes fields and sends its form. */
export async function sendQuestion(
  world: ConsoleWorld,
  path: string,
  { who = LAN, press = '', ...changed }: { who?: StaffMember; press?: string; fields?: Sent },
): Promise<Response> {
  const form = formOf(await pageOf(world, who, path), path);
  return world.post(who, path, { ...form, ...changed.fields, do: press });
}
