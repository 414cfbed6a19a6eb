/** Our engine alone against `survey-core`, per answer: the same questions, conditions and answers. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Flow } from '../src/core/flow/flow.ts';
import { yamlFlowFormat } from '../src/storage/flow-format.ts';
import { checkFlowFile } from '../src/usecases/publish-flow.ts';
import { type Children, playOurs, prepareOurs } from './engine/ours.ts';
import { playSurvey, prepareSurvey, setAnswersOnly } from './engine/survey.ts';
import type { BenchOptions } from './options.ts';
import { type Figures, printHeading, printTable, rounded, tellProgress, whole } from './report.ts';
import { median, medianRatio } from './statistics.ts';

/** Children with different answers, so that each condition goes both ways. */
const CHILDREN = 12;
const QUESTIONS = 20;

type Round = { readonly answers: number; readonly seconds: number };

/** Runs it and prints its table. @throws when the two do not ask the same questions */
export async function benchEngine(options: BenchOptions): Promise<Figures> {
  tellProgress('Engine against survey-core …');
  const flow = await readFlow('twenty-questions.yaml');
  const children = prepareOurs(flow, CHILDREN);
  const survey = prepareSurvey(flow);
  checkSameWalks(children, survey);
  const seconds = options.quick ? 0.5 : 2;
  const players: Readonly<Record<string, () => number>> = {
    'Em Nói, tapped': () => playOurs(children, 'tapped'),
    'Em Nói, every third typed': () => playOurs(children, 'mixed'),
    'survey-core, model kept': () => playSurvey(survey, children, 'kept'),
    'survey-core, model made for each child': () => playSurvey(survey, children, 'made'),
    'survey-core, answers set and nothing else': () => setAnswersOnly(survey, children),
  };
  const rounds = new Map<string, number[]>(Object.keys(players).map((name) => [name, []]));
  for (const play of Object.values(players)) timed(play, seconds);
  for (let round = 0; round < (options.quick ? 2 : 5); round += 1) {
    for (const [name, play] of Object.entries(players)) {
      const { answers, seconds: taken } = timed(play, seconds);
      rounds.get(name)?.push(answers / taken);
    }
  }
  const rates = (name: string) => rounds.get(name) ?? [];
  printHeading('The engine alone: 20 questions with conditions, in memory, processor time of one thread');
  printTable(
    ['', 'answers/s', 'µs/answer'],
    [...rounds].map(([name, figures]) => [name, whole(median(figures)), (1e6 / median(figures)).toFixed(2)]),
  );
  const [tapped, mixed, kept, made, set] = Object.keys(players).map(rates);
  return {
    engine_vs_survey_core: rounded(medianRatio(tapped ?? [], kept ?? [])),
    engine_typed_vs_survey_core: rounded(medianRatio(mixed ?? [], kept ?? [])),
    engine_vs_survey_core_made: rounded(medianRatio(tapped ?? [], made ?? [])),
    engine_vs_survey_core_set_only: rounded(medianRatio(tapped ?? [], set ?? [])),
  };
}

/** Reads and checks a flow of `bench/flows`. */
export async function readFlow(file: string): Promise<Flow> {
  const text = await readFile(join(import.meta.dirname, 'flows', file), 'utf8');
  const { flow, findings } = checkFlowFile(yamlFlowFormat())(text);
  if (flow === null) throw new Error(`${file}: ${JSON.stringify(findings)}`);
  return flow;
}

/** Counts the processor time of this thread, so that whatever else the machine does is left out. */
function timed(play: () => number, seconds: number): Round {
  const before = process.threadCpuUsage();
  let answers = 0;
  let taken = 0;
  while (taken < seconds) {
    answers += play();
    const { user, system } = process.threadCpuUsage(before);
    taken = (user + system) / 1_000_000;
  }
  return { answers, seconds: taken };
}

function checkSameWalks(children: Children, survey: ReturnType<typeof prepareSurvey>): void {
  for (const model of ['made', 'kept'] as const) {
    const visited: string[][] = [];
    playSurvey(survey, children, model, (walk) => visited.push(walk));
    children.walks.forEach(({ answers }, child) => {
      const ours = answers.map(({ question }) => question).join(' ');
      const theirs = visited[child]?.join(' ');
      if (ours !== theirs)
        throw new Error(`Child ${child} is asked\n  ${ours}\nby us, by survey-core\n  ${theirs}`);
    });
  }
  const ever = new Set(children.walks.flatMap(({ answers }) => answers.map(({ question }) => question)));
  if (ever.size < QUESTIONS) throw new Error(`Only ${ever.size} of ${QUESTIONS} questions are ever asked.`);
}
