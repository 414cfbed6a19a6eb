/** Thin bars of several groups under each answer: who chose it how often. */

import { percentOf } from '../../core/findings/figures.ts';
import { textWidth, wrapped } from '../flow-map/wrap-text.ts';
import type { Drawing } from './bars.ts';
import { drawChart } from './draw-chart.ts';
import { HATCH, ink, step } from './inks.ts';

/** What is compared. */
export type GroupTable = {
  /** Read out in place of the picture. */
  readonly title: string;
  readonly groups: readonly string[];
  /** Each answer with the share of every group that gave it; `null` where withheld. */
  readonly answers: readonly { readonly label: string; readonly shares: readonly (number | null)[] }[];
};

const BAR = 18;
const ROW = 23;
const HEAD = 30;
const FIGURE = 50;

/** Draws them. Groups keep the same colour and order under every answer, and their names beside each bar. */
export function drawGroups({ title, groups, answers }: GroupTable, drawing: Drawing): string {
  const { id, width, words } = drawing;
  const names = Math.min(width * 0.42, Math.max(...groups.map((group) => textWidth(group, 13))) + 10);
  const heads = answers.map(({ label }) => wrapped(label, { width, size: 14, most: 2 }));
  const headHeight = Math.max(1, ...heads.map(({ length }) => length)) * 19 + HEAD - 19;
  const block = headHeight + groups.length * ROW;
  const longest = Math.max(0.25, ...answers.flatMap(({ shares }) => shares.map((share) => share ?? 0)));
  const bars = answers.flatMap(({ shares }, at) =>
    groups.map((_, which) => ({
      share: shares[which] ?? null,
      y: at * block + headHeight + which * ROW,
      which,
    })),
  );
  const room = width - names - FIGURE;
  return drawChart({
    ...{ id, width, title, height: answers.length * block },
    option: {
      graphic: [
        ...heads.map((lines, at) =>
          text(lines.join('\n'), { x: 0, y: at * block + 8, weight: 600, top: true }),
        ),
        ...bars.flatMap(({ share, y, which }) => {
          const [name = ''] = wrapped(groups[which] ?? '', { width: names - 8, size: 13, most: 1 });
          const length = share === null ? 34 : (share / longest) * room;
          const figure = share === null ? words.withheld : words.share(percentOf(share));
          const color = ink(share === null ? 'soft' : 'ink');
          return [
            text(name, { x: 0, y: y + ROW / 2, size: 13 }),
            {
              ...{ type: 'rect', silent: true },
              shape: { x: names, y: y + (ROW - BAR) / 2, width: Math.max(1, length), height: BAR, r: 3 },
              style:
                share === null
                  ? { fill: HATCH, stroke: ink('soft'), lineDash: [4, 2] }
                  : { fill: step(which, groups.length).fill, stroke: ink('edge') },
            },
            text(figure, {
              x: names + length + 6,
              y: y + ROW / 2,
              size: 13,
              weight: share === null ? 400 : 600,
              color,
            }),
          ];
        }),
      ],
    },
  });
}

function text(
  words: string,
  by: {
    readonly x: number;
    readonly y: number;
    readonly size?: number;
    readonly weight?: 400 | 600;
    readonly color?: string;
    readonly top?: boolean;
  },
) {
  const style = {
    ...{
      text: words,
      x: by.x,
      y: by.y,
      fill: by.color ?? ink('ink'),
      fontSize: by.size ?? 14,
      lineHeight: 19,
    },
    ...{ fontWeight: by.weight ?? 400, verticalAlign: by.top === true ? 'top' : 'middle' },
  };
  return { type: 'text', silent: true, style };
}
