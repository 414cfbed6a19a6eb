/** One's own files: what each is, of where, and how far it is. */

import { type LocalityCode, NATION } from '../../../core/locality.ts';
import { placeName } from '../../../reports/handouts/consultation-handout.ts';
import type { Visit } from '../console-route.ts';
import type { OrderedExport } from './dependencies.ts';

/** Lists them with how far each is. */
export function FileTable({
  visit,
  files,
  titles,
}: {
  readonly visit: Visit;
  readonly files: readonly OrderedExport[];
  readonly titles: ReadonlyMap<string, string>;
}) {
  const { phrase } = visit;
  return (
    <section aria-labelledby="files">
      <h2 id="files">{phrase('console.exports.files')}</h2>
      <div class="table">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{phrase('console.exports.file')}</th>
              <th scope="col">{phrase('console.exports.scope')}</th>
              <th scope="col">{phrase('console.exports.state')}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr>
                <th scope="row">
                  <a href={`/console/exports/${file.id}`}>
                    {phrase(`console.exports.form.${file.form}`)} · {titles.get(file.consultationId) ?? ''}
                  </a>
                </th>
                <td>{scopeLabel(file.scope, visit)}</td>
                <td>{stateWords(file, visit)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** How far a file is. */
export function stateWords({ state }: OrderedExport, { phrase }: Visit): string {
  if (state.kind === 'running') return phrase('console.exports.state.running', { percent: state.progress });
  return phrase(`console.exports.state.${state.kind}`);
}

/** "tỉnh Lâm Đồng"; all of a consultation is named as such. */
export function scopeLabel(scope: LocalityCode, visit: Visit): string {
  return scope === NATION
    ? visit.phrase('console.exports.scope.whole')
    : placeName(scope, visit.language, visit.ground);
}
