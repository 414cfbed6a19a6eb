/** The switch on a consultation's page that opens its results to everybody. */

import type { Visit } from '../console/console-route.ts';
import { sayOf } from './dependencies.ts';

/** What it is about. */
export type PublicSwitchProps = {
  readonly visit: Visit;
  readonly consultation: { readonly id: string; readonly slug: string };
  /** Whose the consultation is. */
  readonly place: string;
  /** Who opened it; `null`: nobody. */
  readonly decision: { readonly by: string; readonly at: Date } | null;
};

/** Draws it, with the way to the results. */
export function PublicSwitch({ visit, consultation, place, decision }: PublicSwitchProps) {
  const say = sayOf(visit);
  const mayPublish = visit.may('results.publish', place);
  if (!mayPublish && !visit.may('results.read', place)) return null;
  const address = `/console/consultations/${consultation.id}/public-results`;
  return (
    <section class="card" id="public-results" aria-labelledby="public-results-title">
      <h2 id="public-results-title">{say('switch')}</h2>
      <p>
        <a href={`/council/${consultation.slug}/${place}`}>{say('switch.read')}</a>
      </p>
      <p>
        {decision === null ? (
          say('switch.closed')
        ) : (
          <>
            {say('switch.open', { name: decision.by })}{' '}
            <a href={`/results/${consultation.slug}`}>{say('switch.look')}</a>
          </>
        )}
      </p>
      {mayPublish && decision === null && (
        <p>
          <a class="button second" href={address}>
            {say('switch.publish')}…
          </a>
        </p>
      )}
      {mayPublish && decision !== null && (
        <form method="post" action={`${address}/withdraw`}>
          <button type="submit" class="second">
            {say('switch.withdraw')}
          </button>
        </form>
      )}
    </section>
  );
}
