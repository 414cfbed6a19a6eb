/** The audit log for those who are entered in it and those who read it. */

import { readText } from '../../core/flow/text.ts';
import type { Language } from '../../core/language.ts';
import { isUuid } from '../../storage/uuid.ts';
import { lookThroughLog } from '../../usecases/look-through-log.ts';
import type { OperatorParts } from '../operator.ts';

/** Binds it. */
export function composeAudit({ store: { audit, consultations, plans } }: Pick<OperatorParts, 'store'>) {
  return {
    enter: audit.append,
    look: lookThroughLog(audit),
    /** Titles of consultations, by what an entry is about. */
    async titles(
      subjects: readonly (string | null)[],
      language: Language,
    ): Promise<ReadonlyMap<string, string>> {
      const titles = new Map<string, string>();
      for (const subject of new Set(subjects)) {
        const id = subject?.split(':').find(isUuid);
        if (subject === null || id === undefined) continue;
        const title = (await plans.get(id))?.title ?? (await consultations.byId(id))?.title;
        if (title !== undefined) titles.set(subject, readText(title, language, null));
      }
      return titles;
    },
    verify: audit.verify,
  };
}
