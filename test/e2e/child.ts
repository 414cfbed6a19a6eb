// A child with opinions made up beforehand, who answers a flow on any phone and remembers what was asked and said.
import type { AgeBand } from '../../src/core/age-band.ts';
import type { AnswerValue } from '../../src/core/answer.ts';
import { compileFlow } from '../../src/core/flow/compile-flow.ts';
import type { Flow, Question } from '../../src/core/flow/flow.ts';
import { readText } from '../../src/core/flow/text.ts';
import { yamlFlowFormat } from '../../src/storage/flow-format.ts';
import { optionOf, type Phone, type Screen } from './phone.ts';

/** What a child will say if asked. */
export type Opinion = {
  readonly age: number;
  readonly band: AgeBand;
  readonly language: 'vi' | 'en';
  /** By question id; what is missing is skipped. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  /** Province and commune, by name. */
  readonly place: { readonly province: string; readonly commune: string; readonly code: string } | null;
};

/** What was asked, and what was answered to it: `null` for skipped. */
export type Walked = Readonly<Record<string, AnswerValue>>;

/** Reads a flow file into the form that is walked. */
export function flowOf(text: string): Flow {
  const parsed = yamlFlowFormat().parse(text);
  if (parsed.kind === 'faulty') throw new Error(parsed.faults.map((fault) => fault.message).join('\n'));
  return compileFlow(parsed.document.data);
}

const MAX_TURNS = 80;

/** Walks a flow to its end. */
export async function answerAll(phone: Phone, flow: Flow, code: string, opinion: Opinion): Promise<Walked> {
  const walked: Record<string, AnswerValue> = {};
  await answerFrom(await phone.open(code), { phone, flow, opinion, walked });
  return walked;
}

/** A walk under way: `walked` grows with every answer, and holds the pending one while it is being given. */
export type Walk = {
  readonly phone: Phone;
  readonly flow: Flow;
  readonly opinion: Opinion;
  readonly walked: Record<string, AnswerValue>;
};

/** Goes on from a screen to the end. @throws whatever the phone throws */
export async function answerFrom(opened: Screen, { phone, flow, opinion, walked }: Walk): Promise<void> {
  let screen = opened;
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const question = pendingOf(flow, opinion, screen);
    if (question === null) {
      const closing = squeeze(readText(flow.closing, opinion.language, opinion.band));
      if (squeeze(screen.text).includes(closing)) return;
      screen = await answerAside(phone, flow, opinion, screen);
      continue;
    }
    screen = await answerOne(phone, question, { opinion, walked, screen });
  }
  throw new Error(`not at the end after ${MAX_TURNS} turns; now: ${screen.text}`);
}

/** The question on the screen: the last of the flow's texts that is to be read there. */
export function pendingOf(flow: Flow, opinion: Opinion, screen: Screen): Question | null {
  const seen = squeeze(screen.text);
  let found: { question: Question; at: number } | null = null;
  for (const question of flow.questions) {
    if (question.kind === 'info') continue;
    for (const band of [opinion.band, null]) {
      const at = seen.lastIndexOf(squeeze(readText(question.text, opinion.language, band)));
      if (at >= 0 && at >= (found?.at ?? -1)) found = { question, at };
    }
  }
  return found?.question ?? null;
}

/** Questions of ours: whether a part-answered walk may be kept. */
async function answerAside(phone: Phone, flow: Flow, opinion: Opinion, screen: Screen): Promise<Screen> {
  const consent = flow.questions.find((question) => question.kind === 'consent');
  const partial = consent?.kind === 'consent' && consent.partial !== null ? consent.partial : null;
  const asked =
    partial !== null &&
    squeeze(screen.text).includes(squeeze(readText(partial, opinion.language, opinion.band)));
  if (!asked) throw new Error(`a child would not know what to say to: ${screen.text}`);
  return phone.type(opinion.language === 'vi' ? 'có' : 'yes');
}

type Turn = {
  readonly opinion: Opinion;
  readonly walked: Record<string, AnswerValue>;
  readonly screen: Screen;
};

async function answerOne(phone: Phone, question: Question, turn: Turn): Promise<Screen> {
  const { opinion, walked } = turn;
  if (question.kind === 'age') return phone.type(String(opinion.age));
  if (question.kind === 'consent') return phone.type(opinion.language === 'vi' ? 'có' : 'yes');
  if (question.kind === 'place') return answerPlace(phone, question.id, turn);
  const value = opinion.answers[question.id] ?? null;
  walked[question.id] = value;
  if (value === null) return phone.type(opinion.language === 'vi' ? 'bỏ qua' : 'skip');
  if (question.kind === 'number' || question.kind === 'text') return phone.type(String(value));
  if (question.kind === 'info') throw new Error('a card waits for no answer');
  const places = (Array.isArray(value) ? value : [value]).map(
    (id) => question.options.findIndex((option) => option.id === id) + 1,
  );
  const several = question.kind === 'choices' || question.kind === 'rank';
  if (!phone.taps) return phone.type(places.join(several ? ', ' : ''));
  if (!several) return phone.tap(String(value));
  let screen = turn.screen;
  const offers = (option: string): boolean =>
    screen.options.some(({ id }) => id?.split(':')[2] === question.id && optionOf(id) === option);
  for (const id of Array.isArray(value) ? value : []) if (offers(id)) screen = await phone.tap(id);
  return offers('_done') ? phone.tap('_done') : screen;
}

async function answerPlace(phone: Phone, question: string, turn: Turn): Promise<Screen> {
  const { opinion, walked } = turn;
  walked[question] = opinion.place?.code ?? null;
  if (opinion.place === null) return phone.type(opinion.language === 'vi' ? 'bỏ qua' : 'skip');
  const chosen = await choosePlace(phone, opinion.place.province);
  void chosen;
  return choosePlace(phone, opinion.place.commune);
}

/** Types a name, and then chooses it from what is offered: typing alone never decides. */
async function choosePlace(phone: Phone, name: string): Promise<Screen> {
  const offered = await phone.type(name);
  const at = offered.options.findIndex(({ label }) => placeIn(label) === name);
  if (at < 0)
    throw new Error(
      `"${name}" is not offered under: ${offered.text} ${offered.options.map((one) => one.label).join(' | ')}`,
    );
  return phone.type(String(at + 1));
}

/** The bare name in a label such as "2. Phường Ba Đình (Hà Nội)". */
function placeIn(label: string): string {
  return label
    .replace(/^\d+\. /, '')
    .replace(/^(Phường|Xã|Đặc khu|Tỉnh|Thành phố) /, '')
    .replace(/[(,].*$/, '')
    .trim();
}

/** White space as one space: channels break lines where they like. */
function squeeze(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}
