/** The page of one sheet of one-time codes. */

import { showConsolePage } from '../frame.tsx';
import { addressOf, say } from './dependencies.ts';
import type { RunVisit } from './run-page.tsx';
import { shownPlace, titleOf } from './shown.ts';

/** Answers with it; `null` where the consultation has no such sheet. */
export async function showSheet(at: RunVisit): Promise<Response | null> {
  const { visit, deps, one, consultation } = at;
  const found = await deps.sheet(visit.param('sheet'));
  if (found === null || found.sheet.consultationId !== consultation.id) return null;
  const { sheet, codes, gone = [] } = found;
  const base = addressOf(one.id);
  return showConsolePage(visit, {
    area: 'consultations',
    title: sheet.label,
    trail: [
      { href: '/console/consultations', text: visit.phrase('console.area.consultations') },
      { href: base, text: titleOf(visit, one) },
      { href: `${base}/codes`, text: say(visit, 'go.codes') },
    ],
    news: visit.c.req.query('done') === 'sheet' ? say(visit, 'done.sheet') : undefined,
    actions: (
      <a class="button" href={`${base}/handouts`}>
        {say(visit, 'go.handouts')}
      </a>
    ),
    children: [
      <p class="note">{say(visit, 'sheet-lead')}</p>,
      sheet.place !== null && <p>{shownPlace(visit, sheet.place)}</p>,
      <ol class="strips">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
        {gone.map((code) => (
          <li>
            <del>{code}</del> <span class="tag">{say(visit, 'code-withdrawn')}</span>
          </li>
        ))}
      </ol>,
    ],
  });
}
