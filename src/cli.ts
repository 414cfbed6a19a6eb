/** The operator's tool on the command line. */

import { createInterface } from 'node:readline';
import { needsDatabase, runCommand } from './cli/program.ts';
import { composeFlowTools } from './compose/flow-tools.ts';
import { refusalOf, refusalSentence } from './compose/refusal-sentence.ts';
import { compose } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import { askControl } from './runtime/control.ts';
import { openLog } from './runtime/log.ts';
import { nodeRuntime } from './runtime/node-runtime.ts';

/** How long another command's hold on the embedded folder is waited for. */
const PATIENCE_MS = 15_000;

async function main(argv: readonly string[]): Promise<number> {
  const read = readConfig(process.env);
  if (read.kind === 'faulty') {
    process.stderr.write(`${read.message}\n`);
    return 1;
  }
  const { config } = read;
  const embedded = config.DATABASE_URL === undefined;
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    if (embedded && needsDatabase(argv)) {
      const result = await askControl(config.DATA_DIR, { argv: [...argv], folder: process.cwd() });
      if (result !== null) {
        for (const { to, line } of result.printed) print(to, line);
        return result.code;
      }
    }
    const code = await runHere(argv, config);
    // Another command has the folder for a moment, and listens to nobody.
    if (code !== 'folder-in-use') return code;
    if (Date.now() > until) {
      process.stderr.write(`${refusalSentence('data-folder-in-use', { folder: config.DATA_DIR })}\n`);
      return 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function runHere(argv: readonly string[], config: Config): Promise<number | 'folder-in-use'> {
  const runtime = nodeRuntime(
    openLog(config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL, { destination: 2 }),
  );
  const held: { opened?: ReturnType<typeof compose> } = {};
  let folderInUse = false;
  const host = {
    application: () => {
      held.opened ??= compose(config, runtime);
      return held.opened;
    },
    tools: () => composeFlowTools(runtime),
    config,
    folder: process.cwd(),
    out: (line: string) => print('out', line),
    tell: (line: string) => print('tell', line),
    lines: linesOf(process.stdin),
    isTerminal: process.stdin.isTTY === true && process.stdout.isTTY === true,
  };
  const code = await runCommand(argv, host, (error) => {
    folderInUse = isRefusal(error, 'data-folder-in-use');
    return folderInUse ? '' : refusalOf(error);
  });
  if (held.opened !== undefined && !folderInUse) await (await held.opened).close();
  return folderInUse ? 'folder-in-use' : code;
}

/** Opened when first read: lines that came before would be lost, and a command that reads none need not wait. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}

function isRefusal(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function print(to: 'out' | 'tell', line: string): void {
  if (line === '' && to === 'tell') return;
  (to === 'out' ? process.stdout : process.stderr).write(`${line}\n`);
}

// Whoever reads us may have read enough: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
