/** Shows the indicators of a place and year: what may be told, against which target, and where it is heading. */

import { dayOf, yearOf } from '../core/day.ts';
import type { ClosedYear } from '../core/indicators/closed-year.ts';
import {
  areFiguresDue,
  type Correction,
  cutFigures,
  type FigureRules,
  type KeptFigures,
  turnsOf,
  type YearCounts,
  type YearFigures,
} from '../core/indicators/figures.ts';
import { type Forecast, forecastShare } from '../core/indicators/forecast.ts';
import {
  type ByLine,
  bandsOf,
  INDICATORS,
  type Indicator,
  LINES,
  type Line,
} from '../core/indicators/indicator.ts';
import type { IndicatorContent } from '../core/indicators/indicator-row.ts';
import { partsOf } from '../core/indicators/row-place.ts';
import { type Standing, standingsOf } from '../core/indicators/standing.ts';
import { type ChosenTarget, chooseTarget } from '../core/indicators/target.ts';
import { type Gazetteer, isProvinceCode, type LocalityCode, NATION, provinceOf } from '../core/locality.ts';
import type { OffChatCount } from '../core/tally/tally.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { IndicatorStore, PlaceYear } from '../ports/indicator-store.ts';
import type { Random } from '../ports/random.ts';
import type { TallyCorrection, TallyStore } from '../ports/tally-store.ts';
import type { FlowLibrary } from './flow-library.ts';

/** What watching needs. */
export type IndicatorServices = {
  readonly store: IndicatorStore;
  readonly tallies: Pick<TallyStore, 'offChatCounts' | 'corrections'>;
  readonly consultations: Pick<ConsultationStore, 'byId'>;
  readonly flows: FlowLibrary;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Random;
  /** Least threshold k of the installation. */
  readonly minCell: number;
  /** Told when counting failed while nobody waited for it. */
  readonly onFault?: (error: unknown) => void;
};

/** How a year stands. `over`: it has passed and waits to be closed. */
export type YearStatus = 'running' | 'over' | 'closed';

/** One place of a list: what is told of it. */
export type PlaceStanding = { readonly place: LocalityCode; readonly standings: readonly Standing[] };

/** One year of the way so far. `share` is `null` without a denominator or a figure. */
export type TrendPoint = {
  readonly year: number;
  readonly isClosed: boolean;
  readonly children: number | null;
  readonly share: number | null;
};

/** Turns (“lượt”) against the goal that adds them up over years. */
export type TurnsBoard = {
  readonly chat: number | null;
  readonly offChat: number | null;
  readonly goal: ChosenTarget | null;
  /** At least so many in the years of the goal until now, as far as this system knows; `null` without a goal. */
  readonly soFar: number | null;
  /** What fell of the two since it was told. */
  readonly corrected: { readonly chat: Correction | null; readonly offChat: Correction | null };
};

/** Everything a page shows of a place and year. */
export type IndicatorBoard = {
  readonly place: LocalityCode;
  readonly year: number;
  readonly status: YearStatus;
  readonly closed: ClosedYear | null;
  /** Day of the figures; `null` before the first. */
  readonly day: string | null;
  /** Threshold k of the figures. */
  readonly minCell: number;
  readonly standings: readonly Standing[];
  readonly turns: TurnsBoard;
  readonly trends: Readonly<Record<Indicator, readonly TrendPoint[]>>;
  readonly forecasts: Readonly<Record<Indicator, Forecast>>;
  /** Provinces of the nation, or communes of a province; empty for a commune. */
  readonly below: readonly PlaceStanding[];
  /** Why figures fell: corrected and withdrawn tallies of the place, the last first; empty where none fell. */
  readonly corrections: readonly TallyCorrection[];
};

/** Last year of the programme. @see Quyết định 23/QĐ-TTg, 7/1/2021 */
export const LAST_YEAR = 2030;

/** A year that was just counted and had nothing new is not counted again for so long. */
const COUNT_AGAIN_MS = 10 * 60_000;

/** The use cases. */
export type IndicatorWatch = {
  /** `null` where there is no such place, or nothing was told of that year and it is not the present one. */
  readonly board: (place: LocalityCode, year: number) => Promise<IndicatorBoard | null>;
  /** Years with figures and the present one, newest first. */
  readonly years: () => Promise<readonly number[]>;
  /** The present year in Asia/Ho_Chi_Minh. */
  readonly year: () => number;
};

