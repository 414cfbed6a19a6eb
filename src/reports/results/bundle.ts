/** The open-data bundle: figures, dictionaries, a description by the Data Package standard, licence and a text to read first. */

import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { ReportMatter } from '../../core/report-matter.ts';
import type { Say } from '../../core/say.ts';
import { writeCsv } from './csv.ts';
import { resultsCsv, resultsJson } from './data-files.ts';
import { DATA_COLUMNS, type DataColumn, dataRows } from './data-rows.ts';
import { provenance, type ReportPhrase, reportPhrases } from './report-words.ts';

/** The licence that files are given away under, where nobody says otherwise. */
const LICENCE = {
  name: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0 International',
  path: 'https://creativecommons.org/licenses/by/4.0/',
} as const;

/** A file of the bundle that holds a table. */
type TableFile = {
  readonly name: string;
  readonly path: string;
  readonly body: string;
  readonly fields: readonly (DataColumn & { readonly description: string })[];
  readonly key?: readonly string[];
};

/** Packs it. */
export function openDataBundle(matter: ReportMatter, say: Say): Uint8Array<ArrayBuffer> {
  const phrase = reportPhrases(matter, say);
  const tables = tableFiles(matter, phrase);
  const files: Record<string, string> = {
    'README.md': readme(matter, phrase, tables),
    'LICENSE.txt': `${LICENCE.title}\n${LICENCE.path}\n\n${phrase('bundle.licence', credit(matter, phrase))}\n`,
    'datapackage.json': `${JSON.stringify(description(matter, phrase, tables), null, 2)}\n`,
    'data/results.json': resultsJson(matter, say),
    ...Object.fromEntries(tables.map(({ path, body }) => [path, body])),
  };
  const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const);
  // A fixed time: the same figures make the same file.
  return new Uint8Array(zipSync(Object.fromEntries(bytes), { mtime: matter.madeAt, level: 6 }));
}

function tableFiles(matter: ReportMatter, phrase: ReportPhrase): readonly TableFile[] {
  const described = (columns: readonly DataColumn[], of: string) =>
    columns.map((column) => ({ ...column, description: phrase(`${of}.${column.name}`) }));
  const text = (name: string): DataColumn => ({ name, type: 'string' });
  const rows = dataRows(matter);
  const categories = new Map(
    rows.flatMap((row) =>
      [
        [row.row_variable, row.row, row.row_label],
        [row.column_variable, row.column, row.column_label],
      ]
        .filter(([variable]) => variable !== null)
        .map((line) => [line.slice(0, 2).join(' '), line] as const),
    ),
  );
  const questions = matter.questions.map(({ id, number, kind, text: wording, several }) => [
    ...[id, number, kind, wording, several],
  ]);
  return [
    {
      ...{ name: 'results', path: 'data/results.csv', body: resultsCsv(matter, { mark: false }) },
      fields: described(DATA_COLUMNS, 'column'),
    },
    {
      ...{ name: 'questions', path: 'data/questions.csv', key: ['id'] },
      body: writeCsv([['id', 'number', 'kind', 'text', 'several'], ...questions], { mark: false }),
      fields: described(
        [text('id'), { name: 'number', type: 'integer' }, text('kind'), text('text'), BOOLEAN],
        'question-column',
      ),
    },
    {
      ...{ name: 'categories', path: 'data/categories.csv', key: ['variable', 'id'] },
      body: writeCsv([['variable', 'id', 'label'], ...categories.values()], { mark: false }),
      fields: described([text('variable'), text('id'), text('label')], 'category-column'),
    },
  ];
}

const BOOLEAN: DataColumn = { name: 'several', type: 'boolean' };

/** @see https://datapackage.org/standard/data-package/ */
function description(matter: ReportMatter, phrase: ReportPhrase, tables: readonly TableFile[]) {
  const { consultation, scope, release, language } = matter;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${consultation.slug}-${scope.code.toLowerCase()}-${release.number}`,
    title: `${consultation.title} (${scope.name})`,
    description: phrase('bundle.about', {
      ...credit(matter, phrase),
      number: release.number,
      day: release.day,
    }),
    version: `${release.number}.0.0`,
    created: `${release.day}T00:00:00+07:00`,
    contributors: [{ title: credit(matter, phrase).asker, roles: ['publisher'] }],
    licenses: [LICENCE],
    keywords: ['children', 'consultation', 'Viet Nam'],
    languages: [language],
    // What the standard has no name for.
    release: Object.fromEntries(provenance(matter, phrase).map(({ name, value }) => [name, value])),
    simulated: matter.simulated > 0,
    resources: tables.map(({ name, path, body, fields, key }) => ({
      ...{ name, path, type: 'table', scheme: 'file', format: 'csv', mediatype: 'text/csv' },
      ...{ encoding: 'utf-8', bytes: Buffer.byteLength(body) },
      hash: `sha256:${createHash('sha256').update(body).digest('hex')}`,
      schema: {
        fields: fields.map(fieldOf),
        missingValues: [''],
        ...(key === undefined ? {} : { primaryKey: key }),
      },
    })),
  };
}

function fieldOf(field: TableFile['fields'][number]) {
  const { name, type, description: meaning, mayLack = false } = field;
  return {
    ...{ name, type, description: meaning },
    ...(type === 'boolean' ? { trueValues: ['1'], falseValues: ['0'] } : {}),
    constraints: { required: !mayLack },
  };
}

function readme(matter: ReportMatter, phrase: ReportPhrase, tables: readonly TableFile[]): string {
  const facts = provenance(matter, phrase).map(({ name, value }) => `- **${name}**: ${marked(value)}`);
  const notes = (['withheld', 'rounded', 'share', 'several', 'formula'] as const).map(
    (note) => `- **${phrase(`note.${note}.name`)}**: ${phrase(`note.${note}`, { min: matter.minCell })}`,
  );
  const dictionary = tables.flatMap(({ path, fields }) => [
    `### ${path}`,
    '',
    `| ${phrase('bundle.column')} | ${phrase('bundle.type')} | ${phrase('bundle.meaning')} |`,
    '|---|---|---|',
    ...fields.map(({ name, type, description: meaning }) => `| \`${name}\` | ${type} | ${meaning} |`),
    '',
  ]);
  return [
    ...[`# ${marked(matter.consultation.title)}`, '', ...facts, ''],
    ...[`## ${phrase('bundle.read')}`, '', ...notes, ''],
    ...[`## ${phrase('bundle.dictionary')}`, '', ...dictionary],
    ...[`## ${phrase('bundle.terms')}`, '', phrase('bundle.licence', credit(matter, phrase)), ''],
  ].join('\n');
}

/** Whom to name when the figures are used. */
function credit({ consultation, address }: ReportMatter, phrase: ReportPhrase) {
  const asker = consultation.asker === '' ? phrase('nobody') : consultation.asker;
  return { asker, title: consultation.title, address };
}

/** Words of others in Markdown: signs stay signs, lines stay one. */
function marked(value: string | number): string {
  return String(value)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&');
}
