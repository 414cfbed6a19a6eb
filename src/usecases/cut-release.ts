/** Cuts a release: the only door through which counts become public. */

import type { Consultation } from '../core/consultation.ts';
import { dayOf } from '../core/day.ts';
import type { Flow } from '../core/flow/flow.ts';
import { type Gazetteer, provinceOf } from '../core/locality.ts';
import type { PublishedLine } from '../core/release/line-audit.ts';
import { cellsOf } from '../core/release/question-cells.ts';
import type { Release, Tabulation } from '../core/release/release.ts';
import { stepLine } from '../core/release/step-line.ts';
import { type TabulationPlace, tabulate } from '../core/release/tabulate.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReleaseStore, Tally } from '../ports/release-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What cutting needs. */
export type ReleaseServices = {
  readonly store: ReleaseStore;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
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
    const [tally, earlier, flow] = await Promise.all([
      services.store.tally(consultation.id),
      services.store.all(consultation.id),
      services.flows.load(consultation.flowHash),
    ]);
    const last = earlier.at(-1);
    const fresh = tally.responses - (last?.responses ?? 0);
    if (fresh < consultation.minCell) return { kind: 'too-few', needed: consultation.minCell - fresh };
    const { minCell } = consultation;
    const number = (last?.number ?? 0) + 1;
    const release: Release = {
      number,
      day: dayOf(services.clock.now()),
      responses: tally.responses,
      ...dispositions(tally, earlier, minCell),
      simulated: tally.simulated,
      minCell,
      tabulations: tabulationsOf(flow, tally, {
        place: { minCell, release: number, earlier },
        gazetteer: services.gazetteer,
      }),
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

function tabulationsOf(
  flow: Flow,
  tally: Tally,
  by: { readonly place: TabulationPlace; readonly gazetteer: Gazetteer },
): readonly Tabulation[] {
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
      cells,
      answered: count.answered,
      skipped: count.skipped,
      responses: tally.responses,
      several: question.kind === 'choices' && question.max > 1,
    };
    return [tabulate(raw, by.place)];
  });
}
