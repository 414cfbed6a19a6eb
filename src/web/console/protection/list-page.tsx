/** The list of cases: what waits, the longest waiting first; then what was closed. */

import { maySomewhere } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { numberOf, writeInstant, writeKinds, writePlace, writeSpan } from './case-words.ts';
import type { ListedCase, ProtectionDependencies } from './dependencies.ts';

/** Shows it. */
export async function showCases(visit: Visit, deps: ProtectionDependencies): Promise<Response> {
  const { phrase, member } = visit;
  const pages = { open: pageOf(visit, 'open'), closed: pageOf(visit, 'closed') };
  const [open, closed, waiting] = await Promise.all([
    deps.list(member, { closed: false, page: pages.open }),
    deps.list(member, { closed: true, page: pages.closed }),
    deps.waiting(member),
  ]);
  return showConsolePage(visit, {
    ...{ area: 'protection', title: phrase('console.protection.title'), wide: true },
    actions: maySomewhere(member, 'protection.arrange') && (
      <a class="button second" href="/console/protection/ways">
        {phrase('console.protection.ways.title')}
      </a>
    ),
    children: [
      <p class={waiting > 0 ? 'case-alarm' : 'soft'}>
        {waiting > 0
          ? phrase('console.protection.waiting', { count: waiting })
          : phrase('console.protection.none-waiting')}
      </p>,
      <h2>{phrase('console.protection.open')}</h2>,
      open.cases.length === 0 ? (
        <p class="empty">{phrase('console.protection.none-open')}</p>
      ) : (
        <CaseList {...{ visit, cases: open.cases }} />
      ),
      open.more && <More {...{ visit }} name="open" page={pages.open + 1} />,
      closed.cases.length > 0 && [
        <h2>{phrase('console.protection.closed')}</h2>,
        <CaseList {...{ visit, cases: closed.cases }} />,
      ],
      closed.more && <More {...{ visit }} name="closed" page={pages.closed + 1} />,
    ],
  });
}

/** The page asked for of one of the lists, from 1. */
function pageOf({ c }: Visit, name: 'open' | 'closed'): number {
  const typed = c.req.query(name) ?? '';
  return /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : 1;
}

function More({
  visit,
  name,
  page,
}: {
  readonly visit: Visit;
  readonly name: string;
  readonly page: number;
}) {
  return (
    <p>
      <a href={`/console/protection?${name}=${page}`}>{visit.phrase(`console.protection.more-${name}`)}</a>
    </p>
  );
}

function CaseList({ visit, cases }: { readonly visit: Visit; readonly cases: readonly ListedCase[] }) {
  return (
    <ul class="cases">
      {cases.map((one) => (
        <li class={`card case-${one.closedAt === null ? one.severity : 'closed'}`}>
          <CaseLine {...{ visit, one }} />
        </li>
      ))}
    </ul>
  );
}

function CaseLine({ visit, one }: { readonly visit: Visit; readonly one: ListedCase }) {
  const { phrase, ground } = visit;
  return (
    <>
      <h3>
        <a href={`/console/protection/${one.id}`}>
          {phrase('console.protection.case', { number: numberOf(one) })}
        </a>{' '}
        <span class="tag">{phrase(`console.protection.severity.${one.severity}`)}</span>
      </h3>
      <p>{writeKinds(visit, one)}</p>
      <p class="soft">
        {writePlace(visit, one)} · {phrase(`channel.${one.channel}`)} · {writeInstant(one.openedAt)}
      </p>
      {one.closedAt === null && (
        <p>
          {one.takenAt === null
            ? phrase('console.protection.waits', {
                span: writeSpan(visit, ground.now().getTime() - one.openedAt.getTime()),
              })
            : phrase('console.protection.taken-by', {
                name: one.takenBy ?? '',
                time: writeInstant(one.takenAt),
              })}
        </p>
      )}
      {one.closedAt !== null && (
        <p>
          {phrase('console.protection.closed-by', {
            name: one.closedBy ?? '',
            time: writeInstant(one.closedAt),
          })}
        </p>
      )}
      <ChildSays {...{ visit, one }} />
    </>
  );
}

/** Whether the child asked for a person, or said that it told of something else. */
export function ChildSays({ visit, one }: { readonly visit: Visit; readonly one: ListedCase }) {
  const { phrase } = visit;
  return (
    <>
      {one.wantsPersonAt !== null && (
        <p>
          <strong>
            {phrase('console.protection.wants-person', { time: writeInstant(one.wantsPersonAt) })}
          </strong>
        </p>
      )}
      {one.saysFineAt !== null && (
        <p>{phrase('console.protection.says-fine', { time: writeInstant(one.saysFineAt) })}</p>
      )}
    </>
  );
}
