/** The page that shows what children agreed to, by the words they were shown: floors, of nobody in particular. */

import { readText } from '../../../core/flow/text.ts';
import { languageName } from '../../../core/language.ts';
import type { ConsentsOf, ShownWords, ToldConsents } from '../../../usecases/read-consents.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { tell, writeNumber } from '../progress/told.tsx';

/** What it reads. */
export type ConsentDependencies = { readonly consents: () => Promise<readonly ConsentsOf[]> };

/** Shows it. */
export function showConsents(visit: Visit, all: readonly ConsentsOf[]): Response | Promise<Response> {
  const { phrase } = visit;
  return showConsolePage(visit, {
    ...{ area: 'audit', title: phrase('console.consents.title') },
    trail: [{ href: '/console/retention', text: phrase('console.retention.title') }],
    children: [
      <p class="note">{phrase('console.consents.lead')}</p>,
      ...(all.length === 0 ? [<p class="empty">{phrase('console.consents.none')}</p>] : []),
      ...all.map((consents) => <Consents {...{ visit, consents }} />),
    ],
  });
}

function Consents({ visit, consents }: { readonly visit: Visit; readonly consents: ConsentsOf }) {
  const { phrase, language } = visit;
  const { consultation, lines } = consents;
  const title =
    consultation === null ? phrase('console.consents.general') : readText(consultation.title, language, null);
  return (
    <>
      <h2>{title}</h2>
      <section class="table" aria-label={title} tabindex={0}>
        <table>
          <thead>
            <tr>
              {(['purpose', 'decision', 'words', 'number'] as const).map((column) => (
                <th scope="col">{phrase(`console.consents.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <th scope="row">{phrase(`console.consents.purpose.${line.purpose}`)}</th>
                <td>{phrase(`console.consents.decision.${line.decision}`)}</td>
                <td>{wordsOf(visit, line.words)}</td>
                <td>{numberOf(visit, line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** Never a bare number: fewer than a step could point at someone, and an exact count at who answered last. */
function numberOf(visit: Visit, { atLeast, step }: ToldConsents): string {
  return atLeast === 0
    ? visit.phrase('console.consents.few', { number: writeNumber(visit, step) })
    : tell(visit, atLeast);
}

function wordsOf({ phrase }: Visit, { flow, wording }: ShownWords): string {
  if (flow === undefined) return phrase('console.consents.words.ours', { wording });
  const { id, version, language, ageWording } = flow;
  const isBand = ageWording !== '*' && ageWording !== 'all';
  return phrase('console.consents.words.flow', {
    ...{ id, version, wording },
    language: language === '*' ? phrase('console.consents.several-languages') : languageName(language),
    age: isBand
      ? phrase('chat.age.band', { band: ageWording.replace('-', '–') })
      : phrase(`console.consents.age.${ageWording === 'all' ? 'all' : 'several'}`),
  });
}
