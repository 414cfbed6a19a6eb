/** Em Nói on Node: one process with HTTP and its background jobs. */

import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import { runCommand } from './cli/program.ts';
import { composeFlowTools } from './compose/flow-tools.ts';
import { refusalOf } from './compose/refusal-sentence.ts';
import { compose } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import type { Log } from './ports/log.ts';
import { type ControlCommand, type ControlResult, serveControl } from './runtime/control.ts';
import { stopOnSignal } from './runtime/graceful-stop.ts';
import { startJobs } from './runtime/jobs.ts';
import { openLog } from './runtime/log.ts';
import { mailThrough } from './runtime/mail.ts';
import { openMetrics } from './runtime/metrics/open-metrics.ts';
import { nodeRuntime } from './runtime/node-runtime.ts';
import { proxyList } from './runtime/proxy-list.ts';
import { newVisitor } from './runtime/random.ts';
import { watchReadiness } from './runtime/readiness.ts';
import { openRequestTrace } from './runtime/request-trace.ts';
import { startLines } from './runtime/start-lines.ts';
import { webhookListener } from './runtime/webhook-listener.ts';
import { createApi } from './web/api/api.ts';
import { createApp } from './web/app.ts';
import type { AppDependencies, MetricsReader } from './web/app-dependencies.ts';
import { callerAddress } from './web/caller-address.ts';
import { createConsole } from './web/console/console.ts';
import { webhooks } from './web/webhooks.ts';

async function main(): Promise<void> {
  const read = readConfig(process.env);
  if (read.kind === 'faulty') return giveUp(read.message);
  const { config } = read;
  const trace = openRequestTrace();
  const log = openLog(config.LOG_LEVEL, { requestId: trace.id });
  endOnFault(log);
  const metrics = openMetrics(() => new Date());
  const mail =
    config.SMTP_URL === undefined ? {} : { mail: mailThrough(config.SMTP_URL, config.MAIL_FROM, log) };
  const runtime = nodeRuntime(log, { meter: metrics.meter, apart: trace.apart, ...mail });
  const app = await compose(config, runtime);
  await app.migrate();
  metrics.watchDatabase(app);
  const readiness = watchReadiness(app.ready, log);
  const isProxy = proxyList(config.TRUSTED_PROXY);
  const peer = (c: Context) => callerAddress(c, getConnInfo(c).remote.address, isProxy);
  const dependencies: AppDependencies = {
    receiveDelivery: app.receiveDelivery,
    describeInvitation: app.describeInvitation,
    parents: app.parents,
    peer,
    health: readiness,
    metrics: metrics.read,
    metricsReader: metricsReader(config),
    watch: { ...trace, answered: metrics.answered },
    hasPublicResults: app.console.results.hasPublic,
    say: app.say,
    publicUrl: app.publicUrl,
    secureCookies: app.publicUrl.startsWith('https:'),
    log,
    newVisitor,
  };
  const { sendingChannels: channels, send, seal, releaseDue, advance, keepHouse } = app;
  const jobs = startJobs({
    channels,
    send,
    seal,
    release: releaseDue,
    advance,
    tell: async () => {
      await app.tellOfficers();
      await app.console.programs.tell();
    },
    keepHouse,
    makeFile: app.console.exports.makeOne,
    log,
    ended: metrics.jobEnded,
  });
  app.onOutbox(() => jobs.wakeSender());
  app.console.exports.onOrder(() => jobs.wakePress());
  const run = commandRunner(app, config, runtime);
  const control = config.DATABASE_URL === undefined ? await serveControl(config.DATA_DIR, run) : null;
  const ground = {
    say: app.say,
    log,
    publicUrl: app.publicUrl,
    peer,
  };
  const staff = createConsole({ ...app.console, ...ground });
  const programs = createApi({ ...app.programs, ...ground });
  const server = await listen(createApp(dependencies, staff, programs), dependencies, config);
  stopOnSignal({
    ...{ server, log, delayMs: config.STOP_DELAY * 1_000, withdraw: readiness.withdraw },
    stopJobs: jobs.stop,
    async letGo() {
      await control?.close();
      await app.close();
    },
    exit: (code) => process.exit(code),
  });
  const { address, port } = addressOf(server);
  process.stdout.write((await startLines(app, config, `http://${address}:${port}`)).join('\n'));
}

/** A fault that nobody caught ends the process, as always, but its message may hold anything and is not printed. */
function endOnFault(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('server.fault', error);
    process.exit(1);
  });
}

function metricsReader({ METRICS_TOKEN: token }: Config): MetricsReader {
  if (token !== undefined) return { kind: 'token', token };
  return { kind: 'this-machine', peer: (c) => getConnInfo(c).remote.address };
}

/** Runs the operator's commands that other processes hand over, on this one's open database. */
function commandRunner(
  app: Awaited<ReturnType<typeof compose>>,
  config: Config,
  runtime: ReturnType<typeof nodeRuntime>,
) {
  return async ({ argv, folder }: ControlCommand): Promise<ControlResult> => {
    const printed: { to: 'out' | 'tell'; line: string }[] = [];
    const host = {
      application: () => Promise.resolve(app),
      tools: () => composeFlowTools(runtime),
      config,
      folder,
      out: (line: string) => printed.push({ to: 'out', line }),
      tell: (line: string) => printed.push({ to: 'tell', line }),
      lines: (async function* none() {})(),
    };
    const code = await runCommand(argv, host, refusalOf);
    return { code, printed };
  };
}

function listen({ fetch }: Hono, dependencies: AppDependencies, config: Config): Promise<ServerType> {
  const hooks = webhooks(dependencies);
  const withHooks = ((options: ServerOptions, listener: RequestListener) =>
    createServer(options, webhookListener(hooks, listener))) as typeof createServer;
  return new Promise((done, fail) => {
    const address = { port: config.PORT, hostname: config.HOST };
    const server = serve({ fetch, createServer: withHooks, ...address }, () => done(server));
    server.once('error', fail);
  });
}

function addressOf(server: ServerType): { address: string; port: number } {
  const at = server.address() as AddressInfo;
  const host = at.address === '127.0.0.1' || at.address === '::1' ? 'localhost' : at.address;
  return { address: host.includes(':') ? `[${host}]` : host, port: at.port };
}

function giveUp(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  const sentence = refusalOf(error) ?? portTaken(error);
  if (sentence === null) throw error;
  giveUp(`Em Nói cannot start. ${sentence}`);
  process.exit(1);
});

function portTaken(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return 'The port is taken by another program: set PORT to a free one, or end that program.';
  if (code === 'EACCES') return 'The port may not be used by this user: set PORT to one above 1023.';
  return null;
}
