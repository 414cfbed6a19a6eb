/** The shapes of what programs send and get: one set of schemas that checks requests and writes the document. */

import { z } from '@hono/zod-openapi';
import { ATTRIBUTES } from '../../core/release/table.ts';

/** Items of a page, at most. */
const MOST_ITEMS = 200;

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{2,59}$/);
const day = z.iso.date();
const count = z.number().int().min(0);
const withholdable = count.nullable().openapi({ description: 'null: withheld' });

/** `VN`, two digits for a province, five for a commune. */
const locality = z
  .string()
  .regex(/^(VN|\d{2}|\d{5})$/, 'must be VN, two digits (a province) or five (a commune)')
  .openapi({ example: '79' });

const variable = z
  .string()
  .regex(
    new RegExp(`^([a-z][a-z0-9.-]{0,39}|${ATTRIBUTES.join('|')})$`),
    'must be a question or an attribute',
  )
  .openapi({ example: '@age', description: `A question’s id, or one of ${ATTRIBUTES.join(', ')}` });

const language = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'must be a language such as vi or en')
  .default('vi')
  .openapi({ description: 'Language of titles, questions and labels', example: 'vi' });

/** Queries. */
export const Wording = z.object({ lang: language });

export const Paging = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_ITEMS)
    .default(50)
    .openapi({ type: 'integer', description: 'Items of a page' }),
  after: z.string().max(200).optional().openapi({ description: 'What the page before gave as `next`' }),
});

export const PagedWording = Paging.extend(Wording.shape);

const scope = locality.default('VN').openapi({
  description: 'Whose figures: VN for all of the consultation, or the code of a province or commune in it',
});

export const TableQuery = Wording.extend({
  scope,
  rows: variable,
  columns: variable.optional().openapi({ description: 'Absent: a table of one variable' }),
});

export const TableListQuery = PagedWording.extend({
  scope,
  rows: variable.optional(),
  columns: variable.optional(),
});

export const LocalityQuery = Paging.extend({
  within: locality.default('VN').openapi({
    description: 'VN: all provinces; the code of a province: its communes',
  }),
});

export const IndicatorQuery = z.object({
  place: locality.default('VN').openapi({ description: 'Whose figures: VN, a province or a commune' }),
});

/** Parameters of paths. */
export const BySlug = z.object({
  slug: slug.openapi({ description: 'Short name of a consultation, as the list gives it' }),
});

export const ByRelease = z.object({
  slug,
  number: z
    .string()
    .regex(/^([1-9]\d{0,8}|latest)$/, 'must be a number from 1, or latest')
    .openapi({ example: 'latest' }),
});

export const ByCode = z.object({ code: locality });

/** A page of a list. */
function pageOf<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .strictObject({
      items: z.array(item),
      next: z.string().nullable().openapi({ description: 'To be sent as `after`; null: the last page' }),
    })
    .openapi(name);
}

export const ConsultationItem = z
  .strictObject({
    slug,
    title: z.string(),
    status: z.enum(['scheduled', 'open', 'paused', 'closed']),
    opens: z.iso.datetime(),
    closes: z.iso.datetime().nullable(),
    places: z.array(locality),
    minCell: z
      .number()
      .int()
      .openapi({ description: 'Threshold that holds for this reader: no published count is smaller' }),
    languages: z.array(z.string()),
    public: z.boolean().openapi({ description: 'Whether everybody may read it, without a key' }),
    scopes: z.array(locality).openapi({ description: 'Scopes with tables that this reader may read' }),
    latestRelease: z
      .strictObject({ number: count, day, responses: count })
      .nullable()
      .openapi({ description: 'null: none yet, or not all of the consultation may be read' }),
  })
  .openapi('Consultation');

export const ConsultationPage = pageOf(
  ConsultationItem.omit({ scopes: true, latestRelease: true, languages: true }).openapi(
    'ConsultationSummary',
  ),
  'ConsultationPage',
);

const Cell = z.strictObject({
  id: z.string(),
  count: withholdable,
  asOf: count.nullable().openapi({ description: 'Number of the release since which it stands' }),
});

export const ReleaseItem = z
  .strictObject({
    consultation: slug,
    number: count,
    day,
    responses: count,
    complete: withholdable,
    partial: withholdable,
    simulated: count.openapi({ description: 'Made-up responses of a demonstration among them' }),
    minCell: count,
    withheld: count.openapi({ description: 'Cells that are withheld' }),
    questions: z.array(
      z.strictObject({
        question: z.string(),
        kind: z.string(),
        answered: withholdable,
        answeredAsOf: count.nullable(),
        skipped: withholdable,
        skippedAsOf: count.nullable(),
        cells: z.array(Cell),
      }),
    ),
  })
  .openapi('Release');

export const ReleasePage = pageOf(
  ReleaseItem.pick({ number: true, day: true, responses: true, simulated: true, minCell: true }).openapi(
    'ReleaseSummary',
  ),
  'ReleasePage',
);

export const QuestionPage = pageOf(
  z
    .strictObject({
      id: z.string(),
      kind: z.string(),
      text: z.string(),
      options: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    })
    .openapi('Question'),
  'QuestionPage',
);

const Value = z.strictObject({ id: z.string(), label: z.string() });
const VariableWords = z.strictObject({ name: variable, kind: z.string(), text: z.string() });

export const TablePage = pageOf(
  z.strictObject({ scope: locality, rows: variable, columns: variable.nullable() }).openapi('TableName'),
  'TablePage',
);

export const TableItem = z
  .strictObject({
    consultation: slug,
    scope: locality,
    release: count,
    day,
    minCell: count,
    base: z.number().int().min(1).openapi({ description: 'Every count is rounded to a multiple of it' }),
    simulated: z.boolean(),
    withheld: count,
    responses: withholdable,
    rows: VariableWords,
    columns: VariableWords.nullable(),
    rowValues: z.array(Value),
    columnValues: z.array(Value),
    counts: z.array(z.array(withholdable)).openapi({ description: 'By row, then column' }),
    answered: z.array(withholdable).openapi({ description: 'Children who answered, by column' }),
  })
  .openapi('Table');

export const LocalityItem = z
  .strictObject({
    code: locality,
    level: z.enum(['province', 'commune']),
    kind: z.enum(['thanh_pho', 'tinh', 'xa', 'phuong', 'dac_khu']),
    name: z.string(),
    parent: locality,
  })
  .openapi('Locality');

export const LocalityPage = pageOf(LocalityItem, 'LocalityPage');

export const IndicatorItem = z
  .strictObject({
    place: locality,
    years: z.array(
      z.strictObject({
        year: z.number().int(),
        closed: z.boolean(),
        figures: z.record(z.string(), count).openapi({
          description: 'At least so many, by indicator and way of counting; never to be added up',
        }),
      }),
    ),
  })
  .openapi('Indicators');

/** What addresses are told of a release. */
export const ReleasePublished = z
  .strictObject({
    type: z.literal('release.published'),
    timestamp: z.iso.datetime(),
    data: z.strictObject({ consultation: slug, release: count, day, url: z.url() }),
  })
  .openapi('ReleasePublished');

/** A refusal. @see https://www.rfc-editor.org/rfc/rfc9457 */
export const Problem = z
  .strictObject({
    type: z.string(),
    status: z.number().int(),
    title: z.string(),
    detail: z.string(),
    errors: z
      .array(z.strictObject({ name: z.string(), detail: z.string() }))
      .optional()
      .openapi({ description: 'What is wrong with the query, field by field' }),
  })
  .openapi('Problem');
