/** On the first page: how many cases wait for somebody to take them; for whoever looks after cases. */

import { maySomewhere } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';

/** Draws it; administrators, who have no area of cases, find the way to those who are told. */
export function WaitingCases({ visit, count }: { readonly visit: Visit; readonly count: number }) {
  const { phrase, member } = visit;
  if (maySomewhere(member, 'protection.work')) {
    return (
      <p class={count > 0 ? 'case-alarm' : undefined}>
        <a href="/console/protection">
          {count > 0
            ? phrase('console.protection.home', { count })
            : phrase('console.protection.none-waiting')}
        </a>
      </p>
    );
  }
  if (!maySomewhere(member, 'protection.arrange')) return null;
  return (
    <p>
      <a href="/console/protection/ways">{phrase('console.protection.ways.title')}</a>
    </p>
  );
}
