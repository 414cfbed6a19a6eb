/** A cut of a running consultation: all that may be told of how it is going, fixed for a day. */

import { AGE_BANDS, type AgeBand } from '../age-band.ts';
import type { QuestionId } from '../flow/flow.ts';
import type { LocalityCode } from '../locality.ts';
import type { Day } from '../release/release.ts';
import { floorOf, lagOf, stepOf } from './floor.ts';
import { type MinuteClass, type MinuteCounts, medianClass } from './minutes.ts';
import { type FloorTable, leaveSlack, leaveWithin } from './slack.ts';
import { type Stretch, stretchesOf } from './stops.ts';

/** True counts at one moment. They never leave the use case that cuts. */
export type ProgressCounts = {
  /** Walks begun, simulated children included. */
  readonly started: number;
  /** Sealed responses, complete and partial, simulated ones included. */
  readonly answered: number;
  readonly simulated: number;
  /** Sealed responses by the place they tell; those without one are left out. */
  readonly byPlace: Readonly<Record<LocalityCode, number>>;
  readonly byBand: Readonly<Partial<Record<AgeBand, number>>>;
  /** Walks broken off, by the question that was pending. */
  readonly stops: Readonly<Record<QuestionId, number>>;
  /** Complete walks by how long they took. */
  readonly minutes: MinuteCounts;
};

/** What is told. Every number of children is a floor: at least so many. @see floorOf */
export type ProgressCut = {
  /** Day in Asia/Ho_Chi_Minh. */
  readonly day: Day;
  readonly started: number;
  readonly answered: number;
  readonly stopped: number;
  /** Made up for the demo; no child's, so the number is exact. */
  readonly simulated: number;
  /** Provinces and communes that reached a step; nothing is told of the others. */
  readonly places: Readonly<Record<LocalityCode, number>>;
  readonly bands: Readonly<Partial<Record<AgeBand, number>>>;
  readonly stretches: readonly Stretch[];
  /** Class of minutes that half of the children needed at most; `null` while too few have finished. */
  readonly minutes: MinuteClass | null;
};

/** A cut with the true numbers it was made from: these decide when the next one is due, and are never told. */
export type KeptCut = {
  readonly cut: ProgressCut;
  readonly basis: Pick<ProgressCounts, 'started' | 'answered'>;
};

/** What cutting needs to know. */
export type CutRules = {
  readonly day: Day;
  /** Threshold k of the consultation. */
  readonly minCell: number;
  /** Every question of the flow, in order. */
  readonly questions: readonly QuestionId[];
  readonly provinceOf: (place: LocalityCode) => LocalityCode | null;
  /** Uniformly random, at least 0 and below 1; drawn for each figure. */
  readonly fraction: () => number;
};

/** Cuts. @param last the cut before; what it told is never taken back, except where children go on whose walks rested */
export function cutProgress(counts: ProgressCounts, last: ProgressCut | null, rules: CutRules): ProgressCut {
  const { day, minCell, questions } = rules;
  const lag = (): number => lagOf(rules.fraction());
  const step = stepOf(minCell);
  const told = (count: number, before = 0, by = step): number => Math.max(before, floorOf(count, by, lag()));
  const stops = Object.values(counts.stops).reduce((sum, children) => sum + children, 0);
  return {
    day,
    started: told(counts.started, last?.started),
    answered: told(counts.answered, last?.answered),
    stopped: floorOf(stops, step, lag()),
    simulated: counts.simulated,
    places: placesOf(counts, { last, rules, told }),
    bands: leaveSlack(
      Object.fromEntries(
        AGE_BANDS.map((band) => [band, told(counts.byBand[band] ?? 0, last?.bands[band])] as const).filter(
          ([, children]) => children > 0,
        ),
      ),
      { before: last?.bands ?? {}, total: counts.answered, step },
    ),
    stretches: stretchesOf(counts.stops, { questions, step, lag }),
    minutes: medianClass(counts.minutes, 4 * step),
  };
}

/**
 * Tells whether a cut is due: never twice a day, so that nobody can watch a child finish, and only once at least k more
 * children have begun, or k more answers were sealed, so that what moved is no single child's.
 */
export function isCutDue(
  last: KeptCut | null,
  now: Pick<ProgressCounts, 'started' | 'answered'>,
  rules: Pick<CutRules, 'day' | 'minCell'>,
): boolean {
  if (last !== null && last.cut.day >= rules.day) return false;
  const { started, answered } = last?.basis ?? { started: 0, answered: 0 };
  const fresh = Math.max(now.started - started, now.answered - answered);
  return fresh >= stepOf(rules.minCell);
}

type Telling = {
  readonly last: ProgressCut | null;
  readonly rules: CutRules;
  readonly told: (count: number, before?: number, by?: number) => number;
};

function placesOf(counts: ProgressCounts, telling: Telling): FloorTable {
  const { last, rules, told } = telling;
  const before = last?.places ?? {};
  const byProvince = new Map<LocalityCode, { all: number; communes: Record<LocalityCode, number> }>();
  for (const [place, children] of Object.entries(counts.byPlace)) {
    const province = rules.provinceOf(place);
    if (province === null) continue;
    const sum = byProvince.get(province) ?? { all: 0, communes: {} };
    sum.all += children;
    byProvince.set(province, sum);
    if (province === place) continue;
    const floor = told(children, before[place], stepOf(rules.minCell, 'commune'));
    if (floor > 0) sum.communes[place] = floor;
  }
  const known = [...byProvince].map(([province, { all, communes }]): readonly [LocalityCode, number] => {
    // What is told of communes is told of their province.
    const together = Object.values(communes).reduce((sum, floor) => sum + floor, 0);
    return [province, Math.max(told(all, before[province]), together)];
  });
  const [step, communeStep] = [stepOf(rules.minCell), stepOf(rules.minCell, 'commune')];
  const provinces = leaveSlack(Object.fromEntries(known), { before, total: counts.answered, step });
  const places: Record<LocalityCode, number> = {};
  for (const [province, { communes }] of byProvince) {
    const most = provinces[province] ?? 0;
    if (most > 0) places[province] = most;
    Object.assign(places, leaveWithin(communes, most, { before, step: communeStep }));
  }
  return places;
}
