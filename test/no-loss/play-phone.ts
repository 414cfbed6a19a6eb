/** Plays the children of one phone, and keeps the account of what each of them answered. */

import type { AgeBand } from '../../src/core/age-band.ts';
import type { AnswerValue } from '../../src/core/answer.ts';
import type { ChannelName } from '../../src/core/channel.ts';
import { readText } from '../../src/core/flow/text.ts';
import { answerFrom, pendingOf, type Walk } from '../e2e/child.ts';
import type { Phone, Screen } from '../e2e/phone.ts';
import type { HastyPhone } from './chat-phone.ts';
import { answerAhead, type ChildPlan, type PhonePlan } from './child-plan.ts';
import type { FaultCount } from './fault-count.ts';
import { pause } from './network.ts';
import { CODE, FLOW, saysOver } from './walked-flow.ts';

/** What a child said, as far as anything of it is to be kept. */
export type Said = {
  readonly mark: number;
  readonly channel: ChannelName;
  readonly language: 'vi' | 'en';
  /** `null`: nothing is to be kept. */
  readonly disposition: 'complete' | 'partial' | null;
  readonly ageBand: AgeBand;
  readonly place: string | null;
  /** By question, open texts apart; `null` for skipped. */
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly texts: readonly { readonly question: string; readonly text: string }[];
};

/** How the children of a phone fared. */
export type Played = {
  readonly said: readonly Said[];
  /** The child that waits in vain, and where; `null` where all came to their end. */
  readonly stuck: { readonly mark: number; readonly where: string } | null;
};

/** Hands the phone over without being asked back. */
const NEXT_CHILD = 'chuyển máy cho bạn khác';

/** Thrown where a child means to go no further. */
class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** How it is played. */
export type Playing = {
  readonly phone: HastyPhone;
  /** Longest pause before an answer, in ms, at this moment. */
  readonly thinkMs: () => number;
  readonly count: FaultCount;
};

/** Plays all children of a phone, one after the other. */
export async function playPhone(plan: PhonePlan, { phone, thinkMs, count }: Playing): Promise<Played> {
  const said: Said[] = [];
  for (const [index, child] of plan.children.entries()) {
    const walk = { flow: FLOW, opinion: child.opinion, walked: {} };
    const think = () => pause(plan.dice.below(thinkMs() + 1));
    const played = phoneOfChild({ plan: child, phone, walked: walk.walked, think, count });
    try {
      const opened = index === 0 ? await phone.open(CODE) : await phone.type(NEXT_CHILD);
      await answerFrom(opened, { ...walk, phone: played });
      said.push(accountOf(plan, child, walk.walked));
    } catch (error) {
      if (error instanceof BrokenOff) said.push(accountOf(plan, child, walk.walked));
      else {
        const where = `phone ${plan.number} (${plan.channel}), mark ${child.mark}, after ${Object.keys(walk.walked).join(' ')}`;
        const why = error instanceof Error ? error.message : String(error);
        return { said, stuck: { mark: child.mark, where: `${where}: ${why}` } };
      }
    }
  }
  return { said, stuck: null };
}

type Hand = {
  readonly plan: ChildPlan;
  readonly phone: HastyPhone;
  readonly walked: Walk['walked'];
  readonly think: () => Promise<void>;
  readonly count: FaultCount;
};

/** The phone in the hand of this child: pauses, refuses, breaks off, and answers ahead as the plan has it. */
function phoneOfChild({ plan, phone, walked, think, count }: Hand): Phone {
  let screen: Screen | null = null;

  async function act(text: string | null, send: () => Promise<Screen>): Promise<Screen> {
    await think();
    const question = screen === null ? null : pendingOf(FLOW, plan.opinion, screen);
    if (question?.kind === 'consent' && plan.ending.kind === 'refusal') {
      await phone.type(plan.opinion.language === 'vi' ? 'không' : 'no');
      throw new BrokenOff();
    }
    const isAside = screen !== null && question === null;
    if (isAside && !plan.keepsPart) return phone.type(plan.opinion.language === 'vi' ? 'không' : 'no');
    if (question !== null) await breakOffBefore(question.id);
    const ahead = question === null || text === null ? null : answerAhead(plan, question.id);
    if (ahead === null || text === null || isSkip(text)) return send();
    walked[ahead.question] = plan.opinion.answers[ahead.question] ?? null;
    const swapped = plan.impatient?.swapped === true && !phone.keepsOrder;
    count.add('impatient');
    if (swapped) count.add('swapped');
    return phone.typeBoth([text, ahead.words], swapped);
  }

  async function breakOffBefore(question: string): Promise<void> {
    if (plan.ending.kind !== 'stop' && plan.ending.kind !== 'leave') return;
    const given = Object.keys(walked).filter((id) => id !== question);
    if (given.length < plan.ending.answers) return;
    // Put down by whoever asks; it was not answered.
    delete walked[question];
    if (plan.ending.kind === 'stop') await phone.type(plan.opinion.language === 'vi' ? 'dừng' : 'stop');
    throw new BrokenOff();
  }

  const watched = async (text: string | null, send: () => Promise<Screen>): Promise<Screen> => {
    screen = asAtTheEnd(plan, await act(text, send));
    return screen;
  };
  return {
    taps: phone.taps,
    open: (code) => watched(null, () => phone.open(code)),
    type: (text) => watched(text, () => phone.type(text)),
    tap: (option) => watched(null, () => phone.tap(option)),
  };
}

/**
 * Where the answer to the last message was lost on its way and the walk was sealed before the message came again, its
 * words are erased; then the child hears that it is done.
 */
function asAtTheEnd({ opinion }: ChildPlan, screen: Screen): Screen {
  return saysOver(screen.text)
    ? { ...screen, text: readText(FLOW.closing, opinion.language, opinion.band) }
    : screen;
}

function isSkip(text: string): boolean {
  return text === 'bỏ qua' || text === 'skip';
}

function accountOf(
  phone: PhonePlan,
  { mark, opinion, ending, keepsPart }: ChildPlan,
  walked: Walk['walked'],
): Said {
  const ofText = (id: string) =>
    FLOW.questions.some((question) => question.id === id && question.kind === 'text');
  const answers = Object.fromEntries(Object.entries(walked).filter(([id]) => !ofText(id)));
  const texts = Object.entries(walked).flatMap(([question, value]) =>
    ofText(question) && typeof value === 'string' ? [{ question, text: value }] : [],
  );
  const given = Object.values(walked).some((value) => value !== null);
  const part = keepsPart && given && ending.kind !== 'refusal' ? 'partial' : null;
  return {
    mark,
    channel: phone.channel,
    language: phone.language,
    disposition: ending.kind === 'complete' ? 'complete' : part,
    ageBand: opinion.band,
    place: typeof walked['place'] === 'string' ? walked['place'] : null,
    answers,
    texts,
  };
}
