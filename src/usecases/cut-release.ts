/** Cuts a release: the only door through which counts become public. */

import type { Consultation } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { Flow } from '../core/flow/flow.ts';
import { type Gazetteer, type LocalityCode, provinceOf } from '../core/locality.ts';
import { provinceFloors } from '../core/progress/coverage.ts';
import type { PublishedLine } from '../core/release/line-audit.ts';
import { cellsOf } from '../core/release/question-cells.ts';
import type { Release } from '../core/release/release.ts';
import { stepLine } from '../core/release/step-line.ts';
import type { RawCell } from '../core/release/suppress.ts';
import { mayTabulate, type RawTabulation, tabulate } from '../core/release/tabulate.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProgressStore } from '../ports/progress-store.ts';
import type { ReleaseStore, Tally } from '../ports/release-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What cutting needs. */
export type ReleaseServices = {
  readonly store: ReleaseStore;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  /** What staff were told while it ran: whoever subtracts knows that too. Absent where nobody watches. */
  readonly progress?: Pick<ProgressStore, 'latest'>;
};

/**
 * The release, or why there is none: `too-few` new responses since the last one. `needed` says how many more.
 */
export type ReleaseOutcome =
  | { readonly kind: 'released'; readonly release: Release }
  | { readonly kind: 'too-few'; readonly needed: number };

/** Builds the use case. */
export function cutRelease(
  services: ReleaseServices,
): (consultation: Consultation) => Promise<ReleaseOutcome> {
  return async (consultation) => {
    const [tally, earlier, flow, told] = await Promise.all([
      services.store.tally(consultation.id),
      services.store.all(consultation.id),
      services.flows.load(consultation.flowHash),
      services.progress?.latest(consultation.id) ?? null,
    ]);
    const last = earlier.at(-1);
    const fresh = tally.responses - (last?.responses ?? 0);
    if (fresh < consultation.minCell) return { kind: 'too-few', needed: consultation.minCell - fresh };
    const { minCell } = consultation;
    const number = (last?.number ?? 0) + 1;
    const place = { minCell, release: number, earlier };
    const floors = provinceFloors(told?.cut.places ?? {}, services.gazetteer);
    const raws = rawsOf(flow, tally, { gazetteer: services.gazetteer, floors });
    if (!raws.every((raw) => mayTabulate(raw, place))) return { kind: 'too-few', needed: minCell };
    const release: Release = {
      number,
      day: dayOf(services.clock.now()),
      responses: tally.responses,
      ...dispositions(tally, earlier, minCell),
      simulated: tally.simulated,
      minCell,
      tabulations: raws.map((raw) => tabulate(raw, place)),
    };
    const outcome = await services.store.publish(consultation.id, release);
    // Someone else cut the same release a moment ago: theirs stands.
    return outcome === 'published'
      ? { kind: 'released', release }
      : { kind: 'too-few', needed: consultation.minCell };
  };
}

/** Both move together or not at all. @see stepLine */
function dispositions(
  tally: Tally,
  earlier: readonly Release[],
  minCell: number,
): Pick<Release, 'complete' | 'partial'> {
  const { complete, responses } = tally;
  const history = earlier.map((release, at): PublishedLine => {
    // A figure that moved has grown, so one that is the same was not published anew.
    const isNew = release.complete !== null && release.complete !== (earlier[at - 1]?.complete ?? null);
    return {
      total: release.responses,
      shown: new Map(
        isNew
          ? [
              ['complete', release.complete ?? 0],
              ['partial', release.responses - (release.complete ?? 0)],
            ]
          : [],
      ),
    };
  });
  const cells = [
    { id: 'complete', count: complete },
    { id: 'partial', count: responses - complete },
  ];
  if (stepLine(history, cells, minCell).size > 0) return { complete, partial: responses - complete };
  const last = earlier.at(-1);
  return { complete: last?.complete ?? null, partial: last?.partial ?? null };
}

function rawsOf(
  flow: Flow,
  tally: Tally,
  by: { readonly gazetteer: Gazetteer; readonly floors: ReadonlyMap<LocalityCode, number> },
): readonly RawTabulation[] {
  const counts = new Map(tally.questions.map((one) => [one.question, one]));
  const places = {
    provinces: by.gazetteer.provinces().map((province) => province.code),
    provinceOf: (code: string) => provinceOf(code, by.gazetteer),
  };
  return flow.questions.flatMap((question) => {
    const count = counts.get(question.id) ?? { answered: 0, skipped: 0, byValue: new Map<string, number>() };
    const cells = cellsOf(question, count.byValue, places);
    if (cells === null) return [];
    const raw = {
      question: question.id,
      kind: question.kind,
      cells: question.kind === 'place' ? cells.map((cell) => withFloor(cell, by.floors)) : cells,
      answered: count.answered,
      skipped: count.skipped,
      responses: tally.responses,
      several: question.kind === 'choices' && question.max > 1,
    };
    return [raw];
  });
}

/** Not every response of a place answered the question for it: then less was told of the cell than of the place. */
function withFloor(cell: RawCell, floors: ReadonlyMap<LocalityCode, number>): RawCell {
  const floor = floors.get(cell.id);
  return floor === undefined ? cell : { ...cell, told: Math.min(cell.count, floor) };
}
