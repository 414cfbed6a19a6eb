/** A lesson: children come, read and answer at a steady pace, whether or not the server keeps up. */

import { type Deed, decide, type Mind, newMind } from './child.ts';
import type { ChildLine, Line } from './line.ts';
import type { Tally } from './tally.ts';

/** How the lesson goes. */
export type LessonPlan = {
  /** Answers a second, openings among them. */
  readonly perSecond: number;
  readonly seconds: number;
  /** How long a child reads on average before it answers, in milliseconds. */
  readonly pauseMs: number;
};

/** Answers under way at once; what would be more is counted as an error and not sent, so that the burst has a bound. */
export const MOST_UNDER_WAY = 5_000;

/** How often due answers are looked for, in milliseconds. */
const TICK_MS = 2;

type Child = { readonly line: ChildLine; readonly mind: Mind; next: Deed };

/**
 * Plays a lesson. Each answer has a moment of its own, one gap after the one before it: a child that has read its question
 * takes it, or a new child comes. Nobody waits for slow replies, and what waits is counted from its moment.
 */
export async function playLesson(line: Line, plan: LessonPlan, tally: Tally): Promise<void> {
  const ready: Child[] = [];
  const reading = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  const gapMs = 1_000 / plan.perSecond;
  const total = Math.round(plan.perSecond * plan.seconds);
  const startedAt = performance.now();

  function arrive(): Child {
    tally.arrived += 1;
    return { line: line.newChild(), mind: newMind(), next: { kind: 'open' } };
  }

  /** Half to one and a half times the pause, in steps, so that timers come in few lists. */
  function read(child: Child): void {
    const timer = setTimeout(
      () => {
        reading.delete(timer);
        ready.push(child);
      },
      Math.round((plan.pauseMs * (10 + Math.floor(Math.random() * 21))) / 20),
    );
    reading.add(timer);
  }

  async function answer(child: Child, dueAt: number): Promise<void> {
    const heard = await child.line.act(child.next);
    if (heard.kind === 'fault') {
      tally.fail(heard.what);
      return;
    }
    tally.answered(performance.now() - dueAt);
    const next = decide(child.mind, heard.seen);
    if (next === 'finished') tally.finished += 1;
    else if (next === 'lost') tally.fail('a child that does not know what to do');
    else {
      child.next = next;
      read(child);
    }
  }

  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor((performance.now() - startedAt) / gapMs) + 1);
    for (; sent < due; sent += 1) {
      if (underWay.size >= MOST_UNDER_WAY) {
        tally.fail(`more than ${MOST_UNDER_WAY} answers under way`);
        continue;
      }
      const turn = answer(ready.shift() ?? arrive(), startedAt + sent * gapMs);
      underWay.add(turn);
      turn.finally(() => underWay.delete(turn));
    }
    await new Promise((done) => setTimeout(done, TICK_MS));
  }
  await Promise.all(underWay);
  for (const timer of reading) clearTimeout(timer);
}
