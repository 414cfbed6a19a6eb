/** A plan as its form draws it. */

import { NATION } from '../../../core/locality.ts';
import type { Choice, Faults } from '../fields.tsx';
import type { ConsultationVisit } from './dependencies.ts';
import type { PlanForm } from './plan-form.ts';

/** The plan that is drawn, with what was typed where the form was sent back. */
export type DrawnPlan = ConsultationVisit & {
  readonly plan: NonNullable<ConsultationVisit['one']['plan']>;
  readonly form: PlanForm;
  readonly faults: Faults;
  readonly flows: readonly Choice[];
};

/** Whether communes are asked by themselves: then a larger k is wise. */
export function asksCommunes(places: readonly string[]): boolean {
  return places.some((place) => place !== NATION && place.length === 5);
}