/** Builds them. */
export function watchIndicators(services: IndicatorServices): IndicatorWatch {
  const counted = new Map<number, number>();
  const { store, clock, gazetteer } = services;
  const years = async (): Promise<readonly number[]> => {
    const known = (await store.placeYears(NATION)).map(({ year }) => year);
    const now = yearOf(clock.now());
    // A year that has passed is offered even if nobody looked at it while it ran.
    return [...new Set([now, now - 1, ...known])].sort((one, other) => other - one);
  };

  return {
    years,
    year: () => yearOf(clock.now()),
    async board(place, year) {
      if (place !== NATION && gazetteer.find(place) === undefined) return null;
      if (!(await years()).includes(year)) return null;
      const closed = await store.closed(year);
      const figures = closed?.figures ?? (await newestFigures(services, year, counted))?.figures ?? null;
      return boardOf(services, { place, year, closed, figures });
    },
  };
}

/**
 * Counts a year: distinct children and turns of the chat, and what staff entered. An event off the chat counts for chỉ tiêu
 * 22, and for 24 where its consultation does; one that belongs to none counts for 22 alone.
 */
export async function countYear(services: IndicatorServices, year: number): Promise<YearCounts> {
  const { lines, minCell } = await services.store.counts(year);
  const sums: Record<string, Record<LocalityCode, number>> = {};
  const add = (line: string, place: LocalityCode, children: number): void => {
    const places = sums[line] ?? {};
    places[place] = (places[place] ?? 0) + children;
    sums[line] = places;
  };
  for (const one of await services.tallies.offChatCounts(year)) {
    add('turns:off-chat', one.place, one.children);
    for (const indicator of await indicatorsFor(services, one))
      add(`${indicator}:off-chat`, one.place, one.children);
  }
  const all = LINES.flatMap((line) => {
    const places = lines[line] ?? sums[line];
    return places === undefined ? [] : [[line, places] as const];
  });
  return { lines: Object.fromEntries(all), minCell };
}

async function indicatorsFor(services: IndicatorServices, one: OffChatCount): Promise<readonly Indicator[]> {
  if (one.consultationId === null) return ['22'];
  const consultation = await services.consultations.byId(one.consultationId);
  if (consultation === null) return [];
  const { indicators } = await services.flows.load(consultation.flowHash);
  return (['22', '24'] as const).filter(
    (indicator) =>
      indicators.some((own) => `${own}` === indicator) && bandsOf(indicator).includes(one.ageBand),
  );
}

/** What cutting a year needs. @param isLast when it is closed, and nothing follows */
export function figureRules(services: IndicatorServices, year: number, isLast: boolean): FigureRules {
  const { clock, minCell, gazetteer, random } = services;
  const fraction = isLast ? null : () => random.fraction();
  return { year, day: dayOf(clock.now()), minCell, gazetteer, fraction };
}

async function newestFigures(
  services: IndicatorServices,
  year: number,
  counted: Map<number, number>,
): Promise<KeptFigures | null> {
  const { store, clock } = services;
  const last = await store.latest(year);
  const now = clock.now();
  const before = counted.get(year) ?? Number.NEGATIVE_INFINITY;
  const rules = figureRules(services, year, false);
  if (last?.figures.day === rules.day || Math.abs(now.getTime() - before) < COUNT_AGAIN_MS) return last;
  counted.set(year, now.getTime());
  const counting = cutAnew(services, { year, last, rules });
  if (last === null) return counting;
  // A country's year is seconds of counting: whoever looks sees what was told last, and the next one what is new.
  counting.catch((error: unknown) => {
    counted.delete(year);
    services.onFault?.(error);
  });
  return last;
}

async function cutAnew(
  services: IndicatorServices,
  by: { readonly year: number; readonly last: KeptFigures | null; readonly rules: FigureRules },
): Promise<KeptFigures | null> {
  const { year, last, rules } = by;
  const { store } = services;
  const counts = await countYear(services, year);
  if (!areFiguresDue(last, counts, rules)) return last;
  const kept = { figures: cutFigures(counts, last?.figures ?? null, rules), turns: turnsOf(counts) };
  return (await store.keep(kept)) === 'kept' ? kept : store.latest(year);
}

type Fallen = Readonly<Partial<Record<Line, Correction>>>;

type Drawn = {
  readonly place: LocalityCode;
  readonly year: number;
  readonly closed: (ClosedYear & { readonly rows: readonly IndicatorContent[] }) | null;
  readonly figures: YearFigures | null;
};

