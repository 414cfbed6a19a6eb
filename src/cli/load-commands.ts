/** `simulate-load`: a lesson-hour burst against a server on this machine. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CommandHost, CommandRefusal } from './host.ts';
import { decide, newMind } from './load/child.ts';
import { type LessonPlan, MOST_UNDER_WAY, playLesson } from './load/lesson.ts';
import type { Line } from './load/line.ts';
import { readLoopback } from './load/loopback.ts';
import { openWire, type Wire } from './load/post.ts';
import { newTally } from './load/tally.ts';
import { openTelegramLine } from './load/telegram-line.ts';
import { standInForVendor, type VendorStandIn } from './load/vendor-stand-in.ts';
import { openWebLine } from './load/web-line.ts';
import { openZaloLine } from './load/zalo-line.ts';

/** Bounds of one burst. */
const MOST = { perSecond: 5_000, seconds: 600, answers: 600_000, pauseSeconds: 60 };

const NEWS_EVERY_MS = 1_000;

const CHANNELS = ['web', 'telegram', 'zalo'] as const;

type LoadOptions = {
  readonly url?: string;
  readonly code: string;
  readonly rate: number;
  readonly seconds: number;
  readonly pause: number;
  readonly channel: (typeof CHANNELS)[number];
  readonly realConsultation?: boolean;
};

const MORE = `
Children open the code, read for a while and answer what they are asked with the choices they are offered; open questions
are skipped. Answers have fixed moments: none waits for the reply to another, and a reply is timed from the moment its answer
was due. Bounds: ${MOST.perSecond} answers a second, ${MOST.seconds} seconds, ${MOST.answers} answers, ${MOST_UNDER_WAY} under way at once; this machine only; no redirect is followed.

What these children say is real to the server: it is sealed, counted and released like any other. Use a server on a fresh
data folder, or a database of its own. Only the demo consultation is taken, unless --real-consultation is given.

telegram and zalo use the webhook secret of the settings. So that no made-up child reaches a vendor, TELEGRAM_API_ROOT or
ZALO_API_ROOT must name a free port of this machine, for the server as well; this command stands in for the vendor there.
Replies on Zalo all leave at ZALO_RATE messages a second, and that bounds what can be reached.

Exit code: 0 all answers got a reply, 1 refused or any error, 2 wrong words.`;

/** Adds the command to the program. */
export function addLoadCommands(program: Command, host: CommandHost): void {
  program
    .command('simulate-load')
    .description('play a lesson-hour burst of children against a running server on this machine')
    .option('--url <address>', `address of the server; http://localhost:${host.config.PORT} when not given`)
    .requiredOption('--code <code>', 'code of the consultation, such as THU')
    .option('--rate <n>', 'answers a second', within(1, MOST.perSecond), 50)
    .option('--seconds <n>', 'how long', within(1, MOST.seconds), 10)
    .option('--pause <seconds>', 'how long a child reads before it answers, on average', pause, 2)
    .addOption(new Option('--channel <name>', 'where the children are').choices(CHANNELS).default('web'))
    .option(
      '--real-consultation',
      'take a consultation that is not the demo; its results are then spoilt for good',
    )
    .addHelpText('after', MORE)
    .action((options: LoadOptions) => simulateLoad(host, options));
}

function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

function pause(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= MOST.pauseSeconds) return value;
  throw new InvalidArgumentError(`It must be a number of seconds from 0 to ${MOST.pauseSeconds}.`);
}

async function simulateLoad(host: CommandHost, options: LoadOptions): Promise<void> {
  const { rate, seconds } = options;
  if (rate * seconds > MOST.answers) {
    throw new CommandRefusal(
      `That would be ${rate * seconds} answers; at most ${MOST.answers} are played at once. Lower --rate or --seconds.`,
    );
  }
  const code = options.code.toUpperCase();
  if (!/^[A-Z0-9]{3,12}$/.test(code)) {
    throw new CommandRefusal('--code must be 3 to 12 letters and digits, such as THU.');
  }
  const wire = await reach(options.url ?? `http://localhost:${host.config.PORT}`, code, options);
  try {
    const line = await openLine(host, wire, { ...options, code });
    try {
      await play(host, line, { perSecond: rate, seconds, pauseMs: options.pause * 1_000 });
    } finally {
      await line.close();
    }
  } finally {
    wire.close();
  }
}

