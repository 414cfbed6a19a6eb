/** The pages for what other systems connect with: keys that read figures, addresses that are told of releases. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import type { ProgramDependencies } from './dependencies.ts';
import { showHook } from './hook-page.tsx';
import { addHook, askHook } from './new-hook.tsx';
import { askKey, makeKey } from './new-key.tsx';
import { showPrograms } from './program-list.tsx';

/** Builds them. */
export function programRoutes(deps: ProgramDependencies): readonly ConsoleRoute[] {
  const deed = 'programs.manage';
  const ofKey = async ({ param }: Visit) => placesOf(await deps.key(param('key')));
  const ofHook = async ({ param }: Visit) => placesOf(await deps.hook(param('hook')));
  const onHook = (name: string, done: string, act: (visit: Visit) => Promise<unknown>): ConsoleRoute => ({
    ...{ method: 'post', path: `/programs/hooks/:hook/${name}`, deed, placesOf: ofHook },
    async handle(visit) {
      await act(visit);
      return visit.c.redirect(`/console/programs/hooks/${visit.param('hook')}?done=${done}`, 303);
    },
  });
  return [
    { method: 'get', path: '/programs', deed, handle: (visit) => showPrograms(visit, deps) },
    { method: 'get', path: '/programs/keys/new', deed, handle: (visit) => askKey(visit) },
    { method: 'post', path: '/programs/keys', deed, handle: (visit) => makeKey(visit, deps) },
    {
      ...{ method: 'post', path: '/programs/keys/:key/withdraw', deed, placesOf: ofKey },
      async handle({ c, param, member }) {
        await deps.withdrawKey(param('key'), member.name);
        return c.redirect('/console/programs?done=key-withdrawn', 303);
      },
    },
    { method: 'get', path: '/programs/hooks/new', deed, handle: (visit) => askHook(visit) },
    { method: 'post', path: '/programs/hooks', deed, handle: (visit) => addHook(visit, deps) },
    {
      ...{ method: 'get', path: '/programs/hooks/:hook', deed, placesOf: ofHook },
      handle: (visit) => showHook(visit, deps),
    },
    onHook('test', 'tested', async ({ param }) => {
      await deps.testHook(param('hook'));
      deps.wake();
    }),
    onHook('retry', 'retried', async ({ param }) => {
      await deps.reviveHook(param('hook'));
      deps.wake();
    }),
    onHook('withdraw', 'withdrawn', ({ param, member }) => deps.withdrawHook(param('hook'), member.name)),
  ];
}

function placesOf(found: { readonly place: LocalityCode } | null): readonly LocalityCode[] | null {
  return found === null ? null : [found.place];
}
