/** What can be reckoned back of a line of cells from all that was ever published of it. */

import { type FlowNetwork, flowNetwork, UNBOUNDED } from './flow-network.ts';

/**
 * One release of a line: cells of which each response falls into exactly one, so that they add up to the published
 * number of responses. Totals and cells only ever grow from release to release.
 */
export type PublishedLine = {
  /** Responses the release counts. */
  readonly total: number;
  /** The cells whose counts were published anew with this release. */
  readonly shown: ReadonlyMap<string, number>;
};

/** A count that was not published with a release, and the smallest and largest it can have been. */
export type HiddenCount = {
  /** Index of the release in the history. */
  readonly release: number;
  readonly cell: string;
  readonly least: number;
  readonly most: number;
};

/** What came of a cell between two releases that published it; `until` is `null` after the last one. */
type Segment = {
  readonly name: string;
  readonly cell: string;
  /** Index of the first release whose new responses it holds. */
  readonly from: number;
  /** Index of the last one, which published its end; `null` where none has yet. */
  readonly until: number | null;
  /** Count at its beginning. */
  readonly base: number;
  /** What was added by its end; `null` where that was not published. */
  readonly added: number | null;
  /** Of one whose end was not published: what was added at least, as was told otherwise. */
  readonly needs: number;
};

/** How many at least some cells count by the last release, as was told otherwise. @see RawCell.told */
export type Floors = ReadonlyMap<string, number>;

const NO_FLOORS: Floors = new Map();

/** A line's figures as a network: new responses of the releases flow into the segments of the cells. */
type Line = {
  readonly history: readonly PublishedLine[];
  readonly segments: readonly Segment[];
  /** One way in which it can have been. */
  readonly solution: FlowNetwork;
};

/** Where segments end: whose count was published, and the others. */
const CLOSED = 'closed';
const OPEN = 'open';

/**
 * Finds the bounds of every count that was not published: all that solving the linear system of the published figures
 * can yield, with counts that are whole and never fall. The bounds are exact.
 *
 * @param history oldest first
 * @param cells every cell of the line
 * @throws Error where the figures contradict each other, which no true counts can
 */
export function auditLine(
  history: readonly PublishedLine[],
  cells: readonly string[],
  floors: Floors = NO_FLOORS,
): readonly HiddenCount[] {
  return [...hiddenCounts(history, cells, { reach: UNBOUNDED, floors })];
}

/** Tells whether every count that was not published can be any of `spread` + 1 values at least. @see auditLine */
export function isLineProtected(
  history: readonly PublishedLine[],
  cells: readonly string[],
  { spread, floors = NO_FLOORS }: { readonly spread: number; readonly floors?: Floors },
): boolean {
  for (const { least, most } of hiddenCounts(history, cells, { reach: spread, floors })) {
    if (most - least < spread) return false;
  }
  return true;
}

/** @param how `reach` tells how far from one solution the bounds are looked for */
function* hiddenCounts(
  history: readonly PublishedLine[],
  cells: readonly string[],
  { reach, floors }: { readonly reach: number; readonly floors: Floors },
): Generator<HiddenCount> {
  const segments = cells.flatMap((cell) => segmentsOf(history, cell, floors.get(cell) ?? 0));
  const line = { history, segments, solution: solve(history, segments) };
  // The newest first: they are the likeliest to be found out.
  for (let release = history.length - 1; release >= 0; release -= 1) {
    for (const segment of segments) {
      if (segment.from <= release && release < (segment.until ?? history.length)) {
        yield boundsOf(line, { segment, release, reach });
      }
    }
  }
}

function segmentsOf(history: readonly PublishedLine[], cell: string, floor: number): readonly Segment[] {
  const segments: Segment[] = [];
  let [from, base] = [0, 0];
  history.forEach(({ shown }, release) => {
    const count = shown.get(cell);
    if (count === undefined) return;
    segments.push({
      name: `${cell} ${from}`,
      cell,
      from,
      until: release,
      base,
      added: count - base,
      needs: 0,
    });
    [from, base] = [release + 1, count];
  });
  const needs = Math.max(0, floor - base);
  return [...segments, { name: `${cell} ${from}`, cell, from, until: null, base, added: null, needs }];
}

function solve(history: readonly PublishedLine[], segments: readonly Segment[]): FlowNetwork {
  const network = flowNetwork();
  for (const { name, from, until, added, needs } of segments) {
    for (let at = from; at <= (until ?? history.length - 1); at += 1) {
      network.connect(`r${at}`, name, UNBOUNDED);
    }
    network.connect(name, CLOSED, added ?? needs);
    if (added === null) network.connect(name, OPEN, UNBOUNDED);
  }
  const fresh = history.map(({ total }, at) => total - (history[at - 1]?.total ?? 0));
  fresh.forEach((responses, at) => {
    network.connect('new', `r${at}`, responses);
  });
  const closed = segments.reduce((sum, { added, needs }) => sum + (added ?? needs), 0);
  const open = fresh.reduce((sum, responses) => sum + responses, 0) - closed;
  if (network.send('new', CLOSED) !== closed || network.send('new', OPEN) !== open) {
    throw new Error('published figures contradict each other');
  }
  return network;
}

type Wanted = { readonly segment: Segment; readonly release: number; readonly reach: number };

/** The segment is divided at the release: how much of it can lie before? */
function boundsOf(line: Line, { segment, release, reach }: Wanted): HiddenCount {
  const halves = { early: `${segment.name} early`, late: `${segment.name} late` };
  const changes = changesOf(line, segment, (at) => (at <= release ? halves.early : halves.late));
  const before = line.history.reduce((sum, _, at) => sum + changes.room(halves.early, `r${at}`), 0);
  const [up, down] = [changes, changes.copy()];
  up.connect('whence', halves.late, UNBOUNDED);
  down.connect(halves.late, 'whither', UNBOUNDED);
  if (segment.added === null) {
    up.connect('whence', OPEN, UNBOUNDED);
    down.connect(OPEN, 'whither', spareOf(line.solution, segment));
  }
  return {
    release,
    cell: segment.cell,
    least: segment.base + before - down.send(halves.early, 'whither', reach),
    most: segment.base + before + up.send('whence', halves.early, reach),
  };
}

/** How much could be taken from an open segment so that what it needs is left. */
function spareOf(solution: FlowNetwork, { name }: Segment): number {
  return solution.room(OPEN, name);
}

/** All ways to change the solution: a unit leaves a segment over the release it came with for another. */
function changesOf(
  { history, segments, solution }: Line,
  divided: Segment,
  halfAt: (release: number) => string,
): FlowNetwork {
  const network = flowNetwork();
  for (const segment of segments) {
    const { name, from, until, added } = segment;
    for (let at = from; at <= (until ?? history.length - 1); at += 1) {
      const sink = segment === divided ? halfAt(at) : name;
      network.connect(`r${at}`, sink, UNBOUNDED);
      network.connect(sink, `r${at}`, solution.room(name, `r${at}`));
    }
    if (added !== null || segment === divided) continue;
    // What is still open may hold anything beyond what it needs, as long as it all adds up.
    network.connect(name, OPEN, UNBOUNDED);
    network.connect(OPEN, name, spareOf(solution, segment));
  }
  return network;
}
