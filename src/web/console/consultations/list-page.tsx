/** The list of consultations: planned, running, closed. */

import type { Child } from 'hono/jsx';
import type { OverseenConsultation } from '../../../usecases/look-over-consultations.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { concerned } from '../nearby/concerned.ts';
import { addressOf, type ConsultationDependencies, say } from './dependencies.ts';
import { ListTable } from './list-table.tsx';
import { shownDay, shownPlace, shownPlaces, titleOf } from './shown.ts';

/** The stages in the order they are shown in, each under a heading of its own. */
const GROUPS = [
  { name: 'waiting', stages: ['draft', 'handed-in'] },
  { name: 'running', stages: ['scheduled', 'open', 'paused'] },
  { name: 'over', stages: ['closed'] },
] as const;

const COLUMNS = ['title', 'stage', 'places', 'dates', 'responsible'] as const;

/** Answers with the consultations within reach. */
export async function showList(visit: Visit, deps: ConsultationDependencies): Promise<Response> {
  const listed = await deps.list();
  const all = listed.filter(({ place }) => visit.may('consultation.read', place));
  const nearby = listed.filter(({ place, consultation }) => {
    const isOthers = consultation !== null && !visit.may('consultation.read', place);
    return isOthers && concerned(visit, consultation) !== null;
  });
  const done = visit.c.req.query('done');
  return showConsolePage(visit, {
    area: 'consultations',
    title: visit.phrase('console.area.consultations'),
    news: done === 'discarded' ? say(visit, 'done.discarded') : undefined,
    wide: true,
    actions: (
      <a class="button" href="/console/consultations/new">
        {say(visit, 'new')}
      </a>
    ),
    children: [
      all.length === 0 && <p class="empty">{say(visit, 'none')}</p>,
      ...GROUPS.map(({ name, stages }) => (
        <Group {...{ visit, name }} rows={all.filter(({ stage }) => stages.some((one) => one === stage))} />
      )),
      <Nearby {...{ visit }} rows={nearby} />,
    ],
  });
}

function Group(props: {
  readonly visit: Visit;
  readonly name: string;
  readonly rows: readonly OverseenConsultation[];
}) {
  const { visit, name, rows } = props;
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{say(visit, `group.${name}`)}</h2>
      <ListTable
        label={say(visit, `group.${name}`)}
        columns={COLUMNS}
        rows={rows.map((one) => rowOf(visit, one))}
        {...{ visit }}
      />
    </section>
  );
}

/** What others run in one's place: to be read, and handed on. */
function Nearby({ visit, rows }: { readonly visit: Visit; readonly rows: readonly OverseenConsultation[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{say(visit, 'group.nearby')}</h2>
      <p class="hint">{say(visit, 'group.nearby.hint')}</p>
      <ListTable
        label={say(visit, 'group.nearby')}
        columns={['title', 'stage', 'owner', 'dates']}
        rows={rows.map((one) => [
          <a href={`/console/nearby/${one.id}`}>{titleOf(visit, one)}</a>,
          <StageTag {...{ visit, one }} />,
          shownPlace(visit, one.place),
          datesOf(visit, one),
        ])}
        {...{ visit }}
      />
    </section>
  );
}

function rowOf(visit: Visit, one: OverseenConsultation): readonly Child[] {
  const { plan, consultation } = one;
  const asked = consultation?.places ?? plan?.places ?? [];
  return [
    <>
      <a href={addressOf(one.id)}>{titleOf(visit, one)}</a>
      {consultation?.demo === true && <span class="tag">{say(visit, 'demo')}</span>}
    </>,
    <StageTag {...{ visit, one }} />,
    asked.length === 0 ? say(visit, 'not-yet') : shownPlaces(visit, asked),
    datesOf(visit, one),
    plan === null ? say(visit, 'from-command') : plan.responsible || say(visit, 'not-yet'),
  ];
}

/** The stage as a small mark. */
export function StageTag({ visit, one }: { readonly visit: Visit; readonly one: OverseenConsultation }) {
  const looks = { open: 'tag good', paused: 'tag warning', 'handed-in': 'tag good' } as const;
  const look = Object.entries(looks).find(([stage]) => stage === one.stage)?.[1] ?? 'tag';
  return <span class={look}>{say(visit, `stage.${one.stage}`)}</span>;
}

/** From when to when, in a few words. */
export function datesOf(visit: Visit, { plan, consultation }: OverseenConsultation): string {
  const opens = consultation?.opensAt ?? plan?.opensAt ?? null;
  const closes = consultation?.closedAt ?? consultation?.closesAt ?? plan?.closesAt ?? null;
  return say(visit, 'from-to', {
    from: opens === null ? say(visit, 'once-approved') : shownDay(visit, opens),
    to: closes === null ? say(visit, 'until-closed') : shownDay(visit, closes),
  });
}
