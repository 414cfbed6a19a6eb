/** The map of the 34 provinces, with Hoàng Sa and Trường Sa always in it, framed and named. */

import { registerMap } from 'echarts/core';
import type { ChartWords } from './chart-words.ts';
import { drawChart } from './draw-chart.ts';
import { HATCH, ink, step } from './inks.ts';

/** What is shown of each province. */
export type ProvinceValues = {
  /** Read out in place of the map. */
  readonly title: string;
  /** By province code: whole percent, or a count; `null` where withheld. Provinces that are not in it have no figure. */
  readonly values: ReadonlyMap<string, number | null>;
  readonly format: (value: number) => string;
};

/** A map as drawn by GeoJSON. */
type Outlines = {
  readonly type: 'FeatureCollection';
  readonly features: readonly {
    readonly id: string;
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
  }[];
};
type Ring = readonly (readonly [number, number])[];

/** A rectangle on the globe: west, south, east, north. */
type Frame = readonly [number, number, number, number];

const MAP = 'provinces';
/** East of the one and south of the other lie the two archipelagos, and nothing else of these provinces. */
const OFF_SHORE = { east: 109.6, south: 9.5 };
/** Degrees left free around an archipelago: with more the southern frame would cross the coast. */
const AROUND = 0.15;
const COLOURS = 5;
const LEGEND = 28;

/** A map that draws the provinces' values. */
export type ProvinceMap = (
  drawn: ProvinceValues,
  drawing: { readonly id: string; readonly words: ChartWords },
) => string;

/** Reads the outlines once. @param geoJson `data/provinces.geojson` */
export function openProvinceMap(geoJson: string): ProvinceMap {
  registerMap(MAP, geoJson);
  const outlines: Outlines = JSON.parse(geoJson);
  const frames = { paracels: frameOf(outlines, '48'), spratlys: frameOf(outlines, '56') };
  const codes = outlines.features.map(({ id }) => id);
  return ({ title, values, format }, { id, words }) => {
    const known = [...values.values()].filter((value) => value !== null);
    const largest = Math.max(...known, 0);
    const [width, mapHeight] = [360, 384];
    const isHatched = codes.some((code) => values.get(code) === null);
    const legend = legendOf(largest, { words, format, known: known.length > 0, isHatched });
    return drawChart({
      ...{ id, width, height: mapHeight + legend.length * LEGEND, title },
      option: {
        geo: {
          ...{ map: MAP, nameProperty: 'code', silent: true, aspectScale: 0.96, left: 2, top: 2 },
          ...{ width: width - 4, height: mapHeight - 6, emphasis: { disabled: true } },
          // All of the country, always: never fitted to the mainland.
          boundingCoords: boundsOf(frames),
          itemStyle: { areaColor: ink('surface'), borderColor: ink('soft'), borderWidth: 0.8 },
          regions: codes.map((code) => ({
            name: code,
            itemStyle: { areaColor: colourOf(values.get(code), largest) },
          })),
        },
        series: [
          {
            ...{ type: 'lines', coordinateSystem: 'geo', polyline: true, silent: true },
            lineStyle: { color: ink('soft'), width: 1, type: 'dashed', opacity: 1 },
            data: Object.values(frames).map((frame) => ({ coords: cornersOf(frame) })),
          },
          {
            ...{ type: 'scatter', coordinateSystem: 'geo', silent: true, symbolSize: 0 },
            itemStyle: { opacity: 1 },
            data: [label(frames.paracels, words.paracels), label(frames.spratlys, words.spratlys)],
          },
        ],
        graphic: legend.flatMap((line, at) => legendLine(line, mapHeight + at * LEGEND + LEGEND / 2)),
      },
    });
  };
}

function frameOf({ features }: Outlines, code: string): Frame {
  const feature = features.find(({ id }) => id === code);
  if (feature === undefined) throw new Error(`no outlines of ${code}`);
  const { geometry } = feature;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const points = polygons.flatMap(([ring = []]) =>
    ring.every(([east, north]) => east > OFF_SHORE.east || north < OFF_SHORE.south) ? ring : [],
  );
  const east = points.map(([x]) => x);
  const north = points.map(([, y]) => y);
  return [
    Math.min(...east) - AROUND,
    Math.min(...north) - AROUND,
    Math.max(...east) + AROUND,
    Math.max(...north) + AROUND,
  ];
}

/** North-west and south-east of the country, frames included. */
function boundsOf({ spratlys: [, south, east] }: { readonly spratlys: Frame }) {
  return [
    [102.1, 23.45],
    [east + 0.05, south - 0.05],
  ];
}

function cornersOf([west, south, east, north]: Frame) {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function label([west, , east, north]: Frame, formatter: string) {
  return {
    value: [(west + east) / 2, north],
    label: {
      show: true,
      position: 'top',
      distance: 4,
      fontSize: 12,
      color: ink('ink'),
      formatter,
      lineHeight: 15,
    },
  };
}

function colourOf(value: number | null | undefined, largest: number): string {
  if (value === undefined) return ink('surface');
  if (value === null) return HATCH;
  return step(stepOf(value, largest), COLOURS).fill;
}

/** Five steps from nothing to the largest, about equal: each value is in one of them alone. */
function stepOf(value: number, largest: number): number {
  return Array.from({ length: COLOURS }, (_, at) => at).findLast((at) => value >= startOf(at, largest)) ?? 0;
}

/** Least value of a step. */
function startOf(at: number, largest: number): number {
  return Math.ceil((largest * at) / COLOURS);
}

type LegendLine = { readonly fill: string; readonly text: string };

function legendOf(
  largest: number,
  by: {
    readonly words: ChartWords;
    readonly format: (value: number) => string;
    readonly known: boolean;
    readonly isHatched: boolean;
  },
): readonly LegendLine[] {
  const steps = Array.from({ length: COLOURS }, (_, at) => at).flatMap((at) => {
    const from = startOf(at, largest);
    const to = at === COLOURS - 1 ? largest : startOf(at + 1, largest) - 1;
    if (to < from) return [];
    const text = from === to ? by.format(from) : `${by.format(from)} – ${by.format(to)}`;
    return [{ fill: step(at, COLOURS).fill, text }];
  });
  return [
    ...(by.known ? steps.reverse() : []),
    ...(by.isHatched ? [{ fill: HATCH, text: by.words.noFigure }] : []),
  ];
}

function legendLine({ fill, text }: LegendLine, y: number) {
  return [
    {
      ...{ type: 'rect', silent: true, shape: { x: 2, y: y - 9, width: 30, height: 18, r: 3 } },
      style: { fill, stroke: ink('edge'), lineWidth: 1 },
    },
    {
      ...{ type: 'text', silent: true },
      style: { text, x: 42, y, fill: ink('ink'), fontSize: 14, verticalAlign: 'middle' },
    },
  ];
}
