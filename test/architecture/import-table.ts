// Who may import whom: the plan of the house as a table, and the check of one file against it.
import { posix } from 'node:path';
import type { Import, Source, Violation } from './source.ts';

type Rule = {
  /** Rooms whose files may be imported, besides the room's own. */
  readonly rooms: readonly string[];
  /** Packages that may be imported; `*` at the end stands for anything. */
  readonly packages: readonly string[];
};

const chartsAndSheets = [
  'echarts',
  '@resvg/resvg-wasm',
  'write-excel-file',
  'fflate',
  'pdfkit',
  '@dagrejs/dagre',
  'node:*',
];
/** `package.json` tells the program its version. */
const entry: Rule = {
  rooms: ['compose', 'config', 'web', 'ports', 'cli', 'runtime', 'package.json'],
  packages: ['*'],
};

/** Keyed by room; a room is a folder or a file directly under src/. `locales` and `data` lie beside src/. */
const table: Readonly<Record<string, Rule>> = {
  core: { rooms: [], packages: ['zod'] },
  config: { rooms: ['core'], packages: ['zod'] },
  ports: { rooms: ['core'], packages: [] },
  i18n: { rooms: ['core', 'locales'], packages: ['i18next'] },
  usecases: { rooms: ['core', 'ports', 'i18n'], packages: [] },
  channels: { rooms: ['core', 'ports'], packages: ['zod', 'node:crypto'] },
  storage: {
    rooms: ['core', 'ports'],
    packages: ['@prisma/*', 'pg', '@electric-sql/pglite', 'pglite-prisma-adapter', 'yaml', 'zod', 'node:*'],
  },
  'sign-in': { rooms: ['core', 'ports'], packages: ['better-auth', 'zod'] },
  reports: { rooms: ['core', 'i18n', 'data'], packages: [...chartsAndSheets, 'uqr'] },
  web: { rooms: ['usecases', 'reports', 'i18n', 'core'], packages: ['hono', '@hono/*', 'zod'] },
  compose: {
    rooms: ['config', 'ports', 'channels', 'storage', 'usecases', 'sign-in', 'reports', 'core', 'i18n'],
    packages: [],
  },
  node: entry,
  worker: entry,
  cli: entry,
  runtime: { ...entry, rooms: [...entry.rooms, 'data'] },
};

/** A vendor's library belongs to the channel of that vendor alone. */
const channelPackages: Readonly<Record<string, readonly string[]>> = { telegram: ['grammy'] };

const prismaPackages = ['prisma', '@prisma/*', 'pglite-prisma-adapter'];
const prismaClient = 'src/storage/prisma-client/';

/** Holds every import of a file to the table. */
export function checkImports(source: Source): Violation[] {
  const room = roomOf(source.path);
  const rule = table[room];
  if (!rule) {
    return [{ path: source.path, line: 1, rule: 'rooms', detail: `the plan has no room named ${room}` }];
  }
  return source.imports.flatMap((each) => {
    const target = targetOf(source.path, each.specifier);
    const detail = target
      ? refusalOfFile(source.path, target, rule)
      : refusalOfPackage(source.path, each, rule);
    return detail ? [{ path: source.path, line: each.line, rule: 'imports', detail }] : [];
  });
}

/** The path that a relative import means, from the root of the repository; null for a package. */
export function targetOf(path: string, specifier: string): string | null {
  return /^\.{1,2}\//.test(specifier) ? posix.join(posix.dirname(path), specifier) : null;
}

function refusalOfFile(path: string, target: string, rule: Rule): string | null {
  const [from, to] = [roomOf(path), roomOf(target)];
  if (target.startsWith(prismaClient) && from !== 'storage') return 'only storage imports Prisma';
  if (from !== to) return rule.rooms.includes(to) ? null : `${from} must not import ${to} (${target})`;
  const [own, other] = [channelOf(path), channelOf(target)];
  if (own && other && own !== other) return `channel ${own} must not import channel ${other}`;
  return null;
}

function refusalOfPackage(path: string, { specifier }: Import, rule: Rule): string | null {
  const room = roomOf(path);
  if (room !== 'storage' && matches(specifier, prismaPackages)) return 'only storage imports Prisma';
  const allowed = [...rule.packages, ...(channelPackages[channelOf(path) ?? ''] ?? [])];
  return matches(specifier, allowed) ? null : `${channelOf(path) ?? room} must not import '${specifier}'`;
}

/** A package allows its own subpaths: `hono` stands for `hono/jsx` as well. */
function matches(specifier: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.endsWith('*')
      ? specifier.startsWith(pattern.slice(0, -1))
      : specifier === pattern || specifier.startsWith(`${pattern}/`),
  );
}

/** `src/core/flow/flow.ts` is of core, `src/config.ts` of config, `locales/vi.json` of locales. */
function roomOf(path: string): string {
  const parts = path.split('/');
  const name = parts[0] === 'src' ? parts[1] : parts[0];
  return (name ?? '').replace(/\.tsx?$/, '');
}

/** The channel whose folder a file lies in; null for files shared by all channels and for other rooms. */
function channelOf(path: string): string | null {
  return /^src\/channels\/([^/]+)\//.exec(path)?.[1] ?? null;
}
