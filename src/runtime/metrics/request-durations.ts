/** HTTP requests by route, method and class of status, with how long they took. */

import { AggregatorRegistry } from 'prom-client';
import type { AnsweredRequest } from '../../web/app-dependencies.ts';

const NAME = 'em_noi_http_request_duration_seconds';
const HELP =
  'HTTP requests by route, method and class of status, and how long they took; probes and scrapes are left out.';
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** Routes are patterns of ours, so there are few; this is for the day when that is no longer true. */
const MAX_SERIES = 500;

/** `inBucket[i]` counts those within `BOUNDS[i]` and above the bound before; the last one all that took longer. */
type Series = {
  readonly labels: Readonly<Record<string, string>>;
  readonly inBucket: number[];
  count: number;
  seconds: number;
};

/** The durations of one process. */
export type RequestDurations = {
  /** Costs some 50 ns: the histograms of prom-client take ten times as long, and this is called for each request. */
  add(request: AnsweredRequest): void;
  /** In the text format of Prometheus. */
  text(): Promise<string>;
};

/** Opens the durations. */
export function openRequestDurations(): RequestDurations {
  const byRoute = new Map<string, Map<string, Series[]>>();
  let seriesCount = 0;

  function seriesOf({ route, method, status }: AnsweredRequest): Series | undefined {
    const known = METHODS.has(method) ? method : 'other';
    const byMethod = byRoute.get(route) ?? new Map<string, Series[]>();
    const classes = byMethod.get(known) ?? [];
    const place = Math.floor(status / 100);
    const found = classes[place];
    if (found !== undefined || seriesCount >= MAX_SERIES) return found;
    seriesCount += 1;
    const series: Series = {
      labels: { route, method: known, status: `${place}xx` },
      inBucket: new Array<number>(BOUNDS.length + 1).fill(0),
      ...{ count: 0, seconds: 0 },
    };
    classes[place] = series;
    byRoute.set(route, byMethod.set(known, classes));
    return series;
  }

  return {
    add(request) {
      const series = seriesOf(request);
      if (series === undefined) return;
      let at = 0;
      while (at < BOUNDS.length && request.seconds > (BOUNDS[at] ?? 0)) at += 1;
      series.inBucket[at] = (series.inBucket[at] ?? 0) + 1;
      series.count += 1;
      series.seconds += request.seconds;
    },
    text() {
      const all = [...byRoute.values()].flatMap((byMethod) => [...byMethod.values()].flat());
      const values = all.filter((series) => series !== undefined).flatMap(valuesOf);
      return AggregatorRegistry.aggregate([
        [{ name: NAME, help: HELP, type: 'histogram', aggregator: 'sum', values }],
      ]).metrics();
    },
  };
}

function valuesOf({ labels, inBucket, count, seconds }: Series) {
  let upTo = 0;
  const buckets = BOUNDS.map((bound, index) => {
    upTo += inBucket[index] ?? 0;
    return { metricName: `${NAME}_bucket`, labels: { ...labels, le: String(bound) }, value: upTo };
  });
  return [
    ...buckets,
    { metricName: `${NAME}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
    { metricName: `${NAME}_sum`, labels, value: seconds },
    { metricName: `${NAME}_count`, labels, value: count },
  ];
}
