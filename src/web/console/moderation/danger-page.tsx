/** Asks once more before a text goes to protection: officers are told at once, and it cannot be taken back. */

import type { TextToModerate } from '../../../usecases/moderate-texts.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';

/** Shows it. */
export function showDangerPage(visit: Visit, { id, text }: TextToModerate): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    ...{ area: 'moderation', title: phrase('console.moderation.danger.title'), query: null },
    trail: [{ href: '/console/moderation', text: phrase('console.moderation.title') }],
    children: (
      <form class="card" method="post" action="/console/moderation/decide">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="do" value="danger" />
        <blockquote lang="vi">{text}</blockquote>
        <p>{phrase('console.moderation.danger.explain')}</p>
        <div class="actions">
          <button class="button" type="submit" name="sure" value="yes" autofocus>
            {phrase('console.moderation.danger.send')}
          </button>
          <a class="button second" href="/console/moderation/next">
            {phrase('console.moderation.danger.back')}
          </a>
        </div>
      </form>
    ),
  });
}
