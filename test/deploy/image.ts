/** Follows the steps of our Dockerfile in a temporary folder, without a container engine. */

import { execFile } from 'node:child_process';
import { chmod, constants, copyFile, link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { admits, readCopy, readDockerfile, readEnvironment } from './dockerfile.ts';

/** What was built. */
export type Image = {
  /** The file system of the last stage. */
  readonly root: string;
  /** The folder it starts in. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** As written, `1000:1000`. */
  readonly user: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  /** A Node that any user can run. */
  readonly node: string;
  readonly remove: () => Promise<void>;
};

type Stage = { readonly root: string; folder: string };

/** Builds it. Packages come from the project's own node_modules, those that `npm ci --omit=dev` would install. */
export async function buildImage(): Promise<Image> {
  const base = await mkdtemp(join(tmpdir(), 'em-noi-image-'));
  await chmod(base, 0o755);
  const goesAlong = admits(await readFile('.dockerignore', 'utf8'));
  const stages = new Map<string, Stage>();
  const told = new Map<string, string>();
  let stage: Stage = { root: base, folder: base };
  for (const { name, words } of readDockerfile(await readFile('Dockerfile', 'utf8'))) {
    if (name === 'FROM') {
      const named = /\sAS\s+(\w+)$/.exec(words)?.[1] ?? 'last';
      stage = { root: join(base, named), folder: join(base, named) };
      stages.set(named, stage);
      await mkdir(stage.root);
    } else if (name === 'WORKDIR') {
      stage.folder = join(stage.root, words);
      await mkdir(stage.folder, { recursive: true });
    } else if (name === 'COPY') await copy(words, { stage, stages, goesAlong });
    else if (name === 'RUN') await run(words, stage.folder);
    else told.set(name, `${told.get(name) ?? ''} ${words}`.trim());
  }
  const node = join(base, 'node');
  await copied(process.execPath, node);
  const listAfter = (text: string | undefined): string[] =>
    JSON.parse(/\[.*\]$/.exec(text ?? '')?.[0] ?? '[]');
  return {
    ...{ root: stage.root, folder: stage.folder, node },
    environment: readEnvironment(told.get('ENV') ?? ''),
    user: told.get('USER') ?? '',
    command: listAfter(told.get('CMD')),
    healthcheck: listAfter(told.get('HEALTHCHECK')),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}

async function copy(
  words: string,
  at: {
    readonly stage: Stage;
    readonly stages: ReadonlyMap<string, Stage>;
    readonly goesAlong: (path: string) => boolean;
  },
): Promise<void> {
  const { from, sources, to } = readCopy(words);
  const origin = from === null ? null : at.stages.get(from);
  if (origin === undefined) throw new Error(`no stage ${from}`);
  const target = to.startsWith('/') ? join(at.stage.root, to) : join(at.stage.folder, to);
  for (const source of sources) {
    const path = origin === null ? resolve(source) : join(origin.root, source);
    const goesAlong = origin === null ? (file: string) => at.goesAlong(relative('.', file)) : () => true;
    const intoFolder = to.endsWith('/') || sources.length > 1;
    const way = { goesAlong, place: origin === null ? copied : linked };
    const count = await carry(path, intoFolder ? join(target, basename(source)) : target, way);
    // Docker refuses to copy what is not there, or not let in.
    if (count === 0 && origin === null) throw new Error(`nothing to copy of ${source}`);
  }
}

/** Carries a file or a folder over. @returns how many files */
async function carry(
  from: string,
  to: string,
  way: { readonly goesAlong: (path: string) => boolean; readonly place: Place },
): Promise<number> {
  const entries = await readdir(from, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (entries === null) {
    if (!way.goesAlong(from)) return 0;
    await mkdir(dirname(to), { recursive: true });
    await way.place(from, to);
    return 1;
  }
  const counts = await Promise.all(
    entries
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => carry(join(from, entry.name), join(to, entry.name), way)),
  );
  if (entries.length === 0) await mkdir(to, { recursive: true });
  return counts.reduce((sum, count) => sum + count, 0);
}

type Place = (from: string, to: string) => Promise<void>;

/** From the project a copy, never a hard link: what the steps change must not change the project. */
const copied: Place = (from, to) => copyFile(from, to, constants.COPYFILE_FICLONE);

/** From stage to stage a hard link will do. */
const linked: Place = (from, to) => link(from, to).catch(() => copied(from, to));

async function run(words: string, folder: string): Promise<void> {
  if (words.startsWith('npm ci ')) return installProduction(folder);
  const PATH = `${dirname(process.execPath)}:${process.env.PATH}`;
  await promisify(execFile)('sh', ['-c', words], { cwd: folder, env: { PATH, HOME: process.env.HOME } });
}

/** Brings what the lock file marks as needed for more than development, and is there on this system. */
async function installProduction(folder: string): Promise<void> {
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  const paths = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  for (const [path, { optional }] of paths) {
    const own = (file: string) => !relative(path, file).includes('node_modules');
    await carry(resolve(path), join(folder, path), { goesAlong: own, place: copied }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT' || optional !== true) throw error;
      },
    );
  }
}
