/** A question's figures on a page: the picture, and all that is in it as a table. */

import { raw } from 'hono/html';
import { ageSpans } from '../../core/age-band.ts';
import { type Figures, percentOf, shareOf } from '../../core/findings/figures.ts';
import type { ShownQuestion } from '../../usecases/read-result-page.ts';
import { type ResultView, sayOf, shownCount } from './dependencies.ts';
import { pictureOf } from './pictures.ts';

/** What of a question is drawn. */
export type FigureProps = { readonly view: ResultView; readonly figures: Figures };

/** The picture alone. What is in it, the table beside it says again. */
export function Picture({ view, figures }: FigureProps) {
  const picture = pictureOf(view, figures);
  return picture === null ? null : <div class="picture">{raw(picture)}</div>;
}

/** Said wherever figures are rounded: what stands together need not add up. */
export function Rounded({ view, figures }: FigureProps) {
  return figures.base > 1 ? <p class="hint">{sayOf(view)('rounded')}</p> : null;
}

/** Who was asked, where it was not everybody. */
export function AskedOf({ view, question }: { readonly view: ResultView; readonly question: ShownQuestion }) {
  const { ages } = question;
  if (ages === null || ages.length === 0) return null;
  const spans = ageSpans(ages).map(({ from, to }) => `${from}–${to}`);
  return <p class="hint">{sayOf(view)('asked-of', { ages: spans.join(', ') })}</p>;
}

/** Every figure of a question. */
export function FigureTable({ view, figures }: FigureProps) {
  const say = sayOf(view);
  const places = figures.kind === 'place';
  const cells = places ? figures.cells.filter(({ count }) => count !== null) : figures.cells;
  return (
    <div class="table">
      <table>
        <caption>{figures.text}</caption>
        <thead>
          <tr>
            <th scope="col">{say(places ? 'table.place' : 'table.answer')}</th>
            <th scope="col" class="number">
              {say(figures.kind === 'rank' ? 'table.first' : 'table.children')}
            </th>
            <th scope="col" class="number">
              {say('table.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => {
            const share = shareOf(cell.count, figures.answered, figures.base);
            return (
              <tr>
                <th scope="row">
                  {cell.face !== null && <span aria-hidden="true">{cell.face} </span>}
                  {cell.label}
                </th>
                <td class="number">
                  {cell.count === null ? say('withheld') : shownCount(view, cell.count)}
                  {cell.older && <small> {say('older')}</small>}
                </td>
                <td class="number">{share === null ? '–' : `${percentOf(share)}%`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {places && cells.length < figures.cells.length && (
        <p class="hint rest">{say('table.other-places', { k: figures.minCell })}</p>
      )}
    </div>
  );
}

/** How many answered and skipped. */
export function Answered({ view, figures }: FigureProps) {
  const say = sayOf(view);
  const { answered, skipped } = figures;
  if (answered === null) return null;
  const key = skipped === null ? 'answered' : 'answered-skipped';
  const about = figures.base > 1 ? 'about-' : '';
  const isUntold = skipped === null && figures.kind !== 'place';
  return (
    <p class="hint">
      {say(`${about}${key}`, {
        answered: shownCount(view, answered),
        ...(skipped === null ? {} : { skipped: shownCount(view, skipped) }),
      })}
      {isUntold && ` ${say('skipped-untold')}`}
    </p>
  );
}
