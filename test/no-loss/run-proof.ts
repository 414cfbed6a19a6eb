/** One run of the proof on one set-up: trouble, then calm, then the reckoning. */

import { browserPhone } from './browser-phone.ts';
import {
  type ChatRecord,
  chatPhone,
  type HastyPhone,
  telegramChat,
  type VendorWorld,
  zaloChat,
  zaloOaChat,
} from './chat-phone.ts';
import { type PhonePlan, planPhone } from './child-plan.ts';
import { createDice } from './dice.ts';
import { disturb, supervise } from './disturbances.ts';
import { countFaults, type FaultCount } from './fault-count.ts';
import { judgeReplies } from './judge-replies.ts';
import { createNetwork, type Network, pause } from './network.ts';
import { type Played, playPhone } from './play-phone.ts';
import { startUntilReady } from './product.ts';
import { type Reckoning, reckon } from './reckoning.ts';
import { type Engine, type SetUp, setUp } from './set-up.ts';
import { watchStandstill } from './standstill.ts';
import { type Ask, letTimePass, withDatabase } from './stored.ts';
import { troubleVendors } from './vendor-trouble.ts';
import { type Finding, judgeStored, type WRONGS } from './verdict.ts';
import { saysOver } from './walked-flow.ts';

/** What to run. */
export type ProofOrder = {
  readonly engine: Engine;
  readonly seed: number;
  readonly kills: number;
  /** Phones in use at the same time; when a child is done the next one begins, until the last kill. */
  readonly phones: number;
  /** Longest pause of a child before an answer, and between two disturbances, in ms. */
  readonly thinkMs: number;
  readonly gapMs: number;
  /** Vendor calls that get no answer until the product gives up on them. */
  readonly stalls: number;
  /** Longest time for the trouble, in ms. */
  readonly troubleMs: number;
  /** Told what is going on. */
  readonly tell: (line: string) => void;
  /** Tampers with the database after the reckoning, to show that a second one notices. */
  readonly tamper?: (ask: Ask) => Promise<unknown>;
};

/** What came of it. */
export type ProofResult = {
  readonly engine: Engine;
  readonly seed: number;
  readonly count: FaultCount;
  /** Whether this machine lets a test fill a disk. */
  readonly hasDisk: boolean;
  readonly children: number;
  readonly messages: number;
  readonly answers: number;
  /** Replies that came twice because nobody could know better. */
  readonly unavoidable: number;
  readonly findings: readonly Finding[];
  /** What the reckoning found after the database was tampered with. */
  readonly afterTampering: readonly Finding[];
  /** Last words of servers, where something was found. */
  readonly told: readonly string[];
  readonly seconds: number;
};

/** How long the calm may take until every child has come to its end. */
const CALM_MS = 120_000;
const WARM_UP_MS = 10_000;
const EXHAUSTED_MS = 2_000;

type Hall = {
  readonly order: ProofOrder;
  readonly setUp: SetUp;
  readonly world: VendorWorld;
  readonly network: Network;
  readonly count: FaultCount;
  readonly chats: ChatRecord[];
  readonly played: Played[];
};

/** Runs it. */
export async function runProof(order: ProofOrder): Promise<ProofResult> {
  const began = Date.now();
  const count = countFaults();
  const dice = (name: string) => createDice(order.seed, `${order.engine} ${name}`);
  const stopWatching = watchStandstill(count);
  const trouble = troubleVendors({ dice: dice('vendors'), count, stalls: order.stalls });
  const running = await setUp(order.engine, trouble);
  try {
    const addresses = () => running.servers.map((server) => server.address());
    const network = createNetwork({ addresses, dice: dice('network'), count, isFarewell: saysOver });
    const world = { ...running.vendors, network, trouble, secret: running.secret };
    const hall: Hall = { order, setUp: running, world, network, count, chats: [], played: [] };
    await playAll(hall, () => disturbAll(hall, dice('disturbances')));
    const stored = await reckon(running, order.tamper);
    return { ...judge(hall, stored), seconds: Math.round((Date.now() - began) / 1000) };
  } finally {
    stopWatching();
    await running.close();
  }
}

