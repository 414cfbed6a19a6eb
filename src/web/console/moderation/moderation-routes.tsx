/** The routes of the moderation queue: one open answer after the other, and nothing beside it. */

import type { ModerationChoice, ModerationWork } from '../../../usecases/moderate-texts.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { readForm, type SentForm } from '../read-form.ts';
import { showDangerPage } from './danger-page.tsx';
import { showQueuePage } from './queue-page.tsx';
import { showTextPage } from './text-page.tsx';

/** The use cases behind them. */
export type ModerationDependencies = ModerationWork & {
  /** How many days a text may wait before staff are alarmed. */
  readonly days: number;
  readonly overdue: () => Promise<number>;
};

/** A form has a tick for each word of a text. */
const MAX_BYTES = 64 * 1024;

const NEXT = '/console/moderation/next';

/** Builds them. */
export function moderationRoutes(deps: ModerationDependencies): readonly ConsoleRoute[] {
  const deed = 'moderation.work';
  return [
    {
      ...{ method: 'get', path: '/moderation', deed, entered: 'never' },
      async handle(visit) {
        const [waiting, overdue] = await Promise.all([deps.waiting(visit.member), deps.overdue()]);
        return showQueuePage(visit, { waiting, overdue, days: deps.days });
      },
    },
    { method: 'get', path: '/moderation/next', deed, handle: (visit) => showNext(visit, deps) },
    { method: 'post', path: '/moderation/decide', deed, handle: (visit) => decide(visit, deps) },
    {
      ...{ method: 'post', path: '/moderation/undo', deed },
      async handle(visit) {
        const done = await deps.takeBack(visit.member);
        return visit.c.redirect(`${NEXT}?done=${done}`, 303);
      },
    },
  ];
}

async function showNext(visit: Visit, deps: ModerationDependencies): Promise<Response> {
  const [text, canTakeBack] = await Promise.all([deps.next(visit.member), deps.canTakeBack(visit.member)]);
  return showTextPage(visit, { text, canTakeBack });
}

async function decide(visit: Visit, deps: ModerationDependencies): Promise<Response> {
  const form = await readForm(visit, MAX_BYTES);
  const choice = typeof form === 'string' ? null : choiceIn(form);
  if (typeof form === 'string' || choice === null) return visit.c.redirect(NEXT, 303);
  const id = form.text('id');
  if (choice.kind === 'danger' && form.text('sure') !== 'yes') {
    const text = await deps.held(visit.member, id);
    return text === null ? visit.c.redirect(`${NEXT}?done=gone`, 303) : showDangerPage(visit, text);
  }
  const outcome = await deps.decide(visit.member, id, choice);
  return visit.c.redirect(`${NEXT}?done=${outcome === 'gone' ? 'gone' : choice.kind}`, 303);
}

function choiceIn(form: SentForm): ModerationChoice | null {
  switch (form.text('do')) {
    case 'show':
      return {
        kind: 'show',
        masked: form
          .texts('word')
          .filter((at) => /^\d{1,4}$/.test(at))
          .map(Number),
      };
    case 'withhold':
      return { kind: 'withhold' };
    case 'danger':
      return { kind: 'danger' };
    default:
      return null;
  }
}
