/** One address: what it was told, what did not arrive, and what can be done about it. */

import { dayOf } from '../../../core/day.ts';
import type { HookDelivery, ReleaseHook } from '../../../core/program/release-hook.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { consoleNotice } from '../notice.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay, writeNumber } from '../progress/told.tsx';
import type { ProgramDependencies } from './dependencies.ts';

const NEWS = ['tested', 'retried', 'withdrawn'] as const;

/** Outcomes that are words of our own; all others are statuses. */
const OUTCOMES = ['forbidden', 'name', 'connection', 'timeout'];

/** Shows it. */
export async function showHook(visit: Visit, deps: ProgramDependencies): Promise<Response> {
  const { phrase, member } = visit;
  const id = visit.param('hook');
  const hook = await deps.hook(id);
  if (hook === null) return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member });
  const deliveries = await deps.deliveries(id);
  const done = NEWS.find((one) => one === visit.c.req.query('done'));
  return showConsolePage(visit, {
    ...{ area: 'programs', title: hook.name, wide: true },
    trail: [{ href: '/console/programs', text: phrase('console.programs.title') }],
    news: done === undefined ? undefined : phrase(`console.programs.done.${done}`),
    children: (
      <>
        <p>
          <code>{hook.url}</code>
        </p>
        <p class="soft">
          {phrase('console.programs.hook.about', {
            place: placeLabel(visit, hook.place, true),
            name: hook.madeBy,
            day: writeDay(visit, dayOf(hook.madeAt)),
          })}
        </p>
        <Acts {...{ visit, hook, deliveries }} />
        <h2>{phrase('console.programs.deliveries')}</h2>
        <p class="hint">{phrase('console.programs.deliveries.hint')}</p>
        {deliveries.length === 0 ? (
          <p class="empty">{phrase('console.programs.deliveries.none')}</p>
        ) : (
          <Deliveries {...{ visit, deliveries }} />
        )}
      </>
    ),
  });
}

type HookProps = {
  readonly visit: Visit;
  readonly hook: ReleaseHook;
  readonly deliveries: readonly HookDelivery[];
};

function Acts({ visit, hook, deliveries }: HookProps) {
  const { phrase } = visit;
  if (hook.withdrawnAt !== null) {
    const day = writeDay(visit, dayOf(hook.withdrawnAt));
    return <p class="note warning">{phrase('console.programs.state.withdrawn', { day })}</p>;
  }
  const button = (name: string, look: string) => (
    <form method="post" action={`/console/programs/hooks/${hook.id}/${name}`}>
      <button class={`button ${look}`} type="submit">
        {phrase(`console.programs.hook.${name}`)}
      </button>
    </form>
  );
  const isTroubled = deliveries.some(({ deadAt }) => deadAt !== null);
  return (
    <>
      {isTroubled && <p class="note warning">{phrase('console.programs.hook.gave-up')}</p>}
      <div class="actions">
        {button('test', 'second')}
        {isTroubled && button('retry', 'second')}
        {button('withdraw', 'danger')}
      </div>
    </>
  );
}

function Deliveries({ visit, deliveries }: Pick<HookProps, 'visit' | 'deliveries'>) {
  const { phrase } = visit;
  return (
    <section class="table" aria-label={phrase('console.programs.deliveries')} tabindex={0}>
      <table>
        <thead>
          <tr>
            {['made-at', 'about', 'outcome', 'attempts', 'next'].map((column) => (
              <th scope="col">{phrase(`console.programs.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr>
              <th scope="row">{writeMoment(visit, delivery.madeAt)}</th>
              <td>{delivery.about ?? phrase('console.programs.delivery.test')}</td>
              <td>
                <span class={tagOf(delivery)}>
                  {phrase(`console.programs.delivery.${stateOf(delivery)}`)}
                </span>{' '}
                {outcomeText(visit, delivery)}
              </td>
              <td class="number">{writeNumber(visit, delivery.attempts)}</td>
              <td>{delivery.dueAt === null ? '' : writeMoment(visit, delivery.dueAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function stateOf({ deliveredAt, deadAt }: HookDelivery): 'delivered' | 'dead' | 'waiting' {
  if (deliveredAt !== null) return 'delivered';
  return deadAt === null ? 'waiting' : 'dead';
}

function tagOf(delivery: HookDelivery): string {
  const state = stateOf(delivery);
  return state === 'delivered' ? 'tag good' : state === 'dead' ? 'tag warning' : 'tag';
}

function outcomeText({ phrase }: Visit, { lastOutcome }: HookDelivery): string {
  if (lastOutcome === null) return '';
  if (OUTCOMES.includes(lastOutcome)) return phrase(`console.programs.outcome.${lastOutcome}`);
  return phrase('console.programs.outcome.status', { status: lastOutcome });
}

function writeMoment({ language }: Visit, at: Date): string {
  return new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    ...{ timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' },
  }).format(at);
}
