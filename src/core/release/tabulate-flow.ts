/** Tabulates all questions of a flow together: what one tells of another, because of whom each is asked, is told by neither. */

import type { QuestionId } from '../flow/flow.ts';
import type { AskedBy } from './asked-by.ts';
import type { Tabulation } from './release.ts';
import {
  isSafeBeside,
  mayTabulate,
  type RawTabulation,
  stay,
  type TabulationPlace,
  tabulate,
} from './tabulate.ts';

/** What is needed besides the counts. */
export type FlowPlace = {
  readonly asked: ReadonlyMap<QuestionId, AskedBy>;
  /** Threshold and course of releases for one question. */
  readonly placeOf: (raw: RawTabulation) => TabulationPlace;
};

/**
 * Publishes what may be published of each question, in the flow's order.
 *
 * Figures of a question that was asked of some only are counts of those: they are told only as far as the figures of the
 * questions before, on which it depended, tell as much already; and what is known not to have been asked is reckoned with.
 *
 * @returns `null` where already the new number of responses would give a withheld count away
 */
export function tabulateFlow(raws: readonly RawTabulation[], by: FlowPlace): readonly Tabulation[] | null {
  const done = new Map<QuestionId, Done>();
  for (const raw of raws) done.set(raw.question, tabulateOne(raw, done, by));
  const all = [...done.values()];
  if (!all.every(({ raw, place }) => mayTabulate(raw, place))) return null;
  return all.map(({ tabulation }) => tabulation);
}

/** A question that was tabulated, with what was reckoned with. */
type Done = {
  readonly raw: RawTabulation;
  readonly place: TabulationPlace;
  readonly tabulation: Tabulation;
};

function tabulateOne(
  counts: RawTabulation,
  done: ReadonlyMap<QuestionId, Done>,
  { asked, placeOf }: FlowPlace,
): Done {
  const own = asked.get(counts.question);
  const others = [...done.values()].filter(({ raw }) => areApart(own, asked.get(raw.question)));
  const notAsked = Math.max(
    0,
    ...(own?.on ?? []).map((one) => passedOver(one, done)),
    ...others.map(({ tabulation }) => toldOf(tabulation)),
  );
  const isOfSome = own !== undefined && (own.bands !== null || own.on.length > 0);
  const raw = { ...counts, notAsked, isOfSome };
  const place = isLinked(raw, asked) ? inWideSteps(placeOf(raw), raw.question) : placeOf(raw);
  const resting = { raw, place, tabulation: stay(raw, place) };
  const moved = { raw, place, tabulation: tabulate(raw, place) };
  const told = toldOf(moved.tabulation);
  if ((own?.on ?? []).some((one) => told > mostTold(one, done, place.release))) return resting;
  // Children of another age were told of before: now more of those who were not asked this are known.
  const isSafe = others.every((other) => {
    const known = { ...other.raw, notAsked: Math.max(other.raw.notAsked ?? 0, told) };
    return isSafeBeside(known, other.tabulation, other.place);
  });
  return isSafe ? moved : resting;
}

/** Whether figures of a question tell of another's: it is asked of some only, or decides who is asked another. */
function isLinked({ question, isOfSome }: RawTabulation, asked: FlowPlace['asked']): boolean {
  return (
    isOfSome === true || [...asked.values()].some(({ on }) => on.some((one) => one.question === question))
  );
}

/**
 * Figures of such questions that were published before move by several times k: what several questions and several releases
 * together tell of a count that was withheld in between then stays wide.
 */
const LINKED_STEPS = 3;

function inWideSteps(place: TabulationPlace, question: QuestionId): TabulationPlace {
  const wasTold = place.earlier.some(({ tabulations }) =>
    tabulations.some(
      (one) =>
        one.question === question && (one.answered !== null || one.cells.some(({ count }) => count !== null)),
    ),
  );
  return wasTold ? { ...place, minCell: place.minCell * LINKED_STEPS } : place;
}

/** Whether no child can be asked both, because of its age. */
function areApart(one: AskedBy | undefined, other: AskedBy | undefined): boolean {
  const [bands, rest] = [one?.bands ?? null, other?.bands ?? null];
  if (bands === null || rest === null) return false;
  return [...bands].every((band) => !rest.has(band));
}

/** How many children at least were asked, as the figures tell. */
function toldOf({ answered, skipped, cells }: Tabulation): number {
  const sum = cells.reduce((total, { count }) => total + (count ?? 0), 0);
  const most = Math.max(0, ...cells.map(({ count }) => count ?? 0));
  // Of several answers one child may stand in every cell.
  const inCells = answered !== null && sum > answered ? most : sum;
  return Math.max(inCells, answered ?? 0) + (skipped ?? 0);
}

/** How many children at least were not asked, because they answered an earlier question so, or not at all. */
function passedOver(
  { question, options, orNone }: AskedBy['on'][number],
  done: ReadonlyMap<QuestionId, Done>,
): number {
  const earlier = done.get(question);
  if (earlier === undefined || options === null || earlier.raw.several) return 0;
  const { tabulation, raw } = earlier;
  const others = tabulation.cells.reduce(
    (sum, { id, count }) => sum + (options.has(id) ? 0 : (count ?? 0)),
    0,
  );
  if (orNone) return others;
  const { release } = earlier.place;
  // Whoever did not choose one of these was not asked, whether or not it is told what they chose.
  const chosen = tabulation.cells.filter(({ id }) => options.has(id));
  if (chosen.every(({ count, asOf }) => count !== null && asOf === release))
    return raw.responses - chosen.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const isCurrent = tabulation.answered !== null && tabulation.answeredAsOf === release;
  return others + (isCurrent ? raw.responses - raw.answered : 0);
}

/** How many children at most may be told of without telling more of the earlier question than its own figures do. */
function mostTold(
  { question, options, orNone }: AskedBy['on'][number],
  done: ReadonlyMap<QuestionId, Done>,
  release: number,
): number {
  const earlier = done.get(question);
  // A card, an open question, the age: nothing is told of those here.
  if (earlier === undefined) return Number.POSITIVE_INFINITY;
  const { tabulation, raw } = earlier;
  const { cells } = tabulation;
  const isWhole = tabulation.answeredAsOf === release && cells.every(({ asOf }) => asOf === release);
  if (isWhole) return Number.POSITIVE_INFINITY;
  if (options === null) return 0;
  const counts = cells.filter(({ id }) => options.has(id)).map(({ count }) => count ?? 0);
  const within = raw.several ? Math.max(0, ...counts) : counts.reduce((sum, count) => sum + count, 0);
  const none =
    tabulation.answered === null || tabulation.answeredAsOf !== release ? 0 : raw.responses - raw.answered;
  return within + (orNone ? none : 0);
}