/** Finds the server, and looks whether its consultation may be played with. */
async function reach(url: string, code: string, options: LoadOptions): Promise<Wire> {
  const server = await readLoopback(url);
  for (const address of server.addresses) {
    const wire = openWire(server, address);
    const page = await wire.send({ method: 'GET', path: `/c/${code}`, headers: {}, body: '' });
    if (page.kind === 'answered') {
      const refusal = refusalOf(page, code, options.realConsultation === true);
      if (refusal === null) return wire;
      wire.close();
      throw new CommandRefusal(refusal);
    }
    wire.close();
  }
  throw new CommandRefusal(`No server answers at ${url}. Is it running, and is this its address?`);
}

function refusalOf(
  { status, body }: { readonly status: number; readonly body: string },
  code: string,
  real: boolean,
): string | null {
  if (status === 404) return `That server knows no code ${code}.`;
  if (status !== 200 || !body.includes('id="answers"')) {
    return `That server has no open consultation under ${code} (HTTP ${status}): closed, or not open yet.`;
  }
  if (real || body.includes('class="demo"')) return null;
  return (
    `${code} is not the demo consultation. What made-up children say would be counted as real, for good. ` +
    'If that is meant, on a database of its own, add --real-consultation.'
  );
}

async function openLine(
  host: CommandHost,
  wire: Wire,
  { channel, code }: Pick<LoadOptions, 'channel' | 'code'>,
): Promise<Line> {
  const { config } = host;
  if (channel === 'web') return openWebLine(wire, code);
  const telegram = channel === 'telegram';
  const secret = telegram ? config.TELEGRAM_WEBHOOK_SECRET : config.ZALO_WEBHOOK_SECRET;
  const name = telegram ? 'TELEGRAM' : 'ZALO';
  if (secret === undefined) {
    throw new CommandRefusal(
      `${name}_WEBHOOK_SECRET is not set here: the settings must be those of the server, as environment or in .env.`,
    );
  }
  const root = telegram ? config.TELEGRAM_API_ROOT : config.ZALO_API_ROOT;
  const vendor = await standInForVendor(root, `${name}_API_ROOT`);
  const line = telegram
    ? openTelegramLine(wire, vendor, { code, secret })
    : openZaloLine(wire, vendor, { code, secret });
  try {
    await tryOneChild(line, vendor, `${name}_API_ROOT`);
    return line;
  } catch (error) {
    await line.close();
    throw error;
  }
}

/** One child first: before many come it is sure that the server takes them, and that it speaks to us and to no vendor. */
async function tryOneChild(line: Line, vendor: VendorStandIn, setting: string): Promise<void> {
  const child = line.newChild();
  const opened = await child.act({ kind: 'open' });
  if (opened.kind === 'fault') {
    const hints: Readonly<Record<string, string>> = {
      'HTTP 401': 'the server has another webhook secret than these settings',
      'HTTP 404': 'the channel is off on that server',
    };
    throw new CommandRefusal(`A first child got no reply: ${hints[opened.what] ?? opened.what}.`);
  }
  const next = decide(newMind(), opened.seen);
  if (typeof next === 'string') throw new CommandRefusal('A first child was asked nothing.');
  const answered = await child.act(next);
  if (answered.kind === 'fault') throw new CommandRefusal(`A first child got no reply: ${answered.what}.`);
  for (let waitedMs = 0; vendor.calls() === 0; waitedMs += 50) {
    if (waitedMs > 5_000) {
      throw new CommandRefusal(
        `The server calls a vendor elsewhere: start it with the ${setting} of these settings.`,
      );
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function play(host: CommandHost, line: Line, plan: LessonPlan): Promise<void> {
  host.tell(
    'These answers are real to the server: they will be sealed, counted and released like those of any child.',
  );
  const tally = newTally();
  const news = setInterval(() => host.out(tally.news()), NEWS_EVERY_MS);
  try {
    await playLesson(line, plan, tally);
  } finally {
    clearInterval(news);
  }
  for (const text of tally.summary()) host.out(text);
  if (tally.errors() > 0) {
    throw new CommandRefusal(
      `${tally.errors()} errors; the server’s log and /metrics tell more. A lower --rate finds what it can take.`,
    );
  }
}
