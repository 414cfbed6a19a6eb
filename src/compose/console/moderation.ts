/** What moderation and comments need, bound to the open store. */

import { dayOf } from '../../core/day.ts';
import { moderateTexts } from '../../usecases/moderate-texts.ts';
import type { CommentReader } from '../../usecases/read-comments.ts';
import { tendComments } from '../../usecases/tend-comments.ts';
import { placeOf, writerOf } from '../../usecases/trace.ts';
import type { OperatorParts } from '../operator.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Binds the queue. */
export function composeModeration({ config, store, flows, gazetteer, runtime }: OperatorParts) {
  const { consultations, moderation, addressBook } = store;
  const { clock } = runtime;
  return {
    ...moderateTexts({
      ...{ store: moderation, consultations, flows, gazetteer, clock },
      async openCase({ id, consultationId, text, trace, at }) {
        const plain = addressBook.decrypt(trace);
        const words = addressBook.encrypt(text);
        const of = { contact: writerOf(plain), place: placeOf(plain) };
        await store.protection.openFromText({ textId: id, consultationId, words, at, ...of });
      },
    }),
    days: config.MODERATION_DAYS,
    overdue: () =>
      moderation.countWaitingSince(dayOf(new Date(clock.now().getTime() - config.MODERATION_DAYS * DAY_MS))),
  };
}

/** Binds comments. */
export function composeComments(parts: OperatorParts, readComments: CommentReader) {
  const { flows, gazetteer, runtime } = parts;
  const { comments: store, consultations } = parts.store;
  return tendComments({
    store,
    consultations,
    flows,
    gazetteer,
    read: readComments,
    random: runtime.random,
  });
}