async function boardOf(services: IndicatorServices, drawn: Drawn): Promise<IndicatorBoard> {
  const { store, clock, gazetteer, minCell } = services;
  const { place, year, closed, figures } = drawn;
  const former = await store.formerProvinces();
  const children = placesBelow(place, gazetteer);
  const live = (await store.rows([place, NATION, ...children])).filter(({ withdrawn }) => !withdrawn);
  const rows = closed?.rows ?? live.map(({ content }) => content);
  const standingsAt = (at: LocalityCode): readonly Standing[] =>
    standingsOf({
      ...{ place: at, year, rows, figures: linesAt(figures, at) },
      ...{ corrected: fallenAt(figures, at), parts: partsOf(at, former) },
    });
  const placeYears = await store.placeYears(place);
  const liveRows = live.map(({ content }) => content);
  const trendsOf = (indicator: Indicator): readonly TrendPoint[] =>
    placeYears.map((one) =>
      pointOf(one, { indicator, place, rows: liveRows, parts: partsOf(place, former) }),
    );
  const trends = { '22': trendsOf('22'), '23': trendsOf('23'), '24': trendsOf('24') };
  const own = linesAt(figures, place);
  const fallen = fallenAt(figures, place);
  return {
    ...{ place, year, closed },
    status: closed !== null ? 'closed' : year < yearOf(clock.now()) ? 'over' : 'running',
    day: figures?.day ?? null,
    minCell: figures?.minCell ?? minCell,
    standings: standingsAt(place),
    turns: turnsBoard({ place, year, rows, own, fallen, placeYears }),
    trends,
    forecasts: {
      '22': forecastOf(trends['22']),
      '23': forecastOf(trends['23']),
      '24': forecastOf(trends['24']),
    },
    below: children.map((at) => ({ place: at, standings: standingsAt(at) })),
    corrections: Object.keys(fallen).length === 0 ? [] : await correctionsAt(services, place, year),
  };
}

function placesBelow(place: LocalityCode, gazetteer: Gazetteer): readonly LocalityCode[] {
  if (place === NATION) return gazetteer.provinces().map(({ code }) => code);
  return isProvinceCode(place) ? gazetteer.communesOf(place).map(({ code }) => code) : [];
}

/** The figures of one place. */
export function linesAt(figures: YearFigures | null, place: LocalityCode): ByLine {
  const own = LINES.flatMap((line) => {
    const told = figures?.lines[line]?.[place];
    return told === undefined ? [] : [[line, told] as const];
  });
  return Object.fromEntries(own);
}

function fallenAt(figures: YearFigures | null, place: LocalityCode): Fallen {
  const own = LINES.flatMap((line) => {
    const fallen = figures?.corrected?.[line]?.[place];
    return fallen === undefined ? [] : [[line, fallen] as const];
  });
  return Object.fromEntries(own);
}

async function correctionsAt(
  { tallies, gazetteer }: IndicatorServices,
  place: LocalityCode,
  year: number,
): Promise<readonly TallyCorrection[]> {
  const all = await tallies.corrections(year);
  return all.filter(
    (one) => place === NATION || one.place === place || provinceOf(one.place, gazetteer) === place,
  );
}

type PointGround = {
  readonly indicator: Indicator;
  readonly place: LocalityCode;
  readonly rows: readonly IndicatorContent[];
  readonly parts: ReturnType<typeof partsOf>;
};

/** A closed year is held against what was frozen with it, every other against what is there now. */
function pointOf(one: PlaceYear, { indicator, place, rows, parts }: PointGround): TrendPoint {
  const { year, isClosed, figures } = one;
  const ground = { place, year, figures, rows: isClosed ? one.rows : rows, parts };
  const standing = standingsOf(ground)[INDICATORS.indexOf(indicator)];
  return { year, isClosed, children: standing?.counted.children ?? null, share: standing?.share ?? null };
}

function forecastOf(points: readonly TrendPoint[]): Forecast {
  const closed = points.flatMap(({ year, isClosed, share }) =>
    isClosed && share !== null ? [{ year, share }] : [],
  );
  return forecastShare(closed, LAST_YEAR);
}

type TurnsGround = {
  readonly place: LocalityCode;
  readonly year: number;
  readonly rows: readonly IndicatorContent[];
  readonly own: ByLine;
  readonly fallen: Fallen;
  readonly placeYears: readonly PlaceYear[];
};

function turnsBoard({ place, year, rows, own, fallen, placeYears }: TurnsGround): TurnsBoard {
  const goal = chooseTarget(rows, { place, measure: 'turns', year });
  const counted =
    goal === null
      ? []
      : placeYears.filter(
          (one) => one.year >= goal.target.from && one.year <= Math.min(year, goal.target.until),
        );
  const sum = counted.reduce(
    (all, { figures }) => all + (figures['turns:chat'] ?? 0) + (figures['turns:off-chat'] ?? 0),
    0,
  );
  return {
    chat: own['turns:chat'] ?? null,
    offChat: own['turns:off-chat'] ?? null,
    goal,
    soFar: goal === null ? null : sum,
    corrected: { chat: fallen['turns:chat'] ?? null, offChat: fallen['turns:off-chat'] ?? null },
  };
}
