/** Taking published results along: what pages and the command line need, bound to the open store. */

import type { Consultation } from '../../core/consultation.ts';
import { EXPORT_FILES, EXPORT_FORMS, type ExportForm } from '../../core/export-form.ts';
import type { Language } from '../../core/language.ts';
import { type LocalityCode, NATION } from '../../core/locality.ts';
import { createSay } from '../../i18n/say.ts';
import type { OrderOutcome } from '../../ports/export-store.ts';
import type { ReportPress } from '../../ports/report-press.ts';
import { pressFile } from '../../reports/results/press.ts';
import { isUuid } from '../../storage/uuid.ts';
import {
  type ExportFile,
  type ExportWish,
  exportResults,
  fileName,
  readersOf,
} from '../../usecases/export-results.ts';
import { gatherReport } from '../../usecases/gather-report.ts';
import type { CommentReader } from '../../usecases/read-comments.ts';
import { findConsultation } from '../../usecases/read-results.ts';
import type { OperatorParts } from '../operator.ts';
import { composePublished } from '../read-published.ts';

/** The forms of files, for the command line. */
export const OFFERED_FORMS = EXPORT_FORMS;

/** A consultation of which something can be taken along. */
export type ExportOffer = {
  readonly consultation: Consultation;
  /** Whose it is: who may take along all of it. */
  readonly place: LocalityCode;
  readonly languages: readonly Language[];
  readonly release: { readonly number: number; readonly day: string; readonly simulated: number };
  /** Places in it of which tables are published, besides all of it. */
  readonly scopes: readonly LocalityCode[];
};

/** Words of ours that reports are written in. */
const OUR_LANGUAGES: readonly Language[] = ['vi', 'en'];

/** Binds them. */
export function composeExports(parts: OperatorParts, readComments: CommentReader) {
  const { store, flows, gazetteer, runtime } = parts;
  const { consultations, releases, tables, plans, exports } = store;
  const { clock, log } = runtime;
  const { results, readTables } = composePublished(parts);
  const press: ReportPress = {
    async press(work, advance) {
      const hasMap = work.matter.people.some(({ id }) => id === '@place');
      const outlines = hasMap ? await runtime.readShipped('data/provinces.geojson') : null;
      return pressFile({ ...work, outlines }, advance);
    },
  };
  const gather = gatherReport({
    ...{ consultations, flows, gazetteer, clock, results, say: createSay(), tables: readTables },
    comments: readComments,
    address: parts.publicUrl,
    responsible: async (id) => (await plans.get(id))?.responsible ?? '',
  });
  const desk = exportResults({ consultations, releases, exports, gather, press, clock, log });
  let wake = (): void => {};

  async function offerOf(consultation: Consultation): Promise<ExportOffer | null> {
    const release = await releases.latest(consultation.id);
    if (release === null) return null;
    const { number, day, simulated } = release;
    const flow = await flows.load(consultation.flowHash);
    return {
      consultation,
      // One that was launched from the command line is everyone's.
      place: (await plans.get(consultation.id))?.place ?? NATION,
      languages: OUR_LANGUAGES.filter((one) => flow.languages.includes(one)),
      release: { number, day, simulated },
      scopes: (await tables.scopes(consultation.id)).filter((scope) => scope !== NATION),
    };
  }

  return {
    ...desk,
    /** Everything there is to take along, newest consultation first. */
    async offers(): Promise<readonly ExportOffer[]> {
      const offers: ExportOffer[] = [];
      for (const consultation of await consultations.list()) {
        const offer = await offerOf(consultation);
        if (offer !== null) offers.push(offer);
      }
      return offers.sort(
        (one, other) => Number(other.consultation.opensAt) - Number(one.consultation.opensAt),
      );
    },
    async offerOf(consultationId: string): Promise<ExportOffer | null> {
      const found = isUuid(consultationId) ? await consultations.byId(consultationId) : null;
      return found === null ? null : offerOf(found);
    },
    async order(wish: ExportWish): Promise<OrderOutcome | { readonly kind: 'no-release' }> {
      const outcome = await desk.order(wish);
      if (outcome.kind === 'ordered') wake();
      return outcome;
    },
    /** Calls `next` whenever something was ordered. */
    onOrder: (next: () => void): void => {
      wake = next;
    },
    /** Makes a file at once, for whoever waits at a terminal. @throws AppError like reading results */
    async make(wish: {
      readonly consultation: string;
      readonly scope: LocalityCode;
      readonly form: ExportForm;
      readonly language: Language;
    }): Promise<ExportFile> {
      const { form } = wish;
      const consultation = await findConsultation(consultations, wish.consultation);
      const matter = await gather({ ...wish, readers: readersOf(form) });
      const name = fileName(consultation, { ...wish, release: matter.release.number });
      const body = await press.press({ form, matter }, () => {});
      return { name, media: EXPORT_FILES[form].media, body };
    },
  };
}
