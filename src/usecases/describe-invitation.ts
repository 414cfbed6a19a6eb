/** Tells what a code leads to, before anyone answers. */

import { type ConsultationStatus, readCode, statusOf } from '../core/consultation.ts';
import type { FlowText } from '../core/flow/text.ts';
import type { Language } from '../core/language.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConsultationCatalogue } from './consultation-catalogue.ts';
import type { FlowLibrary } from './flow-library.ts';

/** A consultation as someone sees it who has its code. */
export type InvitationDescription =
  | {
      readonly kind: 'found';
      readonly code: string;
      readonly title: FlowText;
      readonly languages: readonly Language[];
      readonly status: ConsultationStatus;
      readonly opensAt: Date;
      readonly demo: boolean;
      /** For one child: worth guessing. */
      readonly oneTime: boolean;
    }
  | { readonly kind: 'unknown' };

/** What describing needs. */
export type DescribingServices = {
  readonly catalogue: ConsultationCatalogue;
  readonly flows: FlowLibrary;
  readonly clock: Clock;
};

/** Builds the use case. The code may be typed in any case, with spaces or diacritics. */
export function describeInvitation(
  services: DescribingServices,
): (typed: string) => Promise<InvitationDescription> {
  return async (typed) => {
    const code = typed.length > 40 ? null : readCode(typed);
    const invitation = code === null ? null : await services.catalogue.invitation(code);
    if (invitation === null) return { kind: 'unknown' };
    await services.catalogue.ensure([invitation.consultationId]);
    const found = services.catalogue.get(invitation.consultationId);
    if (found === undefined) return { kind: 'unknown' };
    const { consultation } = found;
    const flow = await services.flows.load(consultation.flowHash);
    return {
      kind: 'found',
      code: invitation.code,
      title: consultation.title,
      languages: flow.languages,
      status: statusOf(consultation, services.clock.now()),
      opensAt: consultation.opensAt,
      demo: consultation.demo,
      oneTime: invitation.oneTime,
    };
  };
}
