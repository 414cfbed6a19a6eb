/** How the answers came about, as far as it may make one careful: told, and never acted on. */

import { type ResultView, sayOf, shownCount } from './dependencies.ts';

/** Draws the notes; nothing where none can be told. */
export function Quality({ view }: { readonly view: ResultView }) {
  const say = sayOf(view);
  const notes = view.page.release?.notes;
  if (notes === undefined) return null;
  const told = (['quick', 'straight'] as const).filter((note) => notes[note] > 0);
  return (
    <section aria-labelledby="quality">
      <h2 id="quality">{say('quality')}</h2>
      {told.length === 0 && <p>{say('quality.nothing')}</p>}
      {told.length > 0 && (
        <ul>
          {told.map((note) => (
            <li>{say(`quality.${note}`, { count: shownCount(view, notes[note]) })}</li>
          ))}
        </ul>
      )}
      {told.length > 0 && <p class="hint">{say('quality.kept')}</p>}
    </section>
  );
}
