/** Cuts a release: the only door through which counts become public. */

import type { Consultation } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import { type Gazetteer, type LocalityCode, NATION, provinceOf } from '../core/locality.ts';
import { provinceFloors } from '../core/progress/coverage.ts';
import { lagOf } from '../core/progress/floor.ts';
import { MINUTE_CLASSES } from '../core/progress/minutes.ts';
import { minutesIn } from '../core/progress/walk-marks.ts';
import { askedBy } from '../core/release/asked-by.ts';
import { openTallySheet } from '../core/release/count-responses.ts';
import type { PublishedLine } from '../core/release/line-audit.ts';
import { type QualityNotes, tellNotes } from '../core/release/quality-notes.ts';
import { type RawLine, readLines, totalOf } from '../core/release/read-tallies.ts';
import type { Release } from '../core/release/release.ts';
import { stepLine } from '../core/release/step-line.ts';
import type { RawCell } from '../core/release/suppress.ts';
import { placeMinCell } from '../core/release/table.ts';
import type { RawTabulation, TabulationPlace } from '../core/release/tabulate.ts';
import { tabulateFlow } from '../core/release/tabulate-flow.ts';
import { layOutTallies, type TallyLayout } from '../core/release/tally-layout.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProgressStore } from '../ports/progress-store.ts';
import type { Random } from '../ports/random.ts';
import type { PlaceTallies, ReleaseStore } from '../ports/release-store.ts';
import { cutTables } from './cut-tables.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What cutting needs. */
export type ReleaseServices = {
  readonly store: ReleaseStore;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Pick<Random, 'fraction'>;
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
    const { minCell } = consultation;
    const [flow, earlier, told] = await Promise.all([
      services.flows.load(consultation.flowHash),
      services.store.all(consultation.id),
      services.progress?.latest(consultation.id) ?? null,
    ]);
    const layout = layOutTallies(flow);
    const tallies = await readTallies(services, consultation, layout);
    const nation = tallies.get(NATION)?.counts ?? new Int32Array(layout.wide);
    const responses = totalOf(nation, 'responses');
    const last = earlier.at(-1);
    const fresh = responses - (last?.responses ?? 0);
    if (fresh < minCell) return { kind: 'too-few', needed: minCell - fresh };
    const number = (last?.number ?? 0) + 1;
    const place = { minCell, release: number, earlier };
    const floors = provinceFloors(told?.cut.places ?? {}, services.gazetteer);
    const raws = rawsOf(readLines(layout, nation), { responses, floors, gazetteer: services.gazetteer });
    const tabulations = tabulateFlow(raws, { asked: askedBy(flow), placeOf: (raw) => stepsOf(raw, place) });
    if (tabulations === null) return { kind: 'too-few', needed: minCell };
    const release: Release = {
      number,
      day: dayOf(services.clock.now()),
      responses,
      ...dispositions({ responses, complete: totalOf(nation, 'complete') }, earlier, minCell),
      simulated: totalOf(nation, 'simulated'),
      minCell,
      notes: await notesOf(services, consultation, { nation, last }),
      tabulations,
    };
    const cut = await cutTables({ ...services, consultation, layout, tallies, release });
    const outcome = await services.store.publish(consultation.id, release, cut);
    // Someone else cut the same release a moment ago: theirs stands.
    return outcome === 'published' ? { kind: 'released', release } : { kind: 'too-few', needed: minCell };
  };
}

/** Cells that stand for places move in the steps of places: else the question where children live would tell what their tables withhold. */
function stepsOf({ kind }: RawTabulation, place: TabulationPlace): TabulationPlace {
  return kind === 'place' ? { ...place, minCell: placeMinCell(place.minCell) } : place;
}

/** Notes on how the answers came about. */
async function notesOf(
  { store, random }: ReleaseServices,
  { id, minCell }: Consultation,
  { nation, last }: { readonly nation: Int32Array; readonly last: Release | undefined },
): Promise<QualityNotes> {
  const counts = {
    quick: minutesIn(await store.marks(id))[MINUTE_CLASSES[0]] ?? 0,
    straight: totalOf(nation, 'straight'),
  };
  return tellNotes(counts, {
    ...{ minCell, responses: totalOf(nation, 'responses'), before: last?.notes ?? null },
    lag: () => lagOf(random.fraction()),
  });
}

/** The tallies of all places, counted anew first where they never were. */
async function readTallies(
  { store, gazetteer }: ReleaseServices,
  { id }: Consultation,
  layout: TallyLayout,
): Promise<ReadonlyMap<LocalityCode, PlaceTallies>> {
  let rows = await store.tallies(id);
  if (rows === null) {
    await store.recount(
      id,
      openTallySheet(layout, (code) => provinceOf(code, gazetteer)),
    );
    rows = await store.tallies(id);
  }
  return new Map((rows ?? []).map((row) => [row.scope, row]));
}

/** Both move together or not at all. @see stepLine */
function dispositions(
  { complete, responses }: { readonly complete: number; readonly responses: number },
  earlier: readonly Release[],
  minCell: number,
): Pick<Release, 'complete' | 'partial'> {
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
  if (stepLine(history, cells, { minCell }).size > 0) return { complete, partial: responses - complete };
  const last = earlier.at(-1);
  return { complete: last?.complete ?? null, partial: last?.partial ?? null };
}

function rawsOf(
  lines: readonly RawLine[],
  by: {
    readonly responses: number;
    readonly floors: ReadonlyMap<LocalityCode, number>;
    readonly gazetteer: Gazetteer;
  },
): readonly RawTabulation[] {
  return lines.flatMap(({ variable: { question, ids }, cells: counts, answered, skipped }) => {
    if (question === null) return [];
    const all = ids.map((id, at): RawCell => ({ id, count: counts[at] ?? 0 }));
    const cells = question.kind === 'place' ? provinceCells(all, by) : all;
    const several = question.kind === 'choices' && question.max > 1;
    const { id, kind } = question;
    return [{ question: id, kind, cells, answered, skipped, responses: by.responses, several }];
  });
}

/** The provinces in their own order, with what was told of them. */
function provinceCells(
  cells: readonly RawCell[],
  by: { readonly floors: ReadonlyMap<LocalityCode, number>; readonly gazetteer: Gazetteer },
): readonly RawCell[] {
  const counts = new Map(cells.map((cell) => [cell.id, cell.count]));
  return by.gazetteer
    .provinces()
    .map(({ code }) => withFloor({ id: code, count: counts.get(code) ?? 0 }, by.floors));
}

/** Not every response of a place answered the question for it: then less was told of the cell than of the place. */
function withFloor(cell: RawCell, floors: ReadonlyMap<LocalityCode, number>): RawCell {
  const floor = floors.get(cell.id);
  return floor === undefined ? cell : { ...cell, told: Math.min(cell.count, floor) };
}
