/** How far those who answered resemble the children of the place. */

import { percentOf } from '../../core/findings/figures.ts';
import { type ResultDependencies, type ResultView, sayOf } from './dependencies.ts';

/** Draws it; says that nothing is known where nobody brought the numbers of children. */
export function Resemblance(props: {
  readonly view: ResultView;
  readonly found: Awaited<ReturnType<ResultDependencies['likeness']>>;
}) {
  const { view, found } = props;
  const say = sayOf(view);
  if (view.page.release === null) return null;
  return (
    <section aria-labelledby="resemblance">
      <h2 id="resemblance">{say('resemblance')}</h2>
      <p>{say(found.length === 0 ? 'resemblance.unknown' : 'resemblance.text')}</p>
      {found.map(({ by, groups, source }) => (
        <div class="table">
          <table>
            <caption>{by.text}</caption>
            <thead>
              <tr>
                <td />
                <th scope="col" class="number">
                  {say('resemblance.answered')}
                </th>
                <th scope="col" class="number">
                  {say('resemblance.children')}
                </th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ label, answered, children }) => (
                <tr>
                  <th scope="row">{label}</th>
                  <td class="number">
                    {answered === null ? say('withheld-short') : `${percentOf(answered)}%`}
                  </td>
                  <td class="number">{percentOf(children)}%</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="hint rest">{say('weighted.source', { source })}</p>
        </div>
      ))}
    </section>
  );
}
