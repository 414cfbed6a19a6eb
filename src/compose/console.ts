/** The console's use cases, area by area. */

import { composeBroadcasts } from './console/broadcasts.ts';
import { composeConsultations } from './console/consultations.ts';
import { composeFlows } from './console/flows.ts';
import { composeHandouts } from './console/handouts.ts';
import { composePreview } from './console/preview.ts';
import { composeProgress } from './console/progress.ts';
import { composeSignIn } from './console/sign-in.ts';
import { composeTallies } from './console/tallies.ts';
import { composeXlsForms } from './console/xls-forms.ts';
import type { OperatorParts } from './operator.ts';

/** Binds them all. */
export function composeConsole(parts: OperatorParts) {
  const { clock, random } = parts.runtime;
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
  };
}
