/** A plan or a running consultation, to be read: everything that was settled. */

import type { Child } from 'hono/jsx';
import { CHECKPOINTS, type ConsultationPlan } from '../../../core/consultation-plan.ts';
import { type FlowText, readText } from '../../../core/flow/text.ts';
import type { Language } from '../../../core/language.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { FlowOffer } from '../../../usecases/plan-ground.ts';
import type { Visit } from '../console-route.ts';
import { mayRead, versionPath } from '../flows/draft-access.ts';
import { type ConsultationDependencies, say } from './dependencies.ts';
import { Opening } from './opening.tsx';
import { wordingOf } from './plan-form.ts';
import { shownAges, shownParents, shownPlace, shownTime } from './shown.ts';

/** Draws all of a plan for whoever approves it or looks it up. */
export function PlanSummary(props: {
  readonly visit: Visit;
  readonly deps: Pick<ConsultationDependencies, 'contactDays'>;
  readonly plan: ConsultationPlan;
  readonly flow: FlowOffer | null;
}) {
  const { visit, deps, plan, flow } = props;
  const fact = (name: string, value: Child) => [
    <dt>{say(visit, `field.${name}`)}</dt>,
    <dd>{value === '' ? say(visit, 'not-yet') : value}</dd>,
  ];
  return (
    <section class="card" aria-labelledby="plan">
      <h2 id="plan">{say(visit, 'section.plan')}</h2>
      <Opening {...{ visit, deps, plan }} languages={languagesOf(plan)} />
      <dl class="facts">
        {fact('flow', flow === null ? '' : <FlowLinks {...{ visit, flow }} />)}
        {fact('title-vi', wordingOf(plan.title, 'vi'))}
        {fact('title-en', wordingOf(plan.title, 'en'))}
        {fact('ages', shownAges(plan.ageBands))}
        {fact('places', plan.places.map((place) => placeWithGoal(visit, plan, place)).join('; '))}
        {fact('opens', plan.opensAt === null ? say(visit, 'once-approved') : shownTime(visit, plan.opensAt))}
        {fact(
          'closes',
          plan.closesAt === null ? say(visit, 'until-closed') : shownTime(visit, plan.closesAt),
        )}
        {fact('channels', plan.channels.map((channel) => visit.phrase(`channel.${channel}`)).join(', '))}
        {fact('parents', shownParents(visit, plan.parents))}
        {fact('min-cell', String(plan.minCell))}
        {fact('feedback', String(plan.feedbackDays))}
        {fact('responsible', plan.responsible)}
        {fact('slug', plan.slug)}
      </dl>
      <details open={plan.status === 'handed-in'}>
        <summary>{say(visit, 'section.checklist')}</summary>
        <dl>
          {CHECKPOINTS.map((point) => [
            <dt>
              <strong>{say(visit, `check.${point}.name`)}</strong>{' '}
              <span class="soft">{say(visit, `check.${point}.asks`)}</span>
            </dt>,
            <dd class="said">{plan.checklist[point] ?? say(visit, 'not-yet')}</dd>,
          ])}
        </dl>
      </details>
    </section>
  );
}

/** The questions by name; whoever may read them is led to them. */
function FlowLinks({ visit, flow }: { readonly visit: Visit; readonly flow: FlowOffer }) {
  const name = flowName(visit, flow);
  if (placesFor(visit.member, 'flow.read').length === 0 || !mayRead(visit, flow.place)) return <>{name}</>;
  return (
    <>
      {name}: <a href={versionPath(flow.hash)}>{say(visit, 'read-flow')}</a>
      {' · '}
      <a href={`/console/preview/flows/${encodeURIComponent(flow.hash)}`}>{say(visit, 'try-flow')}</a>
    </>
  );
}

/** In every language it was written in. */
function languagesOf(plan: ConsultationPlan): readonly Language[] {
  return [plan.asker, plan.purpose, plan.use].some((text) => hasEnglish(text)) ? ['vi', 'en'] : ['vi'];
}

function hasEnglish(text: FlowText): boolean {
  return wordingOf(text, 'en') !== '';
}

function placeWithGoal(visit: Visit, { goals }: ConsultationPlan, place: string): string {
  const goal = goals.find((one) => one.place === place);
  const name = shownPlace(visit, place);
  return goal === undefined ? name : say(visit, 'place-goal', { place: name, children: goal.children });
}

/** A flow version in words. */
export function flowName({ language, phrase }: Visit, { title, version }: FlowOffer): string {
  return phrase('console.consultations.flow-version', { title: readText(title, language, null), version });
}
