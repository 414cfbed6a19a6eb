/** Bars, one an answer, each under its words: for choices, rankings, quizzes and ranges of numbers. */

import { type FigureCell, type Figures, percentOf, shareOf } from '../../core/findings/figures.ts';
import { textWidth, wrapped } from '../flow-map/wrap-text.ts';
import type { ChartWords } from './chart-words.ts';
import { drawChart } from './draw-chart.ts';
import { HATCH, ink } from './inks.ts';

/** How a picture is to be drawn. */
export type Drawing = {
  /** @see ChartPlan */
  readonly id: string;
  /** In units of which text has 14 a line; 360 fits a phone. */
  readonly width: number;
  readonly words: ChartWords;
};

const BAR = 22;
const LINE = 19;
const GAP = 18;
/** Kept free beside the longest bar for a share. */
const FIGURE = 56;
/** Between a bar and its figure. */
const APART = 6;
/** Kept free before words for a tick. */
const TICK = 20;
/** As wide in spaces that no drawing takes for the edge of a word. */
const TICK_ROOM = '\u00a0'.repeat(6);
/** Length of the hatched bar of what is withheld: a part of the width, and no figure. */
const WITHHELD = 0.12;

/** Kinds whose answers have an order of their own. */
const IN_ORDER: readonly Figures['kind'][] = ['number', 'yes-no', 'scale'];

/**
 * Draws them: the longest first, unless the answers have an order of their own; what is withheld last and hatched. Where it is
 * withheld how many answered, bars are as long as their counts and say those: no share is told.
 */
export function drawBars(figures: Figures, { id, width, words }: Drawing): string {
  const cells = IN_ORDER.includes(figures.kind) ? figures.cells : [...figures.cells].sort(byCount);
  const isCounted = figures.answered === null;
  const sizes = cells.map(({ count }) =>
    isCounted ? count : shareOf(count, figures.answered, figures.base),
  );
  const largest = Math.max(0, ...sizes.map((size) => size ?? 0));
  const longest = Math.max(isCounted ? 1 : 0.25, largest);
  const say = (size: number) => (isCounted ? words.children(size) : words.share(percentOf(size)));
  const told = sizes.map((size) => (size === null ? words.withheld : say(size)));
  const labels = cells.map((cell) => wrapped(labelOf(cell), { width: width - 8 - TICK, size: 14, most: 3 }));
  const isTicked = cells.map(({ id: one }) => figures.kind === 'lesson' && figures.right.includes(one));
  const lines = Math.max(1, ...labels.map(({ length }) => length));
  const row = lines * LINE + BAR + GAP;
  return drawChart({
    ...{ id, width, height: Math.max(1, cells.length) * row, title: figures.text },
    option: {
      // The bar lies in the middle of its row and its words above it, so that all of it hangs a little lower.
      grid: {
        ...{ left: 0, right: Math.max(FIGURE, roomOf(sizes, told)), outerBoundsMode: 'none' },
        top: lines * LINE + BAR / 2 + 6 - row / 2,
        height: Math.max(1, cells.length) * row,
      },
      xAxis: { type: 'value', show: false, min: 0, max: longest },
      yAxis: {
        ...{
          type: 'category',
          inverse: true,
          data: labels.map((label, at) => `${isTicked[at] === true ? TICK_ROOM : ''}${label.join('\n')}`),
        },
        ...{ axisLine: { show: false }, axisTick: { show: false } },
        axisLabel: {
          ...{
            inside: true,
            margin: 0,
            interval: 0,
            align: 'left',
            verticalAlign: 'bottom',
            lineHeight: LINE,
          },
          ...{ color: ink('ink'), fontSize: 14, padding: [0, 0, BAR / 2 + 5, 0] },
        },
        z: 5,
      },
      series: [
        {
          ...{ type: 'bar', silent: true, emphasis: { disabled: true }, barWidth: BAR },
          data: sizes.map((size, at) =>
            barOf(size, {
              ...{ told: told[at] ?? '', longest },
              isDark: figures.kind === 'lesson' ? isTicked[at] === true : size === largest,
            }),
          ),
        },
      ],
      graphic: labels.flatMap((label, at) =>
        isTicked[at] === true ? [tickAt((at + 1) * row - GAP - BAR - label.length * LINE + 11)] : [],
      ),
    },
  });
}

/** Room for the figures beside bars; the hatched ones are short, and there is room enough. */
function roomOf(sizes: readonly (number | null)[], told: readonly string[]): number {
  const figures = told.filter((_, at) => (sizes[at] ?? null) !== null);
  return Math.max(0, ...figures.map((figure) => textWidth(figure, 14))) + 2 * APART;
}

function barOf(
  size: number | null,
  by: {
    readonly told: string;
    readonly longest: number;
    /** The largest; of a quiz what is right, so that nobody takes a common mistake for the answer. */
    readonly isDark: boolean;
  },
) {
  const label = { show: true, position: 'right', distance: APART, fontSize: 14 };
  if (size === null) {
    return {
      value: WITHHELD * by.longest,
      itemStyle: { color: HATCH, borderColor: ink('soft'), borderWidth: 1, borderType: 'dashed' },
      label: { ...label, color: ink('soft'), formatter: by.told },
    };
  }
  return {
    value: size,
    itemStyle: { color: ink(by.isDark ? 'chart-5' : 'chart-3'), borderRadius: [0, 5, 5, 0] },
    label: {
      ...label,
      ...{ color: ink('ink'), fontWeight: 600, formatter: by.told },
    },
  };
}

/** With the face of its answer. */
function labelOf({ label, face }: FigureCell): string {
  return `${face === null ? '' : `${face} `}${label}`;
}

/** The tick before what is right of a quiz: drawn, because few typefaces have one. @param y middle of the line beside it */
function tickAt(y: number) {
  return {
    ...{ type: 'polyline', silent: true },
    shape: {
      points: [
        [2, y],
        [6, y + 5],
        [14, y - 6],
      ],
    },
    style: { stroke: ink('chart-5'), lineWidth: 3, fill: 'none', lineCap: 'round' },
  };
}

function byCount(one: FigureCell, other: FigureCell): number {
  return (other.count ?? -1) - (one.count ?? -1);
}
