/** Tries out every way through a flow that its conditions can tell apart. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import type { AnswerValue } from '../answer.ts';
import { SOURCE_LANGUAGE } from '../language.ts';
import { answerDomain, type Interest, interestOf, placeDomain } from './answer-domain.ts';
import type { Condition, ConditionFacts } from './condition.ts';
import { holds, testsIn } from './evaluate-condition.ts';
import type { QuestionId } from './flow.ts';
import type { QuestionSource } from './question-source.ts';
import { isSatisfiable } from './satisfy-condition.ts';

/** A condition as far as it is known: `unknown` may hold or not. */
export type Guard = Condition | null | 'unknown';

/** One question on the way. */
export type Stop = {
  readonly id: QuestionId;
  readonly source: QuestionSource;
  readonly when: Guard;
  /** Where to, by position; beyond the last is the end. Only forward ones. */
  readonly routes: readonly { readonly when: Guard; readonly to: number }[];
};

/** The ground to be explored. */
export type Ground = {
  readonly stops: readonly Stop[];
  readonly ages: readonly AgeBand[];
  readonly languages: readonly string[];
};

/** Bands of the children concerned; `null` stands for a child whose age is not known yet. */
export type Bands = ReadonlySet<AgeBand | null>;

/** What was found, by position. */
export type Exploration = {
  /** Who arrives at a question, whether or not it is then asked. */
  readonly passed: ReadonlyMap<number, Bands>;
  /** Who is asked a question. */
  readonly asked: ReadonlyMap<number, Bands>;
  /** Which questions some child is asked before agreeing. */
  readonly beforeConsent: ReadonlySet<number>;
  /** Who may reach the end without having been asked anything. */
  readonly askedNothing: Bands;
  /** Whether every way found can really be gone: no condition had to be taken as unknown. */
  readonly exact: boolean;
};

/**
 * Is told each way on that some child may go: from a question that was asked, or from the beginning (-1), to the next that is
 * asked, by position; beyond the last is the end. `by`: the position of the route taken, `null` where none was.
 */
export type WayWatch = (way: {
  readonly from: number;
  readonly to: number;
  readonly by: number | null;
}) => void;

/** Most states looked at: half a second. Real flows have a few hundred. */
const MAX_STATES = 10_000;

/** Always false, and nothing to know. */
const NEVER: Condition = { kind: 'in', subject: { kind: 'language' }, values: [] };

/** Everything that later conditions and rules can see of a walk. */
type State = {
  readonly at: number;
  readonly answers: Readonly<Record<QuestionId, AnswerValue>>;
  readonly band: AgeBand | null;
  readonly place: ConditionFacts['place'];
  /** May be changed while a question is pending, not between two of which the first is passed over. */
  readonly language: string;
  readonly consented: boolean;
  readonly asked: boolean;
};

/**
 * Explores a flow.
 *
 * Answers are tried out by every value that a condition tells apart, so a contradiction between a condition and those
 * on the way to it is found. Where that would be too much, each condition is only tried by itself: one that holds for
 * no answers at all is false, every other may hold or not. So what is reported as never asked is never asked, but
 * among very many interlocking conditions a contradiction may be overlooked.
 *
 * @param watch may be told the same way many times
 */
export function exploreFlow(ground: Ground, watch?: WayWatch): Exploration {
  const known = {
    ages: ground.ages.length === 0 ? AGE_BANDS : ground.ages,
    languages: ground.languages.length === 0 ? [SOURCE_LANGUAGE] : ground.languages,
  };
  const explored = new Explorer({ ...known, stops: ground.stops }, watch).explore();
  if (explored !== null) return explored;
  const questions = new Map(ground.stops.map((stop) => [stop.id, stop.source]));
  const loosen = (when: Guard): Guard => {
    // What looks at nothing but the age is not what made it too much.
    if (when === null || when === 'unknown' || isAboutAge(when)) return when;
    return isSatisfiable(when, { ...known, questions }) ? 'unknown' : NEVER;
  };
  const stops = ground.stops.map((stop) => ({
    ...stop,
    when: loosen(stop.when),
    routes: stop.routes.map(({ when, to }) => ({ when: loosen(when), to })),
  }));
  const loose = new Explorer({ ...known, stops }, watch).explore();
  if (loose === null) throw new Error('A flow without conditions has too many states');
  return loose;
}

function isAboutAge(condition: Condition): boolean {
  return testsIn(condition).every((test) => test.kind === 'in' && test.subject.kind === 'age');
}

class Explorer {
  private readonly stops: readonly Stop[];
  private readonly ages: readonly AgeBand[];
  private readonly languages: readonly string[];
  private readonly watch: WayWatch | undefined;
  private readonly places: readonly ConditionFacts['place'][] | null;
  private readonly interest: Interest;
  /** By position: the questions whose answers matter there or later. */
  private readonly live: readonly ReadonlySet<QuestionId>[];
  private readonly seen = new Set<string>();
  private readonly waiting: State[] = [];
  private readonly found = {
    passed: new Map<number, Set<AgeBand | null>>(),
    asked: new Map<number, Set<AgeBand | null>>(),
    beforeConsent: new Set<number>(),
    askedNothing: new Set<AgeBand | null>(),
  };

  constructor({ stops, ages, languages }: Ground, watch: WayWatch | undefined) {
    this.stops = stops;
    this.watch = watch;
    this.interest = interestOf(stops.flatMap(conditionsOf));
    this.ages = ages;
    this.languages = this.interest.language ? languages : languages.slice(0, 1);
    this.places = placeDomain(this.interest);
    this.live = liveQuestions(stops);
  }

