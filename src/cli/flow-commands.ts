/** `flow check`, `flow simulate`, `flow publish`; beside them `flow import` and `flow export`. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type CommandHost, CommandRefusal } from './host.ts';
import { addXlsFormCommands } from './xlsform-commands.ts';

/** Adds the commands to the program. */
export function addFlowCommands(program: Command, host: CommandHost): void {
  const flow = program
    .command('flow')
    .description('flow files: check, walk, publish; from and as spreadsheets');
  flow
    .command('check')
    .description('tell every fault of flow files, with line and what to do')
    .argument('<file...>', 'flow files (.yaml)')
    .action(async (files: string[]) => {
      let errors = 0;
      for (const file of files) {
        try {
          errors += await check(host, file);
        } catch (error) {
          // One file that cannot be read does not hide what is wrong with the others.
          if (!(error instanceof CommandRefusal)) throw error;
          host.out(error.message);
          errors += 1;
        }
      }
      if (errors > 0)
        throw new CommandRefusal(
          `${errors} ${errors === 1 ? 'error' : 'errors'}: not ready to be published.`,
        );
    });
  flow
    .command('simulate')
    .description('walk a flow in the terminal as a child would')
    .argument('<file>', 'flow file (.yaml)')
    .option('--age <years>', 'age of the child, 5 to 18; asked when not given', ageInYears)
    .option('--channel <name>', 'web, telegram, zalo or zalo-oa', 'web')
    .option('--language <tag>', 'language to begin in', 'vi')
    .option('--place <code>', 'code of a province or commune, as an invitation would give it')
    .action((file: string, options: SimulateOptions) => simulate(host, file, options));
  flow
    .command('publish')
    .description('publish a version; a published version never changes')
    .argument('<file>', 'flow file (.yaml)')
    .action((file: string) => publish(host, file));
  addXlsFormCommands(flow, host);
}

type SimulateOptions = { age?: number; channel: string; language: string; place?: string };

async function read(host: CommandHost, file: string): Promise<string> {
  try {
    return await readFile(resolve(host.folder, file), 'utf8');
  } catch {
    throw new CommandRefusal(`${file} cannot be read. Is the name right, and is it a file?`);
  }
}

async function check(host: CommandHost, file: string): Promise<number> {
  const tools = await host.tools();
  const { findings, flow } = tools.check(await read(host, file));
  for (const finding of findings) tellFinding(host, file, finding);
  if (findings.length === 0 && flow !== null) {
    host.out(
      `${file}: no findings. ${flow.id} version ${flow.version}, ${flow.questions.length} questions and cards.`,
    );
  }
  return findings.filter((finding) => finding.severity === 'error').length;
}

type Told = { line?: number; severity: string; code: string; path: string; message: string; advice: string };

function tellFinding(host: CommandHost, file: string, finding: Told): void {
  const at = finding.line === undefined ? file : `${file}:${finding.line}`;
  host.out(
    `${at}: ${finding.severity} [${finding.code}] ${finding.path === '' ? '' : `${finding.path}: `}${finding.message}`,
  );
  host.out(`    ${finding.advice}`);
}

async function simulate(host: CommandHost, file: string, options: SimulateOptions): Promise<void> {
  const tools = await host.tools();
  const { findings, flow } = tools.check(await read(host, file));
  if (flow === null) {
    for (const finding of findings) tellFinding(host, file, finding);
    throw new CommandRefusal('The flow has errors; mend them before walking it.');
  }
  const channel = tools.channelNamed(options.channel);
  if (channel === null)
    throw new CommandRefusal(`There is no channel "${options.channel}". Use web, telegram, zalo or zalo-oa.`);
  if (!flow.languages.includes(options.language)) {
    throw new CommandRefusal(
      `The flow has no language "${options.language}". It has: ${flow.languages.join(', ')}.`,
    );
  }
  const { age = null, language, place = null } = options;
  if (place !== null && !tools.isPlace(place)) {
    throw new CommandRefusal(
      `There is no place with the code "${place}". Give two digits for a province or five for a commune, as in an invitation.`,
    );
  }
  const walk = tools.simulate({ flow, channel, age, language, place });
  const show = (messages: ReturnType<typeof walk.open>): void => {
    for (const line of tools.show(messages)) host.out(line);
  };
  show(walk.open());
  for await (const line of host.lines) {
    if (walk.isOver()) break;
    if (line.trim() === '') continue;
    // A terminal shows what is typed; what comes out of a file or a pipe is shown beside the replies.
    if (host.isTerminal !== true) host.out(`> ${line}`);
    show(walk.say(line));
    if (walk.isOver()) break;
  }
  if (!walk.isOver()) host.tell('(left here; nothing was kept)');
}

async function publish(host: CommandHost, file: string): Promise<void> {
  const text = await read(host, file);
  const app = await host.application();
  const outcome = await app.publishFlow(text);
  if (outcome.kind === 'version-taken') {
    throw new CommandRefusal(
      `${outcome.id} version ${outcome.version} is published with other content, and a published version never changes. Give the file the next version number.`,
    );
  }
  for (const finding of outcome.findings) tellFinding(host, file, finding);
  if (outcome.kind === 'faulty') throw new CommandRefusal('Nothing was published: mend the errors first.');
  host.out(`${outcome.flow.id} version ${outcome.flow.version} is published (${outcome.hash.slice(0, 12)}).`);
}

/** Ages that can be tried. Those outside 7 to 15 show what a child reads for whom no flow is. */
const AGES = { youngest: 5, oldest: 18 };

function ageInYears(value: string): number {
  const age = /^\d{1,2}$/.test(value) ? Number(value) : Number.NaN;
  if (age >= AGES.youngest && age <= AGES.oldest) return age;
  throw new CommandRefusal(
    `"${value}" is not an age that can be tried: give a whole number from ${AGES.youngest} to ${AGES.oldest}.`,
  );
}
