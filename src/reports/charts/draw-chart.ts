/** Draws with ECharts without a browser, and makes of it an SVG that keeps to our pages' policy. */

import { BarChart, LinesChart, MapChart, ScatterChart } from 'echarts/charts';
import { GeoComponent, GraphicComponent, GridComponent } from 'echarts/components';
import { type EChartsCoreOption, init, setPlatformAPI, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { textWidth } from '../flow-map/wrap-text.ts';
import { ink } from './inks.ts';

use([
  BarChart,
  GeoComponent,
  GraphicComponent,
  GridComponent,
  LinesChart,
  MapChart,
  ScatterChart,
  SVGRenderer,
]);
setPlatformAPI({
  // ECharts asks a browser; on a server it would guess by Latin letters.
  measureText: (text, font) => ({ width: textWidth(text, Number(/(\d+)px/.exec(font ?? '')?.[1] ?? 14)) }),
});

/** The typeface of every picture. */
export const FONT = 'Be Vietnam Pro';

/** A picture to be drawn. */
export type ChartPlan = {
  /** Begins the ids within the picture, so that several can stand on one page: letters, digits, hyphens. */
  readonly id: string;
  /** In units; pages show it at any size. */
  readonly width: number;
  readonly height: number;
  /** Read out in place of the picture. */
  readonly title: string;
  readonly option: EChartsCoreOption;
};

/** Draws it. The SVG has no script, no style and no address in it; its colours are variables of the page. @see inks.ts */
export function drawChart({ id, width, height, title, option }: ChartPlan): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: FONT, fontSize: 14 }, ...option });
    return dressed(chart.renderToSVGString(), { id, title });
  } finally {
    chart.dispose();
  }
}

function dressed(drawn: string, { id, title }: { readonly id: string; readonly title: string }): string {
  const body = drawn
    .replace(/^<svg[^>]*>/, '')
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_[a-z_]+|xml:space)="[^"]*"/g, '')
    // A hundredth of a unit is less than any screen shows. Words are left alone: 1.010 children stand in them.
    .replace(/<[^>]*>/g, (tag) => tag.replace(/(\d+\.\d\d)\d+/g, '$1'))
    // Areas for a pointer, which nothing listens to.
    .replace(/<path [^>]*pointer-events="visible"><\/path>\s*/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => asAttributes(style))
    .replace(/zr\d+-/g, `${id}-`)
    .replaceAll('url(#hatch)', `url(#${id}-hatch)`)
    .replace(/^\s*<rect [^>]*fill="none"><\/rect>/, '');
  const [, width = '0', height = '0'] = /width="(\d+)" height="(\d+)"/.exec(drawn) ?? [];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMinYMin meet" role="img" `,
    `aria-label="${escaped(title)}" font-family="${FONT}, sans-serif">`,
    body.includes(`#${id}-hatch`) ? hatching(id) : '',
    body.trim(),
  ].join('');
}

function hatching(id: string): string {
  return [
    `<defs><pattern id="${id}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
    `<rect width="7" height="7" fill="${ink('surface')}"/><rect width="2" height="7" fill="${ink('soft')}"/></pattern></defs>`,
  ].join('');
}

/** The policy of our pages lets no style stand in an element. */
function asAttributes(style: string): string {
  return style
    .split(';')
    .map((one) => one.split(':'))
    .flatMap(([name = '', value = '']) => {
      const key = name.trim();
      if (key === '' || key === 'font-family' || key === 'white-space') return [];
      return [` ${key}="${value.trim()}"`];
    })
    .join('');
}

/** Text as it may stand in an attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
