/** The embedded database's files, written so that what was committed survives a power cut. */

import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * PGlite's own settings but for `-F`, which turns `fsync` off. `fsync` is the one way of syncing that reaches
 * `DurableFiles` below.
 */
export const DURABLE_START = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

type ModuleOptions = Parameters<NodeFS['init']>[1];

/** Emscripten's view of the files of the host. */
type HostFileSystem = { stream_ops: { fsync?: (stream: { nfd: number }) => number } };

/** The host's file system, with the `fsync` that Emscripten's leaves out. */
export class DurableFiles extends NodeFS {
  override async init(pglite: PGlite, options: ModuleOptions) {
    const { emscriptenOpts } = await super.init(pglite, options);
    const addFsync = (module: { NODEFS: HostFileSystem }) => {
      module.NODEFS.stream_ops.fsync = ({ nfd }) => {
        fsyncSync(nfd);
        return 0;
      };
    };
    // The module's type does not name the file system that it carries.
    const preRun = [...(emscriptenOpts.preRun ?? []), addFsync as unknown as () => void];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/**
 * Makes an empty database where there is none. It is made beside its place and moved there whole, so that a process
 * killed meanwhile leaves nothing that looks like a database.
 */
export async function createDatabaseFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create({ fs: new DurableFiles(unfinished), startParams: DURABLE_START });
  await pglite.close();
  syncTree(unfinished);
  renameSync(unfinished, folder);
  syncPath(dirname(folder));
}

function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else syncPath(path);
  }
  syncPath(folder);
}

function syncPath(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
