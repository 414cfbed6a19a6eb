/** The pages for what other systems connect with: keys that read figures, addresses that are told of releases. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { ApiKey } from '../../../core/program/api-key.ts';
import type { HookDelivery, ReleaseHook } from '../../../core/program/release-hook.ts';
import type { HookOrder, KeyOrder } from '../../../usecases/keep-programs.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { showHook } from './hook-page.tsx';
import { addHook, askHook } from './new-hook.tsx';
import { askKey, makeKey } from './new-key.tsx';
import { showPrograms } from './program-list.tsx';

/** The use cases behind them. */
export type ProgramDependencies = {
  readonly makeKey: (
    order: KeyOrder,
  ) => Promise<{ readonly kind: 'made'; readonly key: string } | { readonly kind: 'there-already' }>;
  readonly key: (id: string) => Promise<ApiKey | null>;
  readonly keys: (within: readonly LocalityCode[]) => Promise<readonly ApiKey[]>;
  readonly withdrawKey: (id: string, by: string) => Promise<boolean>;
  readonly addHook: (
    order: HookOrder,
  ) => Promise<{ readonly kind: 'added'; readonly secret: string } | { readonly kind: 'there-already' }>;
  readonly hook: (id: string) => Promise<ReleaseHook | null>;
  readonly hooks: (
    within: readonly LocalityCode[],
  ) => Promise<readonly (ReleaseHook & { readonly dead: number })[]>;
  readonly withdrawHook: (id: string, by: string) => Promise<boolean>;
  readonly deliveries: (hookId: string) => Promise<readonly HookDelivery[]>;
  readonly testHook: (hookId: string) => Promise<void>;
  readonly reviveHook: (hookId: string) => Promise<number>;
  /** Sends what is due without waiting for the next round. */
  readonly wake: () => void;
  /** For development: plain http and our own network may be typed. */
  readonly insecure: boolean;
};

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
