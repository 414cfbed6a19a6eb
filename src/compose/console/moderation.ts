/** What moderation and comments need, bound to the open store. */

import { AppError } from '../../core/app-error.ts';
import { dayOf } from '../../core/day.ts';
import { moderateTexts } from '../../usecases/moderate-texts.ts';
import { tendComments } from '../../usecases/tend-comments.ts';
import type { OperatorParts } from '../operator.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Binds the queue. */
export function composeModeration({ config, store, flows, gazetteer, runtime }: OperatorParts) {
  const { consultations, moderation } = store;
  const { clock } = runtime;
  return {
    ...moderateTexts({
      ...{ store: moderation, consultations, flows, gazetteer, clock },
      // Until cases are kept, a text that is sent on is refused and stays in the queue.
      openCase: () => Promise.reject(new AppError('storage-unavailable')),
    }),
    days: config.MODERATION_DAYS,
    overdue: () =>
      moderation.countWaitingSince(dayOf(new Date(clock.now().getTime() - config.MODERATION_DAYS * DAY_MS))),
  };
}

/** Binds comments. */
export function composeComments({ store, flows, gazetteer, runtime }: OperatorParts) {
  const { comments, consultations } = store;
  return tendComments({ store: comments, consultations, flows, gazetteer, random: runtime.random });
}
