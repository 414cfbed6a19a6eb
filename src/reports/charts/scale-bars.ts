/** Scales: each bar is all who answered, divided from the first point to the last, with the faces beside their words. */

import { type Figures, percentOf, shareOf } from '../../core/findings/figures.ts';
import { textWidth, wrapped } from '../flow-map/wrap-text.ts';
import type { Drawing } from './bars.ts';
import type { ChartWords } from './chart-words.ts';
import { drawChart } from './draw-chart.ts';
import { HATCH, ink, step } from './inks.ts';

/** One bar: all children, or a group of them. */
export type ScaleRow = {
  readonly label: string | null;
  /** By point; `null` where withheld. */
  readonly shares: readonly (number | null)[];
};

const BAR = 40;
const LABEL = 24;
const GAP = 14;
const LINE = 28;
/** Beside a line of the list: its figure. */
const FIGURE = 60;

/** Draws one bar for all children. */
export function drawScale(figures: Figures, drawing: Drawing): string {
  const shares = figures.cells.map(({ count }) => shareOf(count, figures.answered, figures.base));
  return drawScaleRows(figures, [{ label: null, shares }], drawing);
}

/** Draws a bar for each group, one below the other. */
export function drawScaleRows(figures: Figures, rows: readonly ScaleRow[], drawing: Drawing): string {
  const { id, width, words } = drawing;
  const points = figures.cells.map(({ label, face }, at) => ({
    ...step(at, figures.cells.length),
    text: `${face === null ? '' : `${face} `}${label}`,
  }));
  const isOne = rows.length === 1 && rows[0]?.label === null;
  const rowHeight = BAR + GAP + (isOne ? 0 : LABEL);
  const barsHeight = rows.length * rowHeight;
  const hasRest = rows.some(({ shares }) => restOf(shares) > 0);
  const series = [
    ...points.map(({ fill, on }, at) => ({
      ...bar(fill, width),
      data: rows.map(({ shares }) =>
        segmentOf(shares[at] ?? 0, { on, words, width, all: allOf(shares) + restOf(shares) }),
      ),
    })),
    {
      ...bar(HATCH, width),
      data: rows.map(({ shares }) => restOf(shares) / Math.max(1, allOf(shares) + restOf(shares))),
    },
  ];
  return drawChart({
    ...{ id, width, title: figures.text },
    height: barsHeight + (points.length + (hasRest ? 1 : 0)) * LINE + 6,
    option: {
      grid: {
        ...{ left: 0, right: 0, outerBoundsMode: 'none', height: barsHeight },
        top: isOne ? -GAP / 2 + 2 : (LABEL - GAP) / 2 + 2,
      },
      // Rounded shares may add up to more than all: then the bar is all of them.
      xAxis: { type: 'value', show: false, min: 0, max: 1 },
      yAxis: { type: 'category', show: false, inverse: true, data: rows.map((_, at) => String(at)) },
      series,
      graphic: [
        ...rows.flatMap(({ label }, at) =>
          label === null ? [] : [groupLabel(label, at * rowHeight, width)],
        ),
        ...points.flatMap(({ fill, text }, at) =>
          listed(
            { fill, text, top: barsHeight + 6 + at * LINE, width },
            isOne ? rows[0]?.shares[at] : undefined,
            words,
          ),
        ),
        ...(hasRest
          ? listed(
              { fill: HATCH, text: words.rest, top: barsHeight + 6 + points.length * LINE, width },
              undefined,
              words,
            )
          : []),
      ],
    },
  });
}

function bar(color: string, width: number) {
  const itemStyle = { color, borderColor: ink('surface'), borderWidth: width > 500 ? 3 : 2 };
  return { type: 'bar', stack: 'all', silent: true, emphasis: { disabled: true }, barWidth: BAR, itemStyle };
}

function segmentOf(
  share: number,
  by: { readonly on: string; readonly words: ChartWords; readonly width: number; readonly all: number },
) {
  const formatter = by.words.share(percentOf(share));
  const part = share / Math.max(1, by.all);
  const show = part * by.width > textWidth(formatter, 14) + 6;
  return {
    value: part,
    label: { show, position: 'inside', color: by.on, fontSize: 14, fontWeight: 600, formatter },
  };
}

function allOf(shares: ScaleRow['shares']): number {
  return shares.reduce<number>((sum, share) => sum + (share ?? 0), 0);
}

/** Shortest that a withheld part is drawn: rounding may leave nothing of it, and then the bar would look whole. */
const LEAST_REST = 0.06;

/** Those who answered and stand in no published figure; what rounding leaves over is none. */
function restOf(shares: readonly (number | null)[]): number {
  if (shares.every((share) => share !== null)) return 0;
  return Math.max(LEAST_REST, 1 - allOf(shares));
}

function groupLabel(text: string, y: number, width: number) {
  const [line = ''] = wrapped(text, { width, size: 14, most: 1 });
  return textAt(line, { x: 0, y: y + LABEL / 2 + 2, color: ink('ink'), weight: 600 });
}

function listed(
  line: { readonly fill: string; readonly text: string; readonly top: number; readonly width: number },
  share: number | null | undefined,
  words: ChartWords,
) {
  const y = line.top + LINE / 2;
  const isWithheld = share === null;
  const figure = isWithheld ? words.withheld : share === undefined ? '' : words.share(percentOf(share));
  const room = line.width - 26 - (isWithheld ? textWidth(figure, 14) + 8 : FIGURE);
  const [text = ''] = wrapped(line.text, { width: room, size: 14, most: 1 });
  return [
    {
      ...{ type: 'rect', silent: true, shape: { x: 1, y: y - 8, width: 16, height: 16, r: 3 } },
      style: { fill: line.fill, stroke: ink('edge'), lineWidth: 1 },
    },
    textAt(text, { x: 26, y, color: ink('ink'), weight: 400 }),
    textAt(figure, {
      ...{ x: line.width, y, align: 'right', weight: isWithheld ? 400 : 600 },
      color: ink(isWithheld ? 'soft' : 'ink'),
    }),
  ];
}

type TextPlace = {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly weight: 400 | 600;
  readonly align?: 'left' | 'right';
};

function textAt(text: string, { x, y, color, weight, align = 'left' }: TextPlace) {
  const style = { text, x, y, fill: color, fontSize: 14, fontWeight: weight, align, verticalAlign: 'middle' };
  return { type: 'text', silent: true, style };
}
