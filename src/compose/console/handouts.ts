/** What handouts are made from, bound to the open store. */

import { NATION } from '../../core/locality.ts';
import { isUuid } from '../../storage/uuid.ts';
import { doorsOf } from '../doors.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds them. */
export function composeHandouts({ store, flows, config, publicUrl }: OperatorParts) {
  const { consultations, plans, codes } = store;
  return {
    doors: doorsOf(config, publicUrl),
    async matterOf(id: string) {
      if (!isUuid(id)) return null;
      const consultation = await consultations.byId(id);
      if (consultation === null) return null;
      const plan = await plans.get(id);
      return {
        consultation,
        languages: (await flows.load(consultation.flowHash)).languages,
        // One that was launched from the command line is everyone's.
        place: plan?.place ?? NATION,
        responsible: plan?.responsible ?? '',
        codes: (await codes.openCodes(id)).filter(({ withdrawn }) => withdrawn !== true),
        sheets: (await codes.sheets(id)).filter(({ withdrawn, size }) => withdrawn !== size),
      };
    },
    async codesOf(sheetId: string): Promise<readonly string[] | null> {
      const found = await codes.sheet(sheetId);
      return found?.codes ?? null;
    },
  };
}
