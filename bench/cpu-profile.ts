/** Sums a V8 profile up: time by function and by package, in the names of the source that was bundled. */

import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

type Frame = {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
};

type ProfileNode = { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] };

/** What Node writes with `--cpu-prof`. Times are microseconds of the machine's monotonic clock. */
export type CpuProfile = {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
  readonly startTime: number;
};

/** Microseconds by name. */
export type Times = ReadonlyMap<string, number>;

/** The sums. */
export type ProfileSums = {
  /** Our rooms and the packages they use, by where the time itself was spent. */
  readonly rooms: Times;
  /** Functions, by the time in their own code. */
  readonly self: Times;
  /** Functions of ours and of packages, by the time in their own code and in all that they called. */
  readonly inclusive: Times;
};

type Named = { readonly name: string; readonly room: string; readonly isNode: boolean };

const ROOT = join(import.meta.dirname, '..');
const BUNDLE = 'dist/node.js';

/** Sums up what was sampled between two moments of the monotonic clock, in microseconds. */
export async function sumUp(profile: CpuProfile, from: number, to: number): Promise<ProfileSums> {
  const nameOf = await frameNames();
  const named = new Map(profile.nodes.map((node) => [node.id, nameOf(node.callFrame)]));
  const stackOf = stacks(profile, named);
  const sums = {
    rooms: new Map<string, number>(),
    self: new Map<string, number>(),
    inclusive: new Map<string, number>(),
  };
  for (const [id, time] of selfTimes(profile, from, to)) {
    const own = named.get(id);
    if (own === undefined) continue;
    add(sums.rooms, own.room, time);
    add(sums.self, own.name, time);
    for (const name of stackOf(id)) add(sums.inclusive, name, time);
  }
  return sums;
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}

function selfTimes(
  { samples, timeDeltas, startTime }: CpuProfile,
  from: number,
  to: number,
): Map<number, number> {
  const times = new Map<number, number>();
  let at = startTime;
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0;
    at += delta;
    if (at >= from && at <= to) times.set(id, (times.get(id) ?? 0) + delta);
  });
  return times;
}

/** Gives the functions above a node, each once however often it calls itself. */
function stacks(
  { nodes }: CpuProfile,
  named: ReadonlyMap<number, Named>,
): (id: number) => ReadonlySet<string> {
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  return (id) => {
    const names = new Set<string>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const frame = named.get(at);
      if (frame !== undefined && !frame.isNode) names.add(frame.name);
    }
    return names;
  };
}

async function frameNames(): Promise<(frame: Frame) => Named> {
  const map = new SourceMap(JSON.parse(await readFile(join(ROOT, `${BUNDLE}.map`), 'utf8')));
  return ({ functionName, url, lineNumber, columnNumber }) => {
    if (url === '') return { name: functionName, room: functionName, isNode: true };
    if (!url.startsWith('file:'))
      return { name: `${functionName}  ${url}`, room: 'Node itself', isNode: true };
    const path = relative(ROOT, fileURLToPath(url));
    const entry = path === BUNDLE ? map.findEntry(lineNumber, columnNumber) : {};
    const isMapped = 'originalSource' in entry && 'originalLine' in entry;
    const source = isMapped ? String(entry.originalSource).replace(/^(\.\.\/)+/, '') : path;
    const line = isMapped ? Number(entry.originalLine) : lineNumber;
    const name = `${functionName || '(anonymous)'}  ${source.replace('node_modules/', '')}:${line + 1}`;
    return { name, room: roomOf(source), isNode: false };
  };
}

/** `src/usecases/…` is of src/usecases, `node_modules/pg/…` of pg. */
function roomOf(source: string): string {
  const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  return name ?? source.split('/').slice(0, 2).join('/');
}
