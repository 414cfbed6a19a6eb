/** Consultations with open questions, to be gone through. */

import { readText } from '../../../core/flow/text.ts';
import type { CommentedConsultation } from '../../../usecases/tend-comments.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { addressOf } from './question-page.tsx';

/** Shows them. */
export function showCommentList(
  visit: Visit,
  consultations: readonly CommentedConsultation[],
  readable: ReadonlySet<string>,
): Response | Promise<Response> {
  const { phrase, language } = visit;
  return showConsolePage(visit, {
    area: 'comments',
    title: phrase('console.comments.title'),
    children: [
      <p>{phrase('console.comments.explain')}</p>,
      consultations.length === 0 && <p class="empty">{phrase('console.comments.none')}</p>,
      ...consultations.map((of) => (
        <section class="card">
          <h2>{readText(of.consultation.title, language, null)}</h2>
          <ul>
            {of.questions.map(({ id, text }) => (
              <li>
                {readable.has(`${of.consultation.id}:${id}`) ? (
                  <a href={addressOf(of, id)}>{readText(text, language, null)}</a>
                ) : (
                  <>
                    {readText(text, language, null)}{' '}
                    <small class="soft">{phrase('console.comments.too-few.short')}</small>
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )),
    ],
  });
}
