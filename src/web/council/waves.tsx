/** How a question was answered each time it was asked. */

import { type Figures, percentOf, shareOf } from '../../core/findings/figures.ts';
import { sayChange } from '../../core/findings/waves.ts';
import type { Wave } from '../../usecases/read-result-question.ts';
import { type ResultView, sayOf } from './dependencies.ts';
import { shownDay } from './result-body.tsx';

/** Draws it. */
export function Waves({
  view,
  figures,
  waves,
}: {
  readonly view: ResultView;
  readonly figures: Figures;
  readonly waves: readonly Wave[];
}) {
  const say = sayOf(view);
  const [before, now] = waves.slice(-2);
  const change =
    before === undefined || now === undefined
      ? null
      : sayChange(before.figures, now.figures, {
          say: (_, key, values) => view.phrase(key, values),
          language: view.language,
        });
  return (
    <section aria-labelledby="waves">
      <h2 id="waves">{say('waves')}</h2>
      {change !== null && <p class="finding">{change}</p>}
      <section class="table" tabindex={0} aria-label={say('waves')}>
        <table>
          <thead>
            <tr>
              <td />
              {waves.map(({ title, day }) => (
                <th scope="col" class="number">
                  {title}
                  <br />
                  {shownDay(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.cells.map(({ id, label }) => (
              <tr>
                <th scope="row">{label}</th>
                {waves.map((wave) => {
                  const count = wave.figures.cells.find((cell) => cell.id === id)?.count ?? null;
                  const share = shareOf(count, wave.figures.answered, wave.figures.base);
                  return (
                    <td class="number">{share === null ? say('withheld-short') : `${percentOf(share)}%`}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="hint">{say('waves.hint')}</p>
    </section>
  );
}
