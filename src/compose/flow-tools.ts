/** What an author can do with a flow file without a database. */

import { CHANNEL_NAMES, type ChannelName } from '../core/channel.ts';
import { buildGazetteer } from '../core/gazetteer.ts';
import type { OutboundMessage } from '../core/message.ts';
import { createSay } from '../i18n/say.ts';
import { yamlFlowFormat } from '../storage/flow-format.ts';
import { parseLocalities, parsePredecessors } from '../storage/locality-files.ts';
import { type ClassifiedLine, classifyLine } from '../usecases/classify-line.ts';
import { type CheckedFlow, checkFlowFile } from '../usecases/publish-flow.ts';
import { type ReplyReading, readTypedReply } from '../usecases/read-typed-reply.ts';
import { type RedactedLine, redactLine } from '../usecases/redact-line.ts';
import { type Simulation, type SimulationOrder, simulateWalk } from '../usecases/simulate-walk.ts';
import { type FormTools, formTools } from './form-tools.ts';
import type { Runtime } from './runtime.ts';

/** The tools. */
export type FlowTools = {
  readonly check: (text: string) => CheckedFlow;
  readonly simulate: (order: SimulationOrder) => Simulation;
  /** Gives messages as lines of a terminal: options numbered as on every channel, controls as words to type. */
  readonly show: (messages: readonly OutboundMessage[]) => readonly string[];
  /** @returns `null` where there is no channel of that name */
  readonly channelNamed: (name: string) => ChannelName | null;
  /** Tells whether a code is that of a province or commune. */
  readonly isPlace: (code: string) => boolean;
  readonly readReply: (line: string) => ReplyReading;
  /** Masks what is personal in a line of JSON. */
  readonly classify: (line: string) => ClassifiedLine;
  readonly redact: (line: string) => RedactedLine;
  /** Flows from spreadsheets and as spreadsheets. */
  readonly forms: FormTools;
};

/** Puts the tools together. */
export async function composeFlowTools(runtime: Pick<Runtime, 'readShipped' | 'clock'>): Promise<FlowTools> {
  const gazetteer = buildGazetteer(
    parseLocalities(await runtime.readShipped('data/localities.csv')),
    parsePredecessors(await runtime.readShipped('data/province-predecessors.csv')),
  );
  return {
    check: checkFlowFile(yamlFlowFormat()),
    simulate: simulateWalk({ say: createSay(), gazetteer, clock: runtime.clock }),
    show: (messages) => messages.flatMap(showMessage),
    channelNamed: (name) => CHANNEL_NAMES.find((one) => one === name) ?? null,
    isPlace: (code) => gazetteer.find(code) !== undefined,
    readReply: readTypedReply,
    classify: classifyLine,
    redact: redactLine,
    forms: formTools(),
  };
}

function showMessage(message: OutboundMessage): string[] {
  const progress = message.progress === undefined ? '' : `[${message.progress.at}/${message.progress.of}] `;
  const choices = message.choices ?? [];
  const options = choices.filter((choice) => choice.role === 'option');
  const controls = choices.filter((choice) => choice.role === 'control');
  return [
    '',
    `${progress}${message.text}`,
    ...options.map((choice, index) => {
      const number = message.numbered === false ? '' : `${choice.number ?? index + 1}. `;
      return `  ${number}${choice.picked === true ? '✓ ' : ''}${choice.label}`;
    }),
    ...(controls.length === 0 ? [] : [`  (${controls.map((choice) => choice.label).join(' · ')})`]),
  ];
}
