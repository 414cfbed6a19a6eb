/** The first page of the console: what waits for one's hand, how things are going, where to begin. */

import type { ChannelHealth } from '../../core/channel-health.ts';
import { readText } from '../../core/flow/text.ts';
import type { LocalityCode } from '../../core/locality.ts';
import { maySomewhere, placesFor } from '../../core/staff/member.ts';
import type { FlowShelf } from '../../usecases/list-flows.ts';
import type { OverseenConsultation } from '../../usecases/look-over-consultations.ts';
import { ChannelHealthPanel } from './broadcasts/channel-health.tsx';
import type { ConsoleRoute, Visit } from './console-route.ts';
import { titleOf } from './flows/flow-words.ts';
import { showConsolePage } from './frame.tsx';
import type { ListedHook } from './programs/dependencies.ts';
import { HookTroubles } from './programs/hook-troubles.tsx';
import { AtAGlance, type AtAGlanceDependencies, lookAtAGlance } from './progress/at-a-glance.tsx';
import type { ProtectionDependencies } from './protection/dependencies.ts';
import { WaitingCases } from './protection/waiting-cases.tsx';

/** What the first page looks at. */
export type HomeDependencies = {
  readonly progress: AtAGlanceDependencies;
  readonly flows: { readonly listFlows: () => Promise<FlowShelf> };
  readonly broadcasts: { readonly channelHealth: () => Promise<readonly ChannelHealth[]> };
  readonly consultations: { readonly list: () => Promise<readonly OverseenConsultation[]> };
  readonly protection: Pick<ProtectionDependencies, 'waiting'>;
  readonly programs: { readonly hooks: (within: readonly LocalityCode[]) => Promise<readonly ListedHook[]> };
};

/** Drafts listed at most. */
const MAX_DRAFTS = 5;

/** Builds `GET /console`. */
export function homeRoutes(deps: HomeDependencies): readonly ConsoleRoute[] {
  return [{ method: 'get', path: '/', deed: 'account.keep', handle: (visit) => showHome(visit, deps) }];
}

async function showHome(visit: Visit, deps: HomeDependencies): Promise<Response> {
  const { phrase } = visit;
  const runs = maySomewhere(visit.member, 'broadcast.run');
  const managed = placesFor(visit.member, 'programs.manage');
  const [plans, drafts, running, channels, hooks, waiting] = await Promise.all([
    plansAtHand(visit, deps),
    draftsAtHand(visit, deps),
    lookAtAGlance(visit, deps.progress),
    runs ? deps.broadcasts.channelHealth().catch(() => null) : [],
    managed.length > 0 ? deps.programs.hooks(managed) : [],
    maySomewhere(visit.member, 'protection.work') ? deps.protection.waiting(visit.member) : 0,
  ]);
  return showConsolePage(visit, {
    area: 'home',
    title: phrase('console.home.hello', { name: visit.member.name }),
    children: (
      <>
        <WaitingCases {...{ visit }} count={waiting} />
        <HookTroubles {...{ visit, hooks }} />
        {maySomewhere(visit.member, 'flow.write') ? (
          <Beginnings visit={visit} />
        ) : (
          !maySomewhere(visit.member, 'progress.read') && <ToResults visit={visit} />
        )}
        <Plans {...{ visit, plans }} />
        <Drafts {...{ visit, drafts }} />
        {maySomewhere(visit.member, 'progress.read') && (
          <section>
            <h2>{phrase('console.home.running')}</h2>
            <AtAGlance {...{ visit, running }} />
          </section>
        )}
        {maySomewhere(visit.member, 'retention.read') && (
          <p>
            <a href="/console/retention">{phrase('console.audit.retention')}</a>
          </p>
        )}
        {runs && <ChannelHealthPanel {...{ visit, channels }} onlyTroubles />}
      </>
    ),
  });
}

/** Where those begin who came to read. */
function ToResults({ visit: { phrase } }: { readonly visit: Visit }) {
  return (
    <div class="card">
      <h2>
        <a href="/council">{phrase('council.home')}</a>
      </h2>
      <p>{phrase('council.home.text')}</p>
    </div>
  );
}

/** The three steps from an idea to answers, for whoever has not gone them yet. */
function Beginnings({ visit: { phrase } }: { readonly visit: Visit }) {
  const steps = [
    { step: 'write', href: '/console/flows' },
    { step: 'plan', href: '/console/consultations' },
    { step: 'watch', href: '/console/progress' },
  ];
  return (
    <ol class="cards steps">
      {steps.map(({ step, href }) => (
        <li class="card">
          <h2>
            <a href={href}>{phrase(`console.home.step.${step}`)}</a>
          </h2>
          <p>{phrase(`console.home.step.${step}.text`)}</p>
        </li>
      ))}
    </ol>
  );
}

/** Plans that this person may read and that wait for somebody. */
async function plansAtHand(visit: Visit, deps: HomeDependencies): Promise<readonly OverseenConsultation[]> {
  if (!maySomewhere(visit.member, 'consultation.read')) return [];
  const all = await deps.consultations.list();
  return all.filter(
    ({ stage, place }) =>
      (stage === 'draft' || stage === 'handed-in') && visit.may('consultation.read', place),
  );
}

function Plans({ visit, plans }: { readonly visit: Visit; readonly plans: readonly OverseenConsultation[] }) {
  const { phrase, language } = visit;
  if (plans.length === 0) return null;
  return (
    <section>
      <h2>{phrase('console.home.plans')}</h2>
      <ul>
        {plans.map(({ id, stage, place, plan }) => (
          <li>
            <a href={`/console/consultations/${id}`}>
              {(plan === null ? '' : readText(plan.title, language, null)) || phrase('console.home.untitled')}
            </a>{' '}
            <span class={stage === 'handed-in' ? 'tag warning' : 'tag'}>
              {phrase(
                stage === 'handed-in' &&
                  plan?.handedInBy !== visit.member.id &&
                  visit.may('consultation.approve', place)
                  ? 'console.home.approve'
                  : `console.home.stage.${stage}`,
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function draftsAtHand(visit: Visit, deps: HomeDependencies): Promise<FlowShelf['drafts']> {
  if (!maySomewhere(visit.member, 'flow.write')) return [];
  const { drafts } = await deps.flows.listFlows();
  return drafts.filter(({ place }) => visit.may('flow.write', place)).slice(0, MAX_DRAFTS);
}

function Drafts({ visit, drafts }: { readonly visit: Visit; readonly drafts: FlowShelf['drafts'] }) {
  const { phrase } = visit;
  if (drafts.length === 0) return null;
  return (
    <section>
      <h2>{phrase('console.home.drafts')}</h2>
      <ul>
        {drafts.map(({ id, title, changedBy }) => (
          <li>
            <a href={`/console/flows/drafts/${id}`}>{titleOf(visit, title)}</a>{' '}
            <span class="hint">{phrase('console.home.changed-by', { name: changedBy })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
