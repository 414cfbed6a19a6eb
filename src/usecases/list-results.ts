/** Lists the consultations of a place with what was published of them. */

import { type Consultation, type ConsultationStatus, statusOf } from '../core/consultation.ts';
import { readText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import { type Gazetteer, type LocalityCode, NATION } from '../core/locality.ts';
import type { PublishedTable } from '../core/release/table.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { PublicResultsStore } from '../ports/public-results-store.ts';
import type { ReleaseStore } from '../ports/release-store.ts';
import type { TableStore } from '../ports/table-store.ts';
import { resultScope } from './result-scope.ts';

/** What listing needs. */
export type ListServices = {
  readonly consultations: Pick<ConsultationStore, 'list'>;
  readonly releases: Pick<ReleaseStore, 'latest'>;
  readonly tables: Pick<TableStore, 'tables'>;
  readonly publicResults: Pick<PublicResultsStore, 'all'>;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
};

/** One consultation as people of a place find it. */
export type ListedResult = {
  readonly slug: string;
  readonly title: string;
  readonly status: ConsultationStatus;
  readonly opensAt: Date;
  /** What is to be read: `results`, `too-few` of this place though others have some, `none-yet`. */
  readonly state: 'results' | 'too-few' | 'none-yet';
  /** Day of the latest figures of the place, else of the latest release; `null` before the first. */
  readonly day: string | null;
  /** Children who answered there; `null` where only those of other places are known. */
  readonly responses: number | null;
  /** Whether that is rounded. */
  readonly isRounded: boolean;
  readonly simulated: boolean;
  readonly isPublic: boolean;
};

/** Builds the use case: the newest first. */
export function listResults(services: ListServices) {
  return async (place: LocalityCode, language: Language): Promise<readonly ListedResult[]> => {
    const { consultations, publicResults, gazetteer, clock } = services;
    const [all, open] = await Promise.all([consultations.list(), publicResults.all()]);
    const now = clock.now();
    const rows = all.flatMap((one) => {
      const scope = resultScope(one, place, gazetteer);
      return scope === null || statusOf(one, now) === 'scheduled' ? [] : [{ one, scope }];
    });
    const listed = await Promise.all(rows.map((row) => listOne(services, { ...row, language, open })));
    return listed.sort((a, b) => Number(b.opensAt) - Number(a.opensAt));
  };
}

async function listOne(
  { releases, tables, clock }: ListServices,
  row: {
    readonly one: Consultation;
    readonly scope: LocalityCode;
    readonly language: Language;
    readonly open: readonly string[];
  },
): Promise<ListedResult> {
  const { one, scope } = row;
  const release = await releases.latest(one.id);
  const isWhole = scope === NATION;
  const own = isWhole || release === null ? [] : await tables.tables(one.id, scope, 'one-way');
  const newest = own.reduce<PublishedTable | null>(
    (best, table) => (best === null || table.release > best.release ? table : best),
    null,
  );
  const has = release !== null && (isWhole || (newest?.responses ?? null) !== null);
  return {
    slug: one.slug,
    title: readText(one.title, row.language, null),
    status: statusOf(one, clock.now()),
    opensAt: one.opensAt,
    state: has ? 'results' : release === null ? 'none-yet' : 'too-few',
    day: newest?.day ?? release?.day ?? null,
    responses: (isWhole ? release?.responses : newest?.responses) ?? null,
    isRounded: !isWhole,
    simulated: (release?.simulated ?? 0) > 0,
    isPublic: row.open.includes(one.id),
  };
}
