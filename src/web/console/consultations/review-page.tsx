/** The page of a plan that was handed in: read it, approve it, or send it back. */

import { type Faults, FormFaults, TextArea } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { addressOf, type ConsultationVisit, say } from './dependencies.ts';
import { EventList } from './event-list.tsx';
import { StageTag } from './list-page.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { titleOf } from './shown.ts';

type Plan = NonNullable<ConsultationVisit['one']['plan']>;

/** Answers with it. */
export async function showReview(
  at: ConsultationVisit & { readonly plan: Plan },
  showing: { readonly faults?: Faults; readonly lead?: string; readonly news?: string | undefined } = {},
): Promise<Response> {
  const { visit, deps, one, plan } = at;
  const { faults = {}, lead = visit.phrase('console.faults'), news } = showing;
  const flow = plan.flowHash === null ? null : await deps.offer(plan.flowHash, plan.place);
  const isWaiting = plan.status === 'handed-in';
  const isOwn = plan.handedInBy === visit.member.id;
  const mayApprove = visit.may('consultation.approve', plan.place);
  const page = {
    area: 'consultations' as const,
    title: titleOf(visit, one),
    trail: [{ href: '/console/consultations', text: visit.phrase('console.area.consultations') }],
    news,
    actions: <StageTag {...{ visit, one }} />,
    faults: <FormFaults title={lead} faults={faults} />,
    children: [
      <p class="note">{say(visit, noteOf(plan, isOwn, mayApprove))}</p>,
      <PlanSummary {...{ visit, deps, plan, flow }} />,
      isWaiting && !isOwn && mayApprove && <Decision {...{ at, faults }} />,
      isWaiting && isOwn && <TakeBack {...at} />,
      <EventList {...{ visit }} events={await deps.events(plan.id)} />,
    ],
  };
  return showConsolePage(visit, page, Object.keys(faults).length > 0 ? 422 : 200);
}

function noteOf(plan: Plan, isOwn: boolean, mayApprove: boolean): string {
  if (plan.status === 'draft') return 'being-written';
  if (isOwn) return 'waits-for-other';
  return mayApprove ? 'waits-for-you' : 'waits';
}

/** What whoever looks sees, and what they ask for under which id. */
function Seen({ visit, plan }: ConsultationVisit & { readonly plan: Plan }) {
  return (
    <>
      <input type="hidden" name="seen" value={String(plan.revision)} />
      <input type="hidden" name="act" value={visit.ground.newId()} />
    </>
  );
}

function Decision({
  at,
  faults,
}: {
  readonly at: ConsultationVisit & { readonly plan: Plan };
  readonly faults: Faults;
}) {
  const { visit, plan } = at;
  const isLater = plan.opensAt !== null && plan.opensAt > visit.ground.now();
  return (
    <section class="card" aria-labelledby="decision">
      <h2 id="decision">{say(visit, 'decision')}</h2>
      <form method="post" action={`${addressOf(plan.id)}/approve`}>
        <Seen {...at} />
        <p class="hint">{say(visit, isLater ? 'approve-opens-later' : 'approve-opens-now')}</p>
        <button type="submit">{say(visit, 'approve')}</button>
      </form>
      <form method="post" action={`${addressOf(plan.id)}/send-back`} class="apart">
        <Seen {...at} />
        <TextArea
          name="reason"
          label={say(visit, 'send-back-reason')}
          hint={say(visit, 'send-back-hint')}
          rows={2}
          maxlength={500}
          required
          {...{ faults }}
        />
        <button type="submit" class="second">
          {say(visit, 'send-back')}
        </button>
      </form>
    </section>
  );
}

function TakeBack(at: ConsultationVisit & { readonly plan: Plan }) {
  return (
    <form method="post" action={`${addressOf(at.plan.id)}/take-back`} class="buttons">
      <Seen {...at} />
      <button type="submit" class="second">
        {say(at.visit, 'take-back')}
      </button>
      <span class="hint">{say(at.visit, 'take-back-hint')}</span>
    </form>
  );
}