async function playAll(hall: Hall, disturbing: () => Promise<void>): Promise<void> {
  const { order, network, count, setUp: running, world } = hall;
  let next = 0;
  let isOver = false;
  // In the calm nobody need dawdle.
  const thinkMs = () => (isOver ? 0 : order.thinkMs);
  const stopSupervising = supervise(running.servers, count);
  const playing = Array.from({ length: order.phones }, async () => {
    await pause(Math.random() * order.thinkMs);
    do {
      const plan = planPhone(order.seed, next);
      next += 1;
      hall.played.push(await playPhone(plan, { phone: phoneOf(hall, plan), thinkMs, count }));
    } while (!isOver);
  });
  await warmUp(hall);
  await disturbing();
  await exhaustVendors(hall);
  isOver = true;
  order.tell(`${order.engine}: ${count.of('kill')} kills done, ${next} phones; calm begins`);
  world.trouble.calm();
  network.calm();
  const limit = setTimeout(() => network.giveUp(), CALM_MS);
  await stopSupervising();
  await restartWithTimePassed(hall);
  await Promise.all(playing);
  await network.settled();
  clearTimeout(limit);
}

/** Every channel is parked for a moment before the calm. */
async function exhaustVendors({ world, count }: Hall): Promise<void> {
  const before = count.of('vendor-limit');
  world.trouble.exhaust('zalo');
  world.trouble.exhaust('zalo-oa');
  for (const until = Date.now() + EXHAUSTED_MS; Date.now() < until && count.of('vendor-limit') < before + 2; )
    await pause(20);
}

/** The account's first access token is had before the kills: a refresh token that is lost on its way needs a person. */
async function warmUp({ setUp: running }: Hall): Promise<void> {
  for (const until = Date.now() + WARM_UP_MS; Date.now() < until; await pause(50)) {
    if (running.vendors.zaloOa.refreshes() > 0) return;
  }
}

function disturbAll(
  { order, setUp: running, count }: Hall,
  dice: ReturnType<typeof createDice>,
): Promise<void> {
  const stage = { ...running, zaloOa: running.vendors.zaloOa, count, dice };
  return disturb(stage, { kills: order.kills, gapMs: order.gapMs, until: Date.now() + order.troubleMs });
}

/** Messages that a killed sender had claimed wait for a minute: a stop, a while, a start stand for it. */
async function restartWithTimePassed({ setUp: running, count }: Hall): Promise<void> {
  const endTrouble = count.trouble('stop and start', 'server');
  await Promise.all(running.servers.map((server) => server.end('SIGTERM')));
  await withDatabase(running.place, letTimePass);
  await Promise.all(running.servers.map((server) => startUntilReady(server)));
  endTrouble();
}

function phoneOf({ world, network, chats, order }: Hall, plan: PhonePlan): HastyPhone {
  const { number, channel, language } = plan;
  if (channel === 'web') return browserPhone(network, `${order.seed}-${number}`, language);
  const chat = {
    telegram: () => telegramChat(world, 1_000_000 + number, language),
    zalo: () => zaloChat(world, `child${number}`),
    'zalo-oa': () => zaloOaChat(world, `follower${number}`),
  }[channel]();
  const { phone, record } = chatPhone(chat, world);
  chats.push(record);
  return phone;
}

function judge(hall: Hall, { stored, tampered, failed }: Reckoning): Omit<ProofResult, 'seconds'> {
  const { order, setUp: running, count, chats, played, network } = hall;
  const account = played.flatMap(({ said }) => said);
  const replies = judgeReplies(chats, count);
  const told = (wrong: keyof typeof WRONGS, details: readonly string[]): readonly Finding[] =>
    details.map((detail) => ({ wrong, detail }));
  const stuck = played.flatMap((one) => (one.stuck === null ? [] : [one.stuck]));
  const unknown = new Set(stuck.map(({ mark }) => mark));
  const findings = [
    ...judgeStored(account, stored, unknown),
    ...replies.findings,
    ...told('contradicted', network.faults.contradicted),
    ...told('odd', network.faults.odd),
    ...told('missing', network.faults.unreplied),
    ...told(
      'stuck',
      stuck.map(({ where }) => where),
    ),
    ...told('failed', failed),
  ];
  return {
    engine: order.engine,
    seed: order.seed,
    count,
    hasDisk: running.disk !== null,
    children: account.length,
    messages: network.messages(),
    answers: account.reduce((sum, said) => sum + Object.keys(said.answers).length + said.texts.length, 0),
    unavoidable: replies.unavoidable,
    findings,
    afterTampering: tampered === null ? [] : judgeStored(account, tampered, unknown),
    told: findings.length === 0 ? [] : running.servers.flatMap((server) => server.told().slice(-8)),
  };
}
