/** Keys and addresses within reach, and what did not arrive. */

import { dayOf } from '../../../core/day.ts';
import { type ApiKey, apiKeyState } from '../../../core/program/api-key.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { writeDay } from '../progress/told.tsx';
import type { ListedHook, ProgramDependencies } from './dependencies.ts';
import { HookTroubles } from './hook-troubles.tsx';

const NEWS = ['key-withdrawn'] as const;

/** Shows them. */
export async function showPrograms(visit: Visit, deps: ProgramDependencies): Promise<Response> {
  const { phrase } = visit;
  const within = placesFor(visit.member, 'programs.manage');
  const [keys, hooks] = await Promise.all([deps.keys(within), deps.hooks(within)]);
  const done = NEWS.find((one) => one === visit.c.req.query('done'));
  return showConsolePage(visit, {
    ...{ area: 'programs', title: phrase('console.programs.title'), wide: true },
    news: done === undefined ? undefined : phrase(`console.programs.done.${done}`),
    children: (
      <>
        <HookTroubles {...{ visit, hooks }} />
        <p class="soft">{phrase('console.programs.explain')}</p>
        <p>
          <a href={`/api/v1?lang=${visit.language}`}>{phrase('console.programs.guide')}</a>
        </p>
        <section>
          <div class="heading">
            <h2>{phrase('console.programs.keys')}</h2>
            <div class="actions">
              <a class="button" href="/console/programs/keys/new">
                {phrase('console.programs.key.new')}
              </a>
            </div>
          </div>
          <p class="hint">{phrase('console.programs.keys.hint')}</p>
          {keys.length === 0 ? (
            <p class="empty">{phrase('console.programs.keys.none')}</p>
          ) : (
            <Keys {...{ visit, keys }} />
          )}
        </section>
        <section>
          <div class="heading">
            <h2>{phrase('console.programs.hooks')}</h2>
            <div class="actions">
              <a class="button" href="/console/programs/hooks/new">
                {phrase('console.programs.hook.new')}
              </a>
            </div>
          </div>
          <p class="hint">{phrase('console.programs.hooks.hint')}</p>
          {hooks.length === 0 ? (
            <p class="empty">{phrase('console.programs.hooks.none')}</p>
          ) : (
            <Hooks {...{ visit, hooks }} />
          )}
        </section>
      </>
    ),
  });
}

function Keys({ visit, keys }: { readonly visit: Visit; readonly keys: readonly ApiKey[] }) {
  const { phrase } = visit;
  return (
    <section class="table" aria-label={phrase('console.programs.keys')} tabindex={0}>
      <table>
        <thead>
          <tr>
            {['name', 'place', 'state', 'last-used', 'made-by', 'act'].map((column) => (
              <th scope="col">{phrase(`console.programs.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr>
              <th scope="row">{key.name}</th>
              <td>{placeLabel(visit, key.place, true)}</td>
              <td>
                <KeyState visit={visit} of={key} />
              </td>
              <td>
                {key.lastUsedOn === null
                  ? phrase('console.programs.never-used')
                  : writeDay(visit, key.lastUsedOn)}
              </td>
              <td>{`${key.madeBy}, ${writeDay(visit, dayOf(key.madeAt))}`}</td>
              <td>
                {apiKeyState(key, visit.ground.now()) === 'open' && (
                  <form method="post" action={`/console/programs/keys/${key.id}/withdraw`}>
                    <button
                      class="button small danger"
                      type="submit"
                      aria-label={`${phrase('console.programs.withdraw')}: ${key.name}`}
                    >
                      {phrase('console.programs.withdraw')}
                    </button>
                  </form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function KeyState({ visit, of }: { readonly visit: Visit; readonly of: ApiKey }) {
  const state = apiKeyState(of, visit.ground.now());
  const day = dayOf(of.withdrawnAt ?? of.expiresAt);
  return (
    <span class={state === 'open' ? 'tag good' : 'tag warning'}>
      {visit.phrase(`console.programs.state.${state}`, { day: writeDay(visit, day) })}
    </span>
  );
}

function Hooks({ visit, hooks }: { readonly visit: Visit; readonly hooks: readonly ListedHook[] }) {
  const { phrase } = visit;
  return (
    <section class="table" aria-label={phrase('console.programs.hooks')} tabindex={0}>
      <table>
        <thead>
          <tr>
            {['name', 'url', 'place', 'state', 'made-by'].map((column) => (
              <th scope="col">{phrase(`console.programs.column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hooks.map(({ id, name, url, place, withdrawnAt, madeBy, madeAt, dead }) => (
            <tr>
              <th scope="row">
                <a href={`/console/programs/hooks/${id}`}>{name}</a>
              </th>
              <td>
                <code>{url}</code>
              </td>
              <td>{placeLabel(visit, place, true)}</td>
              <td>
                {withdrawnAt !== null ? (
                  <span class="tag">
                    {phrase('console.programs.state.withdrawn', { day: writeDay(visit, dayOf(withdrawnAt)) })}
                  </span>
                ) : (
                  <span class={dead > 0 ? 'tag warning' : 'tag good'}>
                    {phrase(dead > 0 ? 'console.programs.hook.troubled' : 'console.programs.hook.fine')}
                  </span>
                )}
              </td>
              <td>{`${madeBy}, ${writeDay(visit, dayOf(madeAt))}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
