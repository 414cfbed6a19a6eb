/** The console's use cases, area by area. */

import { readComments } from '../usecases/read-comments.ts';
import { composeAudit } from './console/audit.ts';
import { composeBroadcasts } from './console/broadcasts.ts';
import { composeConsultations } from './console/consultations.ts';
import { composeExports } from './console/exports.ts';
import { composeFlows } from './console/flows.ts';
import { composeHandouts } from './console/handouts.ts';
import { composeIndicators } from './console/indicators.ts';
import { composeComments, composeModeration } from './console/moderation.ts';
import { composePreview } from './console/preview.ts';
import { composePrograms } from './console/programs.ts';
import { composeProgress } from './console/progress.ts';
import { composeProtection } from './console/protection.ts';
import { composeResults } from './console/results.ts';
import { composeRetention } from './console/retention.ts';
import { composeSignIn } from './console/sign-in.ts';
import { composeTallies } from './console/tallies.ts';
import { composeXlsForms } from './console/xls-forms.ts';
import type { OperatorParts } from './operator.ts';

/** Binds them all. */
export function composeConsole(parts: OperatorParts) {
  const { clock, random } = parts.runtime;
  // One for all areas: it keeps what it read in memory.
  const comments = readComments({ store: parts.store.comments });
  return {
    gazetteer: parts.gazetteer,
    now: () => clock.now(),
    newId: () => random.uuid(),
    signIn: composeSignIn(parts),
    flows: composeFlows(parts),
    preview: composePreview(parts),
    xlsForms: composeXlsForms(parts),
    consultations: composeConsultations(parts),
    handouts: composeHandouts(parts),
    broadcasts: composeBroadcasts(parts),
    progress: composeProgress(parts),
    tallies: composeTallies(parts),
    results: composeResults(parts, comments),
    moderation: composeModeration(parts),
    protection: composeProtection(parts),
    comments: composeComments(parts, comments),
    exports: composeExports(parts, comments),
    indicators: composeIndicators(parts),
    programs: composePrograms(parts),
    audit: composeAudit(parts),
    retention: composeRetention(parts),
  };
}
