/** A secret that is shown once: whoever needs it copies it now. */

import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';

/** Shows it. @param secret `null`: it was shown before, by the same form */
export function showOnce(
  visit: Visit,
  { what, secret, onward }: { what: 'key' | 'secret'; secret: string | null; onward?: string },
): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    ...{ area: 'programs', title: phrase(`console.programs.${what}.made`), query: null },
    trail: [{ href: '/console/programs', text: phrase('console.programs.title') }],
    children: (
      <>
        {secret === null ? (
          <p>{phrase('console.programs.shown-before')}</p>
        ) : (
          <section class="card">
            <p>
              <strong>{phrase(`console.programs.${what}.copy`)}</strong>
            </p>
            <p>
              <code>{secret}</code>
            </p>
            <p class="hint">{phrase(`console.programs.${what}.care`)}</p>
          </section>
        )}
        <p>
          <a href={onward ?? '/console/programs'}>{phrase('console.programs.onward')}</a>
        </p>
      </>
    ),
  });
}
