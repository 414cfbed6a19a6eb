/** What could not be told to other systems within a day. */

import type { Visit } from '../console-route.ts';
import { writeNumber } from '../progress/told.tsx';
import type { ListedHook } from './dependencies.ts';

/** What was given up: somebody must look why. */
export function HookTroubles({
  visit,
  hooks,
}: {
  readonly visit: Visit;
  readonly hooks: readonly ListedHook[];
}) {
  const troubled = hooks.filter(({ dead, withdrawnAt }) => dead > 0 && withdrawnAt === null);
  if (troubled.length === 0) return null;
  return (
    <div class="note warning" role="status">
      <p>{visit.phrase('console.programs.troubles')}</p>
      <ul>
        {troubled.map(({ id, name, dead }) => (
          <li>
            <a href={`/console/programs/hooks/${id}`}>
              {visit.phrase('console.programs.trouble', { name, count: writeNumber(visit, dead) })}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
