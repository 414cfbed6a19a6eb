/** Cuts the tables that go with a release: of every place that enough new responses came from. */

import type { Consultation } from '../core/consultation.ts';
import { type Gazetteer, isAmong, type LocalityCode, NATION } from '../core/locality.ts';
import { publishTables } from '../core/release/publish-table.ts';
import { readRawScope } from '../core/release/read-tallies.ts';
import type { Release } from '../core/release/release.ts';
import type { PublishedTable } from '../core/release/table.ts';
import type { TallyLayout } from '../core/release/tally-layout.ts';
import type { CutPlace, PlaceTallies, ReleaseStore } from '../ports/release-store.ts';

/** What is cut from. */
export type TableCut = {
  readonly store: Pick<ReleaseStore, 'published'>;
  readonly gazetteer: Gazetteer;
  readonly consultation: Consultation;
  readonly layout: TallyLayout;
  /** Of every place that anyone answered from. */
  readonly tallies: ReadonlyMap<LocalityCode, PlaceTallies>;
  /** The release they go with, its exact figures settled. */
  readonly release: Release;
};

/** The tables to be published, and of which places they are. */
export type CutTables = { readonly tables: readonly PublishedTable[]; readonly places: readonly CutPlace[] };

/**
 * Cuts from above: the nation, then each province and its communes, as far as the place above was cut and shows them. What was
 * published of a province and its communes is read once.
 */
export async function cutTables(cut: TableCut): Promise<CutTables> {
  const provinces = placesBelow(cut, NATION);
  const nation = await cutFamily(cut, { scope: NATION, below: provinces, above: [] });
  const cuts = [nation.own];
  for (const province of provinces) {
    if (nation.own.tables.length === 0 || !cut.tallies.has(province)) continue;
    const below = placesBelow(cut, province);
    const family = await cutFamily(cut, { scope: province, below, above: nation.byPlace });
    cuts.push(family.own);
    if (family.own.tables.length === 0) continue;
    for (const commune of below) {
      const earlier = [...(family.known.get(commune) ?? []), ...family.byPlace];
      cuts.push(await cutPlace(cut, commune, { below: [], earlier }));
    }
  }
  return {
    tables: cuts.flatMap(({ tables }) => tables),
    places: cuts.flatMap(({ tables, place }) => (tables.length === 0 ? [] : [place])),
  };
}

type PlaceCut = { readonly tables: readonly PublishedTable[]; readonly place: CutPlace };

type FamilyCut = {
  readonly own: PlaceCut;
  /** Every version of its tables by place, the one of this release included. */
  readonly byPlace: readonly PublishedTable[];
  /** Every version published before, by place: all tables of its own, those of one variable of the places below. */
  readonly known: ReadonlyMap<LocalityCode, readonly PublishedTable[]>;
};

/** Cuts a place that has others below it. @param above tables by place of the one above, this release's included */
async function cutFamily(
  cut: TableCut,
  {
    scope,
    below,
    above,
  }: {
    readonly scope: LocalityCode;
    readonly below: readonly LocalityCode[];
    readonly above: readonly PublishedTable[];
  },
): Promise<FamilyCut> {
  const earlier = await cut.store.published(cut.consultation.id, { scope, below });
  const own = await cutPlace(cut, scope, { below, earlier: [...earlier, ...above] });
  const known = Map.groupBy(earlier, (table) => table.scope);
  const byPlace = [...(known.get(scope) ?? []), ...own.tables].filter(
    ({ rows, columns }) => columns === '@place' || (rows === '@place' && columns === null),
  );
  return { own, byPlace, known };
}

/** Cuts one place; no tables where nobody answered from it, or too few came since. */
async function cutPlace(
  cut: TableCut,
  scope: LocalityCode,
  {
    below,
    earlier,
  }: { readonly below: readonly LocalityCode[]; readonly earlier: readonly PublishedTable[] },
): Promise<PlaceCut> {
  const { layout, tallies, release, consultation } = cut;
  const own = tallies.get(scope);
  const place = { scope, responses: own?.responses ?? 0 };
  if (own === undefined) return { tables: [], place };
  await breathe();
  const raw = readRawScope(
    layout,
    own,
    below.map((code) => ({ scope: code, counts: tallies.get(code)?.counts ?? null })),
  );
  const { number, day } = release;
  const line = scope === NATION ? release : null;
  return {
    tables: publishTables(raw, { minCell: consultation.minCell, release: number, day, earlier, line }),
    place,
  };
}

/** The places just below one whose children are asked: none below a commune. */
function placesBelow({ gazetteer, consultation }: TableCut, scope: LocalityCode): readonly LocalityCode[] {
  const places = scope === NATION ? gazetteer.provinces() : gazetteer.communesOf(scope);
  return places.map(({ code }) => code).filter((code) => isAmong(consultation.places, code, gazetteer));
}

/** Children who write meanwhile come first: a place takes up to half a second of computing. */
function breathe(): Promise<void> {
  return new Promise((done) => setTimeout(done, 0));
}
