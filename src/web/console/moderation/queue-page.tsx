/** Where moderating begins: how much waits, and how it is done. */

import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';

/** How things stand. */
export type QueueStand = {
  readonly waiting: number;
  /** Texts of the whole house that have waited longer than they may. */
  readonly overdue: number;
  readonly days: number;
};

const RULES = ['alone', 'mask', 'withhold', 'danger', 'undo'] as const;

/** Shows it. */
export function showQueuePage(
  visit: Visit,
  { waiting, overdue, days }: QueueStand,
): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    area: 'moderation',
    title: phrase('console.moderation.title'),
    children: [
      overdue > 0 && (
        <p class="faults" role="alert">
          {phrase('console.moderation.overdue', { count: overdue, days })}
        </p>
      ),
      <section class="card">
        <p>
          {waiting === 0
            ? phrase('console.moderation.none')
            : phrase('console.moderation.waiting', { count: waiting })}
        </p>
        {waiting > 0 && (
          <p>
            <a class="button" href="/console/moderation/next">
              {phrase('console.moderation.begin')}
            </a>
          </p>
        )}
      </section>,
      <section>
        <h2>{phrase('console.moderation.how')}</h2>
        <ul>
          {RULES.map((rule) => (
            <li>{phrase(`console.moderation.rule.${rule}`)}</li>
          ))}
        </ul>
      </section>,
    ],
  });
}
