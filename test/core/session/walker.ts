/** Walks a flow in tests as a child would: types, taps what is shown, and keeps what was said. */

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CHANNEL_LIMITS, type ChannelName } from '../../../src/core/channel.ts';
import { compileFlow } from '../../../src/core/flow/compile-flow.ts';
import type { Flow } from '../../../src/core/flow/flow.ts';
import { buildGazetteer } from '../../../src/core/gazetteer.ts';
import type { Locality } from '../../../src/core/locality.ts';
import type { OutboundMessage } from '../../../src/core/message.ts';
import type { ParentsAsked } from '../../../src/core/parents.ts';
import { startSession } from '../../../src/core/session/start-session.ts';
import type { SessionState } from '../../../src/core/session/state.ts';
import { step } from '../../../src/core/session/step.ts';
import type { Effect, StepInput } from '../../../src/core/session/step-contract.ts';
import { createSay } from '../../../src/i18n/say.ts';

export const say = createSay();

const PROVINCES = [
  ['01', 'Hà Nội', 'thanh_pho'],
  ['31', 'Hải Phòng', 'thanh_pho'],
  ['42', 'Hà Tĩnh', 'tinh'],
  ['46', 'Huế', 'thanh_pho'],
  ['48', 'Đà Nẵng', 'thanh_pho'],
  ['51', 'Quảng Ngãi', 'tinh'],
  ['56', 'Khánh Hoà', 'tinh'],
  ['75', 'Đồng Nai', 'thanh_pho'],
  ['79', 'Hồ Chí Minh', 'thanh_pho'],
  ['80', 'Tây Ninh', 'tinh'],
  ['92', 'Cần Thơ', 'thanh_pho'],
] as const;

const COMMUNES = [
  ['00004', 'Ba Đình', '01'],
  ['00008', 'Ngọc Hà', '01'],
  ['00070', 'Hoàn Kiếm', '01'],
  ['21484', 'Ba Tơ', '51'],
  ['21529', 'Ba Tô', '51'],
  ['21289', 'Sơn Hà', '51'],
  ['21292', 'Sơn Hạ', '51'],
  ['26881', 'Gò Vấp', '79'],
] as const;

/** A small part of the country. */
export const gazetteer = buildGazetteer([
  ...PROVINCES.map(
    ([code, name, kind]): Locality => ({ code, name, kind, level: 'province', parentCode: 'VN' }),
  ),
  ...COMMUNES.map(
    ([code, name, parentCode]): Locality => ({ code, name, kind: 'xa', level: 'commune', parentCode }),
  ),
]);

/** Reads and compiles a flow file. */
export function readFlow(path: string): Flow {
  return compileFlow(parse(readFileSync(path, 'utf8')));
}

/** The test flow: every kind, branches, and a route to the end. */
export const everyKind = readFlow(new URL('every-kind.yaml', import.meta.url).pathname);

/** What may be set for a walk. */
export type WalkOptions = {
  readonly flow?: Flow;
  readonly channel?: ChannelName;
  readonly language?: string;
  readonly place?: string | null;
  readonly run?: string;
  readonly webLink?: string | null;
  readonly parents?: ParentsAsked | undefined;
};

/** A child on the way through a flow. */
export class Walker {
  readonly flow: Flow;
  readonly channel: ChannelName;
  readonly run: string;
  state: SessionState;
  /** What the last step said. */
  said: readonly OutboundMessage[] = [];
  effects: readonly Effect[] = [];
  now = new Date('2026-11-23T08:00:00Z');
  /** Where parents are asked; a test may change what they said. */
  parents: ParentsAsked | undefined;
  readonly #webLink: string | null;

  constructor({
    flow = everyKind,
    channel = 'web',
    language = 'vi',
    place = null,
    run = 'r1r1r1',
    webLink = null,
    parents = undefined,
  }: WalkOptions = {}) {
    this.flow = flow;
    this.channel = channel;
    this.run = run;
    this.#webLink = webLink;
    this.parents = parents;
    this.state = startSession({ flow, language, place });
  }

  take(input: StepInput): this {
    const result = step({
      flow: this.flow,
      state: this.state,
      input,
      now: this.now,
      say,
      gazetteer,
      limits: CHANNEL_LIMITS[this.channel],
      run: this.run,
      minCell: 5,
      keptDays: 90,
      webLink: this.#webLink,
      ...(this.parents === undefined ? {} : { parents: this.parents }),
    });
    this.state = result.state;
    this.said = result.outbound;
    this.effects = result.effects;
    return this;
  }

  open(): this {
    return this.take({ kind: 'open' });
  }

  /** Types messages, one after the other. */
  type(...texts: readonly string[]): this {
    for (const text of texts) this.take({ kind: 'text', text });
    return this;
  }

  /** Taps the button with a label (or part of one) among those last shown. */
  tap(label: string): this {
    const choices = this.said.flatMap((message) => message.choices ?? []);
    const found =
      choices.find((choice) => choice.label === label) ??
      choices.find((choice) => choice.label.includes(label));
    if (found === undefined)
      throw new Error(`No button “${label}” among ${choices.map((choice) => choice.label).join(' | ')}`);
    return this.token(found.id);
  }

  token(token: string): this {
    return this.take({ kind: 'tap', token });
  }

  /** Taps an option of a question by its ids, shown or not. */
  button(question: string, option: string, run = this.run): this {
    return this.token(`b:${run}:${question}:${option}`);
  }

  get text(): string {
    return this.said.map((message) => message.text).join('\n---\n');
  }

  get labels(): readonly string[] {
    return (this.said.at(-1)?.choices ?? [])
      .filter((choice) => choice.role === 'option')
      .map((choice) => choice.label);
  }

  get controls(): readonly string[] {
    return (this.said.at(-1)?.choices ?? [])
      .filter((choice) => choice.role === 'control')
      .map((choice) => choice.label);
  }
}

/** A walk of the test flow that has got past consent: the first question is pending. */
export function begun(options: WalkOptions = {}): Walker {
  return new Walker(options).open().type('9', 'có', 'có');
}
