/** Publishing a draft: what is still wrong, and the question whether it is meant. */

import { draftSource } from '../../../core/flow-draft/draft-source.ts';
import type { PublicationPlan } from '../../../usecases/publish-draft.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { draftPath, FLOWS, notFound, versionPath } from './draft-access.ts';
import { FaultSummary } from './fault-summary.tsx';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, placeWords, titleOf } from './flow-words.ts';
import { wordFindings } from './found-faults.ts';
import { withForm } from './sent-form.ts';

/** `GET /flows/drafts/:draft/publish`. */
export function showPublishing(deps: FlowDependencies) {
  return async (visit: Visit) => drawPlan(visit, await deps.planPublication(visit.param('draft')));
}

type Drawn = Exclude<PublicationPlan, { kind: 'absent' | 'published' }>;

function drawPlan(visit: Visit, plan: PublicationPlan, isOutdated = false): Response | Promise<Response> {
  if (plan.kind === 'absent') return notFound(visit);
  if (plan.kind === 'published') return visit.c.redirect(`${versionPath(plan.hash)}?done=published`, 303);
  const phrase = flowPhrase(visit);
  const { draft } = plan;
  const title = titleOf(visit, draftSource(draft.source).title);
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: phrase('publish.title'),
      trail: [
        { href: FLOWS, text: visit.phrase('console.area.flows') },
        { href: draftPath(draft.id), text: title },
      ],
      ...(isOutdated
        ? { faults: <p class="faults">{phrase('publish.outdated', { by: draft.changedBy })}</p> }
        : {}),
      children: <Plan visit={visit} plan={plan} title={title} />,
    },
    isOutdated ? 409 : 200,
  );
}

function Plan(props: { readonly visit: Visit; readonly plan: Drawn; readonly title: string }) {
  const { visit, plan, title } = props;
  const phrase = flowPhrase(visit);
  const { draft } = plan;
  const back = (
    <a class="button second" href={draftPath(draft.id)}>
      {phrase('publish.back')}
    </a>
  );
  if (plan.kind === 'taken' || plan.kind === 'unchanged') {
    const version = plan.kind === 'unchanged' ? plan.version : 0;
    return (
      <>
        <p class="note warning">{phrase(`publish.${plan.kind}`, { version })}</p>
        <p class="actions">{back}</p>
      </>
    );
  }
  const source = draftSource(draft.source);
  const faults = wordFindings(source, plan.findings, visit);
  const summary = <FaultSummary {...{ visit, draft: draft.id, source, faults }} />;
  if (plan.kind === 'faulty') {
    return (
      <>
        <p>{phrase('publish.faulty')}</p>
        {summary}
        <p class="actions">{back}</p>
      </>
    );
  }
  return (
    <>
      {faults.length > 0 && summary}
      <p>{phrase('publish.ask', { title, version: plan.version, place: placeWords(visit, draft.place) })}</p>
      <p>{phrase('publish.for-good')}</p>
      <form method="post" action={draftPath(draft.id, 'publish')} class="actions">
        <input type="hidden" name="seen" value={String(draft.revision)} />
        <button type="submit">{phrase('publish.do', { version: plan.version })}</button>
        {back}
      </form>
    </>
  );
}

/** `POST /flows/drafts/:draft/publish`. */
export function publish(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, async (form) => {
      const draft = visit.param('draft');
      const seen = Number(form.text('seen'));
      const outcome = await deps.publish({ draft, seen, by: visit.member.name });
      if (outcome.kind !== 'outdated') return drawPlan(visit, outcome);
      return drawPlan(visit, await deps.planPublication(draft), true);
    });
}
