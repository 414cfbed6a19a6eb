/** What the pages of exports need, and what of a consultation somebody may take along. */

import type { Consultation } from '../../../core/consultation.ts';
import type { ExportForm } from '../../../core/export-form.ts';
import type { Language } from '../../../core/language.ts';
import { type LocalityCode, NATION } from '../../../core/locality.ts';
import type { Visit } from '../console-route.ts';

/** A consultation of which something can be taken along. */
export type Offer = {
  readonly consultation: Consultation;
  /** Whose it is: who may take along all of it. */
  readonly place: LocalityCode;
  readonly languages: readonly Language[];
  readonly release: { readonly number: number; readonly day: string; readonly simulated: number };
  /** Places in it of which tables are published. */
  readonly scopes: readonly LocalityCode[];
};

/** A file that was ordered. */
export type OrderedExport = {
  readonly id: string;
  readonly consultationId: string;
  readonly scope: LocalityCode;
  readonly release: number;
  readonly form: ExportForm;
  readonly language: Language;
  readonly place: LocalityCode;
  readonly orderedAt: Date;
  readonly state:
    | { readonly kind: 'queued' }
    | { readonly kind: 'running'; readonly progress: number }
    | { readonly kind: 'done'; readonly bytes: number; readonly expiresAt: Date }
    | { readonly kind: 'failed' };
};

/** The use cases behind the pages. */
export type ExportDependencies = {
  readonly offers: () => Promise<readonly Offer[]>;
  /** @param consultationId any text */
  readonly offerOf: (consultationId: string) => Promise<Offer | null>;
  readonly order: (wish: {
    readonly id: string;
    readonly consultationId: string;
    readonly scope: LocalityCode;
    readonly form: ExportForm;
    readonly language: Language;
    readonly place: LocalityCode;
    readonly orderedBy: string;
  }) => Promise<
    { readonly kind: 'ordered' | 'same'; readonly id: string } | { readonly kind: 'too-many' | 'no-release' }
  >;
  readonly read: (id: string) => Promise<OrderedExport | null>;
  readonly orderedBy: (staffId: string) => Promise<readonly OrderedExport[]>;
  readonly file: (
    id: string,
  ) => Promise<{ readonly name: string; readonly media: string; readonly body: Uint8Array } | null>;
};

/** Whose the figures of a scope are: all of a consultation belongs to whoever asked. */
export function placeOfScope(scope: LocalityCode, { place }: Pick<Offer, 'place'>): LocalityCode {
  return scope === NATION ? place : scope;
}

/** What of a consultation somebody may take along: all of it first. */
export function scopesFor(visit: Visit, offer: Offer): readonly LocalityCode[] {
  return [NATION, ...offer.scopes].filter((scope) => visit.may('reports.export', placeOfScope(scope, offer)));
}
