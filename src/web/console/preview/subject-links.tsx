/** The pages about one flow: play, map, difference, question bank. */

import type { Visit } from '../console-route.ts';
import type { Subject } from './subject.ts';

/** Which of them is shown. */
export type SubjectPage = 'play' | 'map' | 'difference' | 'bank';

/** Draws the links to the others. */
export function SubjectLinks({
  visit,
  subject,
  here,
}: {
  readonly visit: Visit;
  readonly subject: Subject;
  readonly here: SubjectPage;
}) {
  const { of, address } = subject;
  const pages: readonly (readonly [SubjectPage, string])[] =
    of.kind === 'block'
      ? [['bank', `/console/preview/bank/${of.block.id}`]]
      : [
          ['play', address],
          ['map', `${address}/map`],
          ['difference', `${address}/difference`],
          ...(of.kind === 'draft' && of.draft.publishedAs === null
            ? [['bank', `${address}/bank`] as const]
            : []),
        ];
  return (
    <>
      {pages
        .filter(([name]) => name !== here)
        .map(([name, href]) => (
          <a class="button second" href={href}>
            {visit.phrase(`console.preview.to.${name}`)}
          </a>
        ))}
    </>
  );
}