  /** Gives `null` where there are too many states. */
  explore(): Exploration | null {
    if (this.places === null) return null;
    this.begin(this.places);
    for (let state = this.waiting.pop(); state !== undefined; state = this.waiting.pop()) {
      if (this.seen.size > MAX_STATES || !this.visit(state)) return null;
    }
    const exact = !this.stops.some((stop) =>
      [stop.when, ...stop.routes.map(({ when }) => when)].includes('unknown'),
    );
    return { ...this.found, exact };
  }

  private begin(places: readonly ConditionFacts['place'][]): void {
    // Without a question about it the age may come from anywhere; that it is missing is another rule's to say.
    const bands = this.stops.some(({ source }) => source.kind === 'age') ? [null] : [null, ...this.ages];
    for (const band of bands) {
      for (const place of places) {
        for (const language of this.languages) {
          const state = { at: 0, answers: {}, band, place, language, consented: false, asked: false };
          this.tell(state, { from: -1, by: null });
          this.push(state);
        }
      }
    }
  }

  /** Goes on from a state; `false` where an answer has too many values to try. */
  private visit(state: State): boolean {
    const stop = this.stops[state.at];
    if (stop === undefined) {
      if (!state.asked) this.found.askedNothing.add(state.band);
      return true;
    }
    note(this.found.passed, state);
    const { may, mayNot } = judge(stop.when, state);
    if (mayNot) this.push({ ...state, at: state.at + 1 });
    if (!may) return true;
    const answered = this.answer(stop, state);
    for (const after of answered ?? []) {
      for (const language of this.languages) this.leave(stop, { ...after, language });
    }
    return answered !== null;
  }

  /** Gives the states after each answer, or `null` where there are too many. */
  private answer(stop: Stop, state: State): readonly State[] | null {
    const { kind } = stop.source;
    note(this.found.asked, state);
    if (kind === 'info') return [state];
    const matters = this.live[state.at]?.has(stop.id) === true;
    const keep = (value: AnswerValue) => (matters ? { ...state.answers, [stop.id]: value } : state.answers);
    if (kind === 'consent') return [{ ...state, answers: keep('yes'), consented: true }];
    if (kind === 'age') return this.ages.map((band) => ({ ...state, band, answers: keep(band) }));
    if (!state.consented) this.found.beforeConsent.add(state.at);
    if (kind === 'place') {
      const places = (this.places ?? []).filter((place) => place !== null);
      // Skipping leaves a place that was known before as it is.
      const skipped = { ...state, answers: keep(null) };
      return [skipped, ...places.map((place) => ({ ...state, place, answers: keep(place.code) }))];
    }
    if (!matters) return [{ ...state, asked: true }];
    const domain = answerDomain(stop.source, this.interest.questions.get(stop.id) ?? new Set());
    return domain?.map((value) => ({ ...state, asked: true, answers: keep(value) })) ?? null;
  }

  /** Goes wherever the routes of an answered question may lead. */
  private leave(stop: Stop, state: State): void {
    const from = state.at;
    const go = (at: number, by: number | null) => {
      const next = { ...state, at };
      this.tell(next, { from, by });
      this.push(next);
    };
    for (const [by, { when, to }] of stop.routes.entries()) {
      const { may, mayNot } = judge(when, state);
      if (may) go(to, by);
      if (!mayNot) return;
    }
    go(from + 1, null);
  }

  /** Tells who watches what may be asked next from a state that has just left a question. */
  private tell(state: State, left: { readonly from: number; readonly by: number | null }): void {
    if (this.watch === undefined) return;
    for (let to = state.at; ; to++) {
      const stop = this.stops[to];
      const { may, mayNot } = stop === undefined ? ASKED : judge(stop.when, state);
      if (may) this.watch({ ...left, to });
      if (!mayNot) return;
    }
  }

  private push(state: State): void {
    const live = this.live[state.at];
    const entries = Object.entries(state.answers).filter(([question]) => live?.has(question) === true);
    const { at, band, place, language, consented, asked } = state;
    const where = [place?.code, place?.province, language];
    const key = JSON.stringify([at, band, where, consented, asked, entries.sort()]);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.waiting.push({ ...state, answers: Object.fromEntries(entries) });
  }
}

function note(found: Map<number, Set<AgeBand | null>>, { at, band }: State): void {
  const bands = found.get(at);
  if (bands === undefined) found.set(at, new Set([band]));
  else bands.add(band);
}

/** The end is reached by whoever comes there. */
const ASKED: Judgement = { may: true, mayNot: false };

type Judgement = { readonly may: boolean; readonly mayNot: boolean };

function judge(guard: Guard, { answers, band, place, language }: State): Judgement {
  if (guard === 'unknown') return { may: true, mayNot: true };
  const does = holds(guard, { answers, ageBand: band, place, language });
  return { may: does, mayNot: !does };
}

function conditionsOf(stop: Stop): readonly Condition[] {
  return [stop.when, ...stop.routes.map(({ when }) => when)].filter(
    (guard) => guard !== null && guard !== 'unknown',
  );
}

function liveQuestions(stops: readonly Stop[]): readonly ReadonlySet<QuestionId>[] {
  const live: Set<QuestionId>[] = [];
  let later = new Set<QuestionId>();
  for (const [at, stop] of [...stops.entries()].reverse()) {
    later = new Set([...later, ...interestOf(conditionsOf(stop)).questions.keys()]);
    live[at] = later;
  }
  return live;
}
