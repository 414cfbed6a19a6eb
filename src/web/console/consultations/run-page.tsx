/** The page of a launched consultation: how it stands, where to go from here, and what can be done with it. */

import type { Consultation } from '../../../core/consultation.ts';
import { localTimeOf } from '../../../core/day.ts';
import { PublicSwitch } from '../../council/public-switch.tsx';
import { type Faults, FormFaults, TextArea, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { addressOf, type ConsultationVisit, say } from './dependencies.ts';
import { EventList } from './event-list.tsx';
import { StageTag } from './list-page.tsx';
import { flowName, PlanSummary } from './plan-summary.tsx';
import { shownAges, shownDay, shownParents, shownPlaces, shownTime, titleOf } from './shown.ts';

/** A request about a launched consultation. */
export type RunVisit = ConsultationVisit & { readonly consultation: Consultation };

/** What can be done with one that runs. */
export const RUN_DEEDS = ['pause', 'resume', 'extend', 'close', 'raise'] as const;

/** @see RUN_DEEDS */
export type RunDeed = (typeof RUN_DEEDS)[number];

/** What was typed into one of its forms that was sent back. */
export type SentBack = {
  readonly deed: RunDeed;
  readonly faults: Faults;
  readonly text: (name: string) => string;
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** Answers with it. */
export async function showRun(
  at: RunVisit,
  showing: { readonly sentBack?: SentBack; readonly news?: string | undefined } = {},
): Promise<Response> {
  const { visit, deps, one, consultation } = at;
  const { sentBack, news } = showing;
  const mayRun = visit.may('consultation.run', one.place);
  const page = {
    area: 'consultations' as const,
    title: titleOf(visit, one),
    trail: [{ href: '/console/consultations', text: visit.phrase('console.area.consultations') }],
    news,
    actions: [
      consultation.demo && <span class="tag">{say(visit, 'demo')}</span>,
      <StageTag {...{ visit, one }} />,
    ],
    faults: <FormFaults title={visit.phrase('console.faults')} faults={sentBack?.faults ?? {}} />,
    children: [
      one.plan === null && <p class="note">{say(visit, 'unplanned')}</p>,
      <NextSteps {...at} codes={mayRun ? await deps.codes(consultation) : null} />,
      <PublicSwitch {...{ visit, consultation }} place={one.place} decision={await deps.decision(one.id)} />,
      <Facts {...at} flow={await deps.offer(consultation.flowHash, one.place)} />,
      mayRun && one.stage !== 'closed' && <Deeds {...{ at, sentBack }} />,
      one.plan !== null && (
        <PlanSummary
          {...{ visit, deps, plan: one.plan }}
          flow={await deps.offer(consultation.flowHash, one.place)}
        />
      ),
      <EventList {...{ visit }} events={await deps.events(one.id)} />,
    ],
  };
  return showConsolePage(visit, page, sentBack === undefined ? 200 : 422);
}

type Codes = Awaited<ReturnType<ConsultationVisit['deps']['codes']>>;

/** Where to go from here: codes first, because nothing works without one. */
function NextSteps({ visit, one, consultation, codes }: RunVisit & { readonly codes: Codes | null }) {
  const base = addressOf(one.id);
  const hasNone = codes !== null && codes.open.length + codes.sheets.length === 0;
  const ways = [
    { href: `${base}/codes`, name: 'codes', deed: 'consultation.run' },
    ...(consultation.terms?.parents?.includes('list') === true
      ? [{ href: `${base}/slips`, name: 'slips', deed: 'consultation.run' } as const]
      : []),
    { href: `${base}/handouts`, name: 'handouts', deed: 'consultation.run' },
    { href: `${base}/broadcasts`, name: 'broadcasts', deed: 'broadcast.run' },
    { href: `/console/progress/${one.id}`, name: 'progress', deed: 'progress.read' },
  ] as const;
  return (
    <nav aria-label={say(visit, 'next-steps')}>
      {hasNone && <p class="note warning">{say(visit, 'no-codes-yet')}</p>}
      <ul class="cards">
        {ways
          .filter(({ deed }) => visit.may(deed, one.place))
          .map(({ href, name }) => (
            <li class="card">
              <a href={href}>{say(visit, `go.${name}`)}</a>
              <p class="hint">{say(visit, `go.${name}.hint`)}</p>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Facts(at: RunVisit & { readonly flow: Parameters<typeof flowName>[1] | null }) {
  const { visit, consultation, flow } = at;
  const { opensAt, closesAt, closedAt, terms, places, minCell } = consultation;
  const ends = closedAt ?? closesAt;
  const fact = (name: string, value: string) => [<dt>{say(visit, `field.${name}`)}</dt>, <dd>{value}</dd>];
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{say(visit, 'section.facts')}</h2>
      <dl class="facts">
        {flow !== null && fact('flow', flowName(visit, flow))}
        {fact('opens', shownTime(visit, opensAt))}
        {fact('closes', ends === null ? say(visit, 'until-closed') : shownTime(visit, ends))}
        {fact('places', shownPlaces(visit, places))}
        {terms !== null && fact('ages', shownAges(terms.ageBands))}
        {terms !== null &&
          fact('channels', terms.channels.map((channel) => visit.phrase(`channel.${channel}`)).join(', '))}
        {terms !== null && fact('parents', shownParents(visit, terms.parents ?? []))}
        {fact('min-cell', String(minCell))}
        {terms !== null && ends !== null && fact('answer-by', answerBy(at, ends, terms.feedbackDays))}
      </dl>
    </section>
  );
}

function answerBy({ visit }: RunVisit, ends: Date, days: number): string {
  return say(visit, 'answer-by', { day: shownDay(visit, new Date(ends.getTime() + days * DAY_MS)), days });
}

function Deeds({ at, sentBack }: { readonly at: RunVisit; readonly sentBack: SentBack | undefined }) {
  const { visit } = at;
  return (
    <section aria-labelledby="deeds">
      <h2 id="deeds">{say(visit, 'section.deeds')}</h2>
      {deedsOf(at.consultation).map((deed) => (
        <details class="card" open={sentBack?.deed === deed}>
          <summary>{say(visit, `deed.${deed}`)}</summary>
          <DeedForm {...{ at, deed }} sentBack={sentBack?.deed === deed ? sentBack : undefined} />
        </details>
      ))}
    </section>
  );
}

function deedsOf({ pausedAt, closesAt }: Consultation): readonly RunDeed[] {
  return RUN_DEEDS.filter((deed) => {
    if (deed === 'pause') return pausedAt === null;
    if (deed === 'resume') return pausedAt !== null;
    return deed !== 'extend' || closesAt !== null;
  });
}

function DeedForm(props: {
  readonly at: RunVisit;
  readonly deed: RunDeed;
  readonly sentBack: SentBack | undefined;
}) {
  const { at, deed, sentBack } = props;
  const { visit, consultation, one } = at;
  const faults = sentBack?.faults ?? {};
  const typed = (name: string, before: string) => sentBack?.text(name) ?? before;
  const { closesAt, minCell } = consultation;
  return (
    <form method="post" action={`${addressOf(one.id)}/run`}>
      <input type="hidden" name="what" value={deed} />
      <input type="hidden" name="act" value={typed('act', visit.ground.newId())} />
      <p class="hint">{say(visit, `deed.${deed}.hint`)}</p>
      {deed === 'extend' && (
        <TextField
          type="datetime-local"
          name="extend-to"
          label={say(visit, 'extend-to')}
          value={typed('extend-to', closesAt === null ? '' : localTimeOf(closesAt))}
          required
          {...{ faults }}
        />
      )}
      {deed === 'raise' && (
        <TextField
          type="number"
          name="raise-to"
          label={say(visit, 'raise-to')}
          value={typed('raise-to', String(Math.max(10, minCell + 1)))}
          min={minCell + 1}
          max={100}
          required
          {...{ faults }}
        />
      )}
      <TextArea
        name={`${deed}-reason`}
        label={say(visit, 'reason')}
        hint={say(visit, 'reason-hint')}
        value={typed(`${deed}-reason`, '')}
        rows={2}
        maxlength={500}
        required
        {...{ faults }}
      />
      <button type="submit" class={deed === 'close' ? 'danger' : undefined}>
        {say(visit, `deed.${deed}`)}
      </button>
    </form>
  );
}
