/** The pages of flows: their list, and the editor of questions. */

import type { ConsoleRoute } from '../console-route.ts';
import { addToDraft, showAdding } from './add-question.tsx';
import { discard, showDiscarding } from './discard-page.tsx';
import { placesOfDraft, placesOfVersion } from './draft-access.ts';
import { showEditor } from './editor-page.tsx';
import { actOnEntry } from './entry-actions.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { showFlows } from './flow-list.tsx';
import { showHistory, takeBack } from './history-page.tsx';
import { beginFlow, showNewFlow } from './new-flow-page.tsx';
import { publish, showPublishing } from './publish-page.tsx';
import { showQuestion } from './question-page.tsx';
import { saveQuestion } from './save-question.tsx';
import { saveSettings, showSettings } from './settings-page.tsx';
import { beginCopy, beginNext, showVersion } from './version-page.tsx';

export type { FlowDependencies } from './flow-dependencies.ts';

const DRAFT = '/flows/drafts/:draft';
const QUESTION = `${DRAFT}/questions/:list/:key`;
const VERSION = '/flows/versions/:hash';

/** Builds the routes. */
export function flowRoutes(deps: FlowDependencies): readonly ConsoleRoute[] {
  const get = { method: 'get', deed: 'flow.write', placesOf: placesOfDraft(deps) } as const;
  const post = { ...get, method: 'post' } as const;
  const publishing = { deed: 'flow.publish' } as const;
  return [
    { method: 'get', deed: 'flow.read', path: '/flows', handle: showFlows(deps) },
    { method: 'get', deed: 'flow.write', path: '/flows/new', handle: showNewFlow },
    { method: 'post', deed: 'flow.write', path: '/flows/new', handle: beginFlow(deps) },
    // Whoever reads flows may read those of the places above their own, which no row of deeds says.
    { method: 'get', deed: 'flow.read', path: VERSION, handle: showVersion(deps) },
    { ...post, path: `${VERSION}/next`, placesOf: placesOfVersion(deps), handle: beginNext(deps) },
    { method: 'post', deed: 'flow.write', path: `${VERSION}/copy`, handle: beginCopy(deps) },
    { ...get, path: DRAFT, handle: showEditor(deps) },
    { ...get, path: `${DRAFT}/settings`, handle: showSettings(deps) },
    { ...post, path: `${DRAFT}/settings`, handle: saveSettings(deps) },
    { ...get, path: `${DRAFT}/add`, handle: showAdding(deps) },
    { ...post, path: `${DRAFT}/add`, handle: addToDraft(deps) },
    { ...get, path: QUESTION, handle: showQuestion(deps) },
    { ...post, path: QUESTION, handle: saveQuestion(deps) },
    { ...post, path: `${DRAFT}/entries/:list/:key`, handle: actOnEntry(deps) },
    { ...get, deed: 'flow.read', path: `${DRAFT}/history`, handle: showHistory(deps) },
    { ...post, path: `${DRAFT}/take-back`, handle: takeBack(deps) },
    { ...get, ...publishing, path: `${DRAFT}/publish`, handle: showPublishing(deps) },
    { ...post, ...publishing, path: `${DRAFT}/publish`, handle: publish(deps) },
    { ...get, path: `${DRAFT}/discard`, handle: showDiscarding(deps) },
    { ...post, path: `${DRAFT}/discard`, handle: discard(deps) },
  ];
}
