/** Lays a map of a flow out: where each box, arrow and label lies. */

import { type EdgeLabel, Graph, type GraphLabel, layout, type NodeLabel, type Point } from '@dagrejs/dagre';
import type { FlowMap, MapStop, MapWay } from './flow-map.ts';
import { textWidth, wrapped } from './wrap-text.ts';

/** A box, by its middle. */
export type MapBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly look: MapStop['look'] | 'unasked' | 'end';
  /** In bold, above the lines. */
  readonly head: string | null;
  readonly lines: readonly string[];
};

/** An arrow, with what stands on it. */
export type MapArrow = {
  readonly points: readonly Point[];
  readonly label: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly lines: readonly string[];
  } | null;
};

/** A drawing in units of one CSS pixel. */
export type MapDrawing = {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly MapBox[];
  readonly arrows: readonly MapArrow[];
};

/** Type sizes and distances, in units. */
export const MAP_TYPE = {
  head: 13,
  line: 14,
  label: 12.5,
  leading: 19,
  labelLeading: 16,
  padding: 12,
} as const;

const BOX_WIDTH = 256;
const MOST_LINES = 3;
const LABEL_WIDTH = 150;
const MOST_LABEL_LINES = 5;
const MARGIN = 12;

type Draft = Pick<MapBox, 'look' | 'head' | 'lines' | 'width' | 'height'>;

/** How the beginning and the ends are called. */
export type MapEnds = { readonly start: string; readonly end: string; readonly declined: string };

type MapGraph = Graph<GraphLabel, NodeLabel, EdgeLabel>;

/** An arrow before it is laid out. */
type Joint = { readonly from: string; readonly to: string; readonly lines: readonly string[] };

const START = 'start';

/** Lays it out from top to bottom. Each early end is drawn beside where it is reached: long lines to one end are no map. */
export function layMap(map: FlowMap, ends: MapEnds): MapDrawing {
  const graph: MapGraph = new Graph<GraphLabel, NodeLabel, EdgeLabel>();
  graph.setGraph({ rankdir: 'TB', nodesep: 24, edgesep: 16, ranksep: 26, marginx: MARGIN, marginy: MARGIN });
  const drafts = new Map<string, Draft>([[START, pill(ends.start)]]);
  const joints: Joint[] = [];
  for (const stop of map.stops) drafts.set(String(stop.number), boxOf(stop));
  const join = (from: string, way: MapWay) => {
    const to = targetOf(map, from, way);
    if (!drafts.has(to)) drafts.set(to, pill(way.to === 'declined' ? ends.declined : ends.end));
    const lines = way.label === null ? [] : wrapped(way.label, LABEL);
    joints.push({ from, to, lines });
    graph.setEdge(from, to, edgeOf(lines, way, from));
  };
  for (const way of map.ways) join(START, way);
  for (const stop of map.stops) for (const way of stop.ways) join(String(stop.number), way);
  for (const [name, { width, height }] of drafts) graph.setNode(name, { width, height });
  keepInOrder(graph, map);
  layout(graph);
  return drawingOf(graph, drafts, joints);
}

const LABEL = { width: LABEL_WIDTH, size: MAP_TYPE.label, most: MOST_LABEL_LINES };

function targetOf({ stops }: FlowMap, from: string, { to }: MapWay): string {
  if (typeof to === 'number') return String(to);
  return to === 'end' && from === String(stops.length) ? 'end' : `${to} ${from}`;
}

/** The way to the very next question is drawn straight where it can be. */
function edgeOf(lines: readonly string[], { to }: MapWay, from: string): EdgeLabel {
  const isNext = from === START || to === Number(from) + 1;
  if (lines.length === 0) return { weight: isNext ? 8 : 1 };
  const width = Math.max(...lines.map((line) => textWidth(line, MAP_TYPE.label))) + 12;
  return { width, height: lines.length * MAP_TYPE.labelLeading + 6, labelpos: 'c', weight: isNext ? 4 : 1 };
}

function pill(words: string): Draft {
  const width = textWidth(words, MAP_TYPE.head) + 36;
  return { look: 'end', head: words, lines: [], width, height: 32 };
}

function boxOf({ number, kind, headline, isAsked, look }: MapStop): Draft {
  const lines = wrapped(headline, {
    width: BOX_WIDTH - 2 * MAP_TYPE.padding,
    size: MAP_TYPE.line,
    most: MOST_LINES,
  });
  const height = (lines.length + 1) * MAP_TYPE.leading + 2 * MAP_TYPE.padding - 6;
  return { look: isAsked ? look : 'unasked', head: `${number} · ${kind}`, lines, width: BOX_WIDTH, height };
}

/** A question that no way leads to stands where its author put it: below the one before. */
function keepInOrder(graph: MapGraph, { stops }: FlowMap): void {
  for (const [at, stop] of stops.entries()) {
    const before = at === 0 ? START : String(at);
    const name = String(stop.number);
    if (!stop.isAsked && !graph.hasEdge(before, name)) graph.setEdge(before, name, { weight: 0 });
  }
}

function drawingOf(
  graph: MapGraph,
  drafts: ReadonlyMap<string, Draft>,
  joints: readonly Joint[],
): MapDrawing {
  const { width = 0, height = 0 } = graph.graph();
  const boxes = [...drafts].map(([name, draft]): MapBox => {
    const { x = 0, y = 0 } = graph.node(name);
    return { ...draft, x, y };
  });
  const arrows = joints.map(({ from, to, lines }): MapArrow => {
    const { points = [], x = 0, y = 0, width: across = 0, height: down = 0 } = graph.edge(from, to);
    return { points, label: lines.length === 0 ? null : { x, y, width: across, height: down, lines } };
  });
  return { width, height, boxes, arrows };
}
