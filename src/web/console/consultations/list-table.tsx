/** A table whose rows become cards on a phone. */

import type { Child } from 'hono/jsx';
import type { Visit } from '../console-route.ts';
import { say } from './dependencies.ts';

/** Draws it; columns are named by the phrases `column.<name>`, and the first cell of a row says what it is about. */
export function ListTable(props: {
  readonly visit: Visit;
  readonly label: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Child[])[];
}) {
  const names = props.columns.map((column) => say(props.visit, `column.${column}`));
  return (
    <section class="table" aria-label={props.label} tabindex={0}>
      <table class="stacked">
        <thead>
          <tr>
            {names.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([about, ...cells]) => (
            <tr>
              <th scope="row">{about}</th>
              {cells.map((cell, at) => (
                <td data-label={names[at + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
