/** The routes for cases of children who may be in danger, and for the ways by which officers are told. */

import { NATION } from '../../../core/locality.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { answerChild, closeCase, takeStep } from './case-acts.ts';
import { showCase, showCasePrint } from './case-page.tsx';
import { confirmFirst, confirmPage, isFresh, takeConfirmation } from './confirm-page.tsx';
import type { FreshSignIn, ProtectionDependencies } from './dependencies.ts';
import { showCases } from './list-page.tsx';
import { addWay, showWays } from './ways-page.tsx';

/** Builds them. */
export function protectionRoutes(deps: ProtectionDependencies, door: FreshSignIn): readonly ConsoleRoute[] {
  return [
    {
      ...{ method: 'get', path: '/protection', deed: 'protection.work', entered: 'never' },
      handle: (visit) => showCases(visit, deps),
    },
    ...wayRoutes(deps),
    ...caseRoutes(deps, door),
  ];
}

function wayRoutes(deps: ProtectionDependencies): readonly ConsoleRoute[] {
  const deed = 'protection.arrange';
  return [
    { method: 'get', path: '/protection/ways', deed, handle: (visit) => showWays(visit, deps) },
    { method: 'post', path: '/protection/ways', deed, handle: (visit) => addWay(visit, deps) },
    {
      ...{ method: 'post', path: '/protection/ways/:way/remove', deed },
      async placesOf({ param }) {
        const place = await deps.ways.placeOf(param('way'));
        return place === null ? null : [place];
      },
      async handle({ c, param }) {
        await deps.ways.remove(param('way'));
        return c.redirect('/console/protection/ways?done=removed', 303);
      },
    },
  ];
}

function caseRoutes(deps: ProtectionDependencies, door: FreshSignIn): readonly ConsoleRoute[] {
  const placesOf = async ({ param }: Visit) => {
    const found = await deps.find(param('case'));
    return found === null ? null : [found.place ?? NATION];
  };
  const about = { deed: 'protection.work', placesOf } as const;
  /** Nothing of a case is shown or changed unless whoever asks has just signed in. */
  const fresh = (act: ConsoleRoute['handle']) => async (visit: Visit) =>
    (await isFresh(visit, door))
      ? act(visit)
      : visit.c.redirect(`/console/protection/${visit.param('case')}/confirm`, 303);
  /** The same for a form: what was typed is kept while the code is asked for. */
  const freshForm = (act: ConsoleRoute['handle']) => async (visit: Visit) =>
    (await isFresh(visit, door)) ? act(visit) : confirmFirst(visit);
  const path = '/protection/:case';
  return [
    { ...about, method: 'get', path, entered: 'look', handle: fresh((visit) => showCase(visit, deps)) },
    {
      ...{ ...about, method: 'get', path: `${path}/print`, entered: 'look' },
      handle: fresh((visit) => showCasePrint(visit, deps)),
    },
    {
      ...{ ...about, method: 'post', path: `${path}/contact`, entered: 'look' },
      handle: fresh((visit) => showCase(visit, deps, { withContact: true })),
    },
    {
      ...about,
      method: 'get',
      path: `${path}/confirm`,
      entered: 'never',
      handle: (visit) => confirmPage(visit),
    },
    {
      ...{ ...about, method: 'post', path: `${path}/confirm` },
      handle: (visit) => takeConfirmation(visit, door, (typed) => showCase(visit, deps, { typed })),
    },
    { ...about, method: 'post', path: `${path}/step`, handle: freshForm((visit) => takeStep(visit, deps)) },
    {
      ...about,
      method: 'post',
      path: `${path}/answer`,
      handle: freshForm((visit) => answerChild(visit, deps)),
    },
    { ...about, method: 'post', path: `${path}/close`, handle: freshForm((visit) => closeCase(visit, deps)) },
  ];
}
