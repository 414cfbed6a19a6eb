/** Launches a consultation of a published flow, with the codes that lead to it. */

import { AGE_BANDS } from '../core/age-band.ts';
import { AppError } from '../core/app-error.ts';
import { CHANNEL_NAMES } from '../core/channel.ts';
import {
  type Consultation,
  type ConsultationTerms,
  type FlowHash,
  type Invitation,
  readCode,
} from '../core/consultation.ts';
import { DEFAULT_FEEDBACK_DAYS } from '../core/consultation-plan.ts';
import type { FlowText } from '../core/flow/text.ts';
import { isSpoken } from '../core/invitation-code.ts';
import { type Gazetteer, isAmong, type LocalityCode, NATION } from '../core/locality.ts';
import type { ParentWay } from '../core/parents.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationStore } from '../ports/consultation-store.ts';
import type { Random } from '../ports/random.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';

/** What is decided at launch. */
export type LaunchOrder = {
  readonly flowHash: FlowHash;
  readonly title: FlowText;
  readonly slug: string;
  /** Codes as they will be printed, each with the place of its children where it has one. */
  readonly codes: readonly { readonly code: string; readonly place: LocalityCode | null }[];
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly minCell: number;
  readonly places: readonly LocalityCode[];
  readonly demo: boolean;
  /** Absent where the child's own agreement is enough. */
  readonly parents?: LaunchedParents;
};

/** How parents agree, and what they and their children are told of the consultation. */
export type LaunchedParents = {
  readonly ways: readonly ParentWay[];
  readonly asker: FlowText;
  readonly purpose: FlowText;
  readonly use: FlowText;
};

/** What launching needs. */
export type LaunchServices = {
  readonly store: Pick<ConsultationStore, 'launch'>;
  readonly catalogue: ConsultationCatalogue;
  readonly gazetteer: Gazetteer;
  readonly clock: Clock;
  readonly random: Random;
};

/**
 * Builds the use case.
 *
 * @throws AppError `code-malformed`, `code-reserved`, `place-unknown`, `slug-taken`, `code-taken`; nothing is written then
 */
export function launchConsultation(services: LaunchServices): (order: LaunchOrder) => Promise<Consultation> {
  return async (order) => {
    const places = order.places.length === 0 ? [NATION] : order.places;
    for (const place of places) checkPlace(services.gazetteer, place);
    for (const { code, place } of order.codes) {
      checkPlace(services.gazetteer, place);
      if (place !== null && place !== NATION && !isAmong(places, place, services.gazetteer)) {
        throw new AppError('place-not-asked', { code, place });
      }
    }
    const consultation: Consultation = {
      id: services.random.uuid(),
      slug: order.slug,
      title: order.title,
      flowHash: order.flowHash,
      opensAt: order.opensAt ?? services.clock.now(),
      closesAt: order.closesAt,
      pausedAt: null,
      closedAt: null,
      minCell: order.minCell,
      places,
      demo: order.demo,
      terms: order.parents === undefined ? null : termsOf(order.parents),
    };
    const invitations = order.codes.map(({ code, place }): Invitation => {
      const read = readCode(code);
      if (read === null) throw new AppError('code-malformed', { code });
      if (isSpoken(read)) throw new AppError('code-reserved', { code });
      return {
        code: read,
        consultationId: consultation.id,
        place: place === NATION ? null : place,
        oneTime: false,
      };
    });
    const outcome = await services.store.launch(consultation, invitations);
    if (outcome !== 'launched') throw new AppError(outcome, { slug: order.slug });
    services.catalogue.forget();
    return consultation;
  };
}

/** Nobody planned ages, channels or days: all there are, and the usual. */
function termsOf({ ways, ...words }: LaunchedParents): ConsultationTerms {
  const rest = { ageBands: AGE_BANDS, channels: CHANNEL_NAMES, feedbackDays: DEFAULT_FEEDBACK_DAYS };
  return { ...words, ...rest, parents: ways };
}

function checkPlace(gazetteer: Gazetteer, place: LocalityCode | null): void {
  if (place === null || place === NATION || gazetteer.find(place) !== undefined) return;
  throw new AppError('place-unknown', { place });
}
