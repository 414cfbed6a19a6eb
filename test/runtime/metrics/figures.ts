// Reads the text format of Prometheus strictly, as Prometheus would: a wrong line is an error.

/** What a scrape held. */
export type Figures = {
  readonly families: ReadonlyMap<string, { readonly help: string; readonly type: string }>;
  /** Names of the labels of each sample. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
  /** The value of a sample, by its name and labels as written. */
  readonly value: (sample: string) => number | undefined;
};

const SAMPLE =
  /^([a-z_:][a-z0-9_:]*)(?:\{((?:[a-z_]+="(?:[^"\\]|\\.)*",?)*)\})? (-?[\d.e+-]+|[Nn]a[Nn]|[+-]Inf)$/;

/** @see https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function readFigures(text: string): Figures {
  const families = new Map<string, { help: string; type: string }>();
  const values = new Map<string, number>();
  const labels = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const [, what, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (what === 'HELP') {
      if (families.has(name)) throw new Error(`${name} is described twice`);
      families.set(name, { help: rest, type: '' });
    } else if (what === 'TYPE') {
      families.set(name, { help: families.get(name)?.help ?? '', type: rest });
    } else if (line !== '') {
      const [, sample = '', written = '', value = ''] = SAMPLE.exec(line) ?? [];
      if (sample === '') throw new Error(`no sample: ${line}`);
      if (!families.has(sample) && !families.has(sample.replace(/_(bucket|sum|count)$/, '')))
        throw new Error(`${sample} belongs to no family`);
      const key = written === '' ? sample : `${sample}{${written}}`;
      if (values.has(key)) throw new Error(`${key} is there twice`);
      values.set(key, Number(value));
      const names = labels.get(sample) ?? new Set();
      for (const [, label = ''] of written.matchAll(/([a-z_]+)="/g)) names.add(label);
      labels.set(sample, names);
    }
  }
  return { families, labels, value: (sample) => values.get(sample) };
}
