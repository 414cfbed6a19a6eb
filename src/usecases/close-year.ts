/** Closes a year of indicators: looked at twice, frozen, entered in the audit log, its key destroyed. */

import { type ConsultationStatus, statusOf } from '../core/consultation.ts';
import { yearOf } from '../core/day.ts';
import {
  areClosingWords,
  type ClosedYear,
  closingWords,
  type FrozenYear,
} from '../core/indicators/closed-year.ts';
import { cutFigures } from '../core/indicators/figures.ts';
import { INDICATORS, type Indicator } from '../core/indicators/indicator.ts';
import type { IndicatorContent } from '../core/indicators/indicator-row.ts';
import { partsOf } from '../core/indicators/row-place.ts';
import { standingsOf } from '../core/indicators/standing.ts';
import { NATION } from '../core/locality.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { SealingStore } from '../ports/sealing-store.ts';
import { countYear, figureRules, type IndicatorServices, linesAt } from './watch-indicators.ts';

/** What closing needs. */
export type ClosingServices = Omit<IndicatorServices, 'consultations'> & {
  readonly consultations: Pick<ConsultationStore, 'byId' | 'list'>;
  readonly sealing: Pick<SealingStore, 'waiting'>;
  readonly audit: AuditLog;
};

/** Who closes. */
export type Closer = { readonly id: string; readonly name: string };

/** What is still open, so that whoever closes can wait for it. */
export type StillOpen = {
  /** Consultations that go on; what is said in them from now on counts for a later year. */
  readonly consultations: number;
  /** Finished walks that are not sealed yet; they will count for a later year. */
  readonly waiting: number;
  /** Provinces without a denominator, by indicator. */
  readonly withoutDenominator: Readonly<Record<Indicator, number>>;
};

/** What would be frozen. */
export type ClosingPreview = FrozenYear & {
  readonly year: number;
  /** What has to be seen again when it is confirmed. */
  readonly hash: string;
  readonly open: StillOpen;
};

/** What asking to close came to. */
export type ClosingAnswer =
  | { readonly kind: 'closed'; readonly year: ClosedYear }
  /** The words were others. */
  | { readonly kind: 'words' }
  /** The figures moved since they were looked at. */
  | { readonly kind: 'changed'; readonly preview: ClosingPreview }
  | { readonly kind: 'closed-before' }
  /** The year is not over, or there is nothing to close. */
  | { readonly kind: 'not-over' };

/** The use cases. */
export type YearClosing = {
  /** `null` where the year is not over yet or is closed. */
  readonly preview: (year: number) => Promise<ClosingPreview | null>;
  readonly close: (
    order: { readonly year: number; readonly hash: string; readonly words: string },
    by: Closer,
  ) => Promise<ClosingAnswer>;
  readonly closedYears: () => Promise<readonly ClosedYear[]>;
  /** What has to be typed. */
  readonly words: (year: number) => string;
};

/** First year that can have been counted. */
const FIRST_YEAR = 2020;

/** Builds them. */
export function closeYear(services: ClosingServices): YearClosing {
  const { store, clock, audit } = services;

  async function preview(year: number): Promise<ClosingPreview | null> {
    const isOver = Number.isInteger(year) && year >= FIRST_YEAR && year < yearOf(clock.now());
    if (!isOver || (await store.closed(year)) !== null) return null;
    const frozen = await freeze(services, year);
    return { ...frozen, year, hash: store.hashOf(frozen), open: await stillOpen(services, frozen) };
  }

  return {
    preview,
    closedYears: () => store.closedYears(),
    words: closingWords,
    async close({ year, hash, words }, by) {
      const seen = await preview(year);
      if (seen === null) {
        return { kind: (await store.closed(year)) === null ? 'not-over' : 'closed-before' };
      }
      if (!areClosingWords(words, year)) return { kind: 'words' };
      if (seen.hash !== hash) return { kind: 'changed', preview: seen };
      const at = clock.now();
      // Whoever cannot enter it must not do it.
      await audit.append({
        ...{ actor: { id: by.id, name: by.name }, deed: 'indicators.close', subject: `year:${year}` },
        ...{ place: NATION, at, facts: { year, hash, key: 'destroyed' } },
      });
      const hand = { byId: by.id, by: by.name, at };
      const outcome = await store.close({ figures: seen.figures, rows: seen.rows, hash, ...hand });
      return outcome === 'closed'
        ? { kind: 'closed', year: { year, at, by: by.name, hash } }
        : { kind: 'closed-before' };
    },
  };
}

/** The day of the figures is the year's last: the same counts give the same hash, whenever they are looked at. */
async function freeze(services: ClosingServices, year: number): Promise<FrozenYear> {
  const { store } = services;
  const last = await store.latest(year);
  const rules = { ...figureRules(services, year, true), day: `${year}-12-31` };
  const figures = cutFigures(await countYear(services, year), last?.figures ?? null, rules);
  const rows = (await store.rows()).flatMap(({ withdrawn, content }) =>
    withdrawn || !isOfYear(content, year) ? [] : [content],
  );
  return { figures, rows };
}

/** Whether a row says anything of a year: a denominator that holds in it, a target that is not over by then. */
function isOfYear(row: IndicatorContent, year: number): boolean {
  if (row.kind === 'target') return row.until >= year;
  return row.from <= year && (row.until === null || row.until >= year);
}

async function stillOpen(services: ClosingServices, { figures, rows }: FrozenYear): Promise<StillOpen> {
  const { consultations, sealing, gazetteer, store, clock } = services;
  const now = clock.now();
  const isRunning = (status: ConsultationStatus): boolean => status === 'open' || status === 'paused';
  const running = (await consultations.list()).filter((one) => !one.demo && isRunning(statusOf(one, now)));
  const waiting = (await sealing.waiting()).reduce((sum, { count }) => sum + count, 0);
  const former = await store.formerProvinces();
  const standings = gazetteer.provinces().map(({ code }) =>
    standingsOf({
      ...{ place: code, year: figures.year, rows, parts: partsOf(code, former) },
      figures: linesAt(figures, code),
    }),
  );
  const without = (indicator: Indicator): number =>
    standings.filter((all) => all[INDICATORS.indexOf(indicator)]?.denominator.kind !== 'found').length;
  return {
    consultations: running.length,
    waiting,
    withoutDenominator: { '22': without('22'), '23': without('23'), '24': without('24') },
  };
}
