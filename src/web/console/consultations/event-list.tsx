/** What was done to a consultation, by whom and why. */

import type { ConsultationEvent } from '../../../core/consultation-event.ts';
import type { Visit } from '../console-route.ts';
import { say } from './dependencies.ts';
import { shownTime } from './shown.ts';

/** Draws the history, newest first. */
export function EventList(props: { readonly visit: Visit; readonly events: readonly ConsultationEvent[] }) {
  const { visit, events } = props;
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say(visit, 'history')}</h2>
      <ol class="history" reversed>
        {events.toReversed().map((event) => (
          <li>
            <strong>{say(visit, `event.${event.what}`, valuesOf(visit, event))}</strong>
            <span class="soft">
              {say(visit, 'event-by', { name: event.by, time: shownTime(visit, event.at) })}
            </span>
            {event.reason !== null && <q>{event.reason}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function valuesOf(visit: Visit, { facts }: ConsultationEvent): ConsultationEvent['facts'] {
  const { until, count, ...rest } = facts;
  return {
    ...rest,
    // Not `count`: that would ask for a plural form.
    ...(count === undefined ? {} : { many: count }),
    ...(typeof until === 'string' ? { until: shownTime(visit, new Date(until)) } : {}),
  };
}
