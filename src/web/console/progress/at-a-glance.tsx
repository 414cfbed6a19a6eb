/** A panel for the first page: consultations under way, how far they are, and what needs attention. */

import { readText } from '../../../core/flow/text.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { type Need, needsOf, shareReached } from './needs.ts';
import { Reached, Told } from './told.tsx';

/** The use case behind the panel. */
export type AtAGlanceDependencies = {
  readonly watchAll: (allows: (owner: LocalityCode) => boolean) => Promise<readonly WatchedConsultation[]>;
};

/** Finds what the panel shows; nothing for those who may not watch. */
export async function lookAtAGlance(
  visit: Visit,
  deps: AtAGlanceDependencies,
): Promise<readonly WatchedConsultation[]> {
  const watched = await deps.watchAll((owner) => visit.may('progress.read', owner));
  return watched.filter(({ status }) => status !== 'closed');
}

/** Draws the panel. */
export function AtAGlance({
  visit,
  running,
}: {
  readonly visit: Visit;
  readonly running: readonly WatchedConsultation[];
}) {
  const { phrase } = visit;
  if (running.length === 0) return <p class="empty">{phrase('console.progress.none-running')}</p>;
  return (
    <ul class="cards">
      {running.map((one) => (
        <li class="card">
          <h3>
            <a href={`/console/progress/${one.consultation.id}`}>{titleOf(visit, one)}</a>
          </h3>
          <p>
            <StatusTag visit={visit} status={one.status} />
          </p>
          <p>
            {phrase('console.progress.answered')}: <Told visit={visit} children={one.cut?.answered ?? 0} />
          </p>
          <p>
            {phrase('console.progress.goal')}:{' '}
            <Reached
              visit={visit}
              percent={shareReached(one, visit.ground.gazetteer)}
              label={phrase('console.progress.reached-of', { name: titleOf(visit, one) })}
            />
          </p>
          <Needs visit={visit} needs={needsIn(visit, one)} />
        </li>
      ))}
    </ul>
  );
}

/** What needs attention, as a list; nothing where nothing does. */
export function Needs({ visit, needs }: { readonly visit: Visit; readonly needs: readonly Need[] }) {
  if (needs.length === 0) return null;
  return (
    <ul class="needs">
      {needs.map((need) => (
        <li>
          {visit.phrase(
            `console.progress.need.${need.kind}`,
            'number' in need ? { number: need.number } : {},
          )}
        </li>
      ))}
    </ul>
  );
}

/** Finds what needs attention in one. */
export function needsIn(
  visit: Visit,
  { status, consultation, cut, goals }: WatchedConsultation,
): readonly Need[] {
  const { closesAt, places } = consultation;
  return needsOf({ status, closesAt, places, cut, goals }, visit.ground.gazetteer, visit.ground.now());
}

/** The name children know it by, in the page's language. */
export function titleOf(visit: Visit, { consultation }: Pick<WatchedConsultation, 'consultation'>): string {
  return readText(consultation.title, visit.language, null);
}

/** Open, paused, closed, not begun. */
export function StatusTag({
  visit,
  status,
}: {
  readonly visit: Visit;
  readonly status: WatchedConsultation['status'];
}) {
  const look = status === 'open' ? 'tag good' : status === 'paused' ? 'tag warning' : 'tag';
  return <span class={look}>{visit.phrase(`console.progress.status.${status}`)}</span>;
}
