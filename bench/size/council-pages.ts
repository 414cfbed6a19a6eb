/** Pages as somebody signed in gets them from a real server, whole: read, said, drawn and written as HTML. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { NATION } from '../../src/core/locality.ts';
import { atEnd } from '../cleanup.ts';
import { startProcess } from '../node-process.ts';
import { residentBytes } from '../proc.ts';
import { SIZE_QUESTIONS } from './size-flow.ts';

/** What is asked for. */
export type PageOrder = {
  readonly database: string;
  readonly secretKey: string;
  readonly slug: string;
  /** Places with tables of their own. */
  readonly places: readonly string[];
  readonly pages: number;
};

/** Milliseconds of each page, and what the server held after half of them and after all, in MiB. */
export type PageTimes = { readonly times: readonly number[]; readonly mib: readonly [number, number] };

const ROOT = join(import.meta.dirname, '../..');

/**
 * Asks for pages one after the other: results of the nation and of other places, a question split by age or crossed with another
 * one, a slide, the list.
 */
export async function timeCouncilPages(order: PageOrder): Promise<PageTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'em-noi-pages-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  const server = await startProcess({
    ...{ name: 'pages', argv: [join(ROOT, 'dist/node.js')], folder },
    env: {
      ...{ PORT: '0', DATA_DIR: join(folder, 'data'), DATABASE_URL: order.database },
      ...{ SECRET_KEY: order.secretKey, DEMO: '1', DEMO_RESPONSES: '50', RELEASE_EVERY_DAYS: '0' },
    },
  });
  const root = `http://127.0.0.1:${server.port}`;
  const cookie = await signIn(root, await passwordIn(folder));
  const times: number[] = [];
  let half = 0;
  for (let at = 0; at < order.pages; at += 1) {
    const address = addressAt(order, at);
    const startedAt = performance.now();
    const answer = await fetch(`${root}${address}`, { headers: { cookie }, redirect: 'manual' });
    await answer.text();
    times.push(performance.now() - startedAt);
    if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
    if (at === Math.floor(order.pages / 2)) half = await mibOf(server.pid);
  }
  const mib = [half, await mibOf(server.pid)] as const;
  await server.stop();
  return { times, mib };
}

function addressAt({ slug, places }: PageOrder, at: number): string {
  const ids = SIZE_QUESTIONS.map(({ id }) => id);
  const nation = `/council/${slug}/${NATION}`;
  const place = (n: number) => `/council/${slug}/${places[n % places.length] ?? NATION}`;
  const question = `${nation}/questions/${ids[at % ids.length]}`;
  const all = [
    nation,
    place(at),
    place(at * 7),
    `${question}?by=%40age`,
    `${question}?by=${ids[(at * 3 + 1) % ids.length]}`,
    `${nation}/show/${at % ids.length}`,
    '/council',
  ];
  return all[at % all.length] ?? nation;
}

/** The server prints it when it is ready. */
async function passwordIn(folder: string): Promise<string> {
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.log'))) {
    const password = /password of each: ([^)]+)\)/.exec(await readFile(join(folder, name), 'utf8'))?.[1];
    if (password !== undefined) return password;
  }
  throw new Error('the server printed no password');
}

async function signIn(root: string, password: string): Promise<string> {
  const answer = await fetch(`${root}/console/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: root },
    body: new URLSearchParams({ email: 'staff@demo.example', password }),
  });
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  if (cookies.length === 0) throw new Error(`signing in answered ${answer.status}`);
  return cookies.join('; ');
}

/** Not a number where the machine does not tell. */
async function mibOf(pid: number): Promise<number> {
  return ((await residentBytes(pid)) ?? Number.NaN) / 2 ** 20;
}
