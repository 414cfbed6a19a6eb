/** The routes of those who look after accounts. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { StaffAccount } from '../../../core/staff/account.ts';
import { ROLES } from '../../../core/staff/role.ts';
import type { GrantOutcome } from '../../../usecases/change-grants.ts';
import type { KeepOutcome } from '../../../usecases/look-after-staff.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { readForm } from '../read-form.ts';
import { placeFaults, showInvitation, showInvite, takeInvite } from './invite-page.tsx';
import { readPlace } from './places.tsx';
import { plainLine } from './plain-line.ts';
import type { SignInDependencies } from './sign-in-dependencies.ts';
import { type SentBack, showPerson } from './staff-account-page.tsx';
import { showStaff } from './staff-list-page.tsx';

/** Builds them. */
export function keepingRoutes(deps: SignInDependencies): readonly ConsoleRoute[] {
  const deed = 'staff.manage';
  const invited = {
    deed,
    placesOf: ({ param }: Visit) => deps.placesOfInvitation(param('invitation')),
  } as const;
  const seen = { deed, placesOf: (visit: Visit) => placesSeen(visit, deps) } as const;
  const whole = { deed, placesOf: (visit: Visit) => placesOfWhole(visit, deps) } as const;
  const keep = (
    path: string,
    act: (visit: Visit, account: StaffAccount) => Promise<Response>,
  ): ConsoleRoute => ({
    ...{ method: 'post', path: `/staff/:account/${path}` },
    ...whole,
    handle: (visit) => withAccount(visit, deps, act),
  });
  return [
    { method: 'get', path: '/staff', deed, handle: (visit) => showStaff(visit, deps) },
    { method: 'get', path: '/staff/invite', deed, handle: showInvite },
    { method: 'post', path: '/staff/invite', deed, handle: (visit) => takeInvite(visit, deps) },
    {
      method: 'get',
      path: '/staff/invitations/:invitation',
      ...invited,
      handle: (visit) => showInvitation(visit, deps),
    },
    {
      ...{ method: 'post', path: '/staff/invitations/:invitation/withdraw' },
      ...invited,
      async handle({ c, param }) {
        await deps.withdraw(param('invitation'));
        return c.redirect('/console/staff?done=withdrawn', 303);
      },
    },
    {
      ...{ method: 'get', path: '/staff/:account' },
      ...seen,
      handle: (visit) => withAccount(visit, deps, (_, account) => showPerson(visit, deps, { account })),
    },
    {
      ...{ method: 'post', path: '/staff/:account/roles' },
      ...seen,
      handle: (visit) => withAccount(visit, deps, () => giveRole(visit, deps)),
    },
    {
      ...{ method: 'post', path: '/staff/:account/roles/take' },
      ...seen,
      handle: (visit) => withAccount(visit, deps, () => takeRole(visit, deps)),
    },
    keep('suspend', async (visit, { id }) =>
      answerKept(visit, deps, await deps.suspend(visit.member, id), 'suspended'),
    ),
    keep('reinstate', async (visit, { id }) =>
      answerKept(visit, deps, await deps.reinstate(visit.member, id), 'reinstated'),
    ),
    keep('end-sessions', async (visit, { id }) =>
      answerKept(visit, deps, await deps.endSessions(visit.member, id), 'sessions-ended'),
    ),
    keep('renew', (visit) => renew(visit, deps)),
  ];
}

/** An account is seen by whoever reaches one of its roles. */
async function placesSeen(visit: Visit, deps: SignInDependencies): Promise<readonly LocalityCode[] | null> {
  const account = await deps.find(visit.param('account'));
  if (account === null) return null;
  const near = deps.grantsInReach(visit.member, account).map(({ place }) => place);
  return near.length > 0 ? near : deps.placesOfAccount(account);
}

async function placesOfWhole(
  visit: Visit,
  deps: SignInDependencies,
): Promise<readonly LocalityCode[] | null> {
  const account = await deps.find(visit.param('account'));
  return account === null ? null : deps.placesOfAccount(account);
}

async function withAccount(
  visit: Visit,
  deps: SignInDependencies,
  act: (visit: Visit, account: StaffAccount) => Response | Promise<Response>,
): Promise<Response> {
  const account = await deps.find(visit.param('account'));
  return account === null ? visit.c.redirect('/console/staff', 303) : act(visit, account);
}

async function giveRole(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const { member, phrase, ground } = visit;
  const form = await readForm(visit, 16_384);
  if (typeof form === 'string') return backToPerson(visit);
  const typed = {
    ...{ role: form.text('role'), place: form.text('place') },
    commune: plainLine(form.text('commune')),
  };
  const role = ROLES.find((one) => one === typed.role);
  const picked = readPlace(typed.place, typed.commune, ground.gazetteer);
  const faults = {
    ...(role === undefined ? { role: phrase('console.staff.role-missing') } : {}),
    ...placeFaults(visit, picked),
  };
  if (role === undefined || picked.kind !== 'found')
    return again(visit, deps, { faults, typed, status: 422 });
  const grant = { role, place: picked.place };
  const outcome = await deps.giveRole({ accountId: visit.param('account'), grant, by: member });
  return answerGrant(visit, deps, outcome, 'given');
}

async function takeRole(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const form = await readForm(visit, 16_384);
  if (typeof form === 'string') return backToPerson(visit);
  const role = ROLES.find((one) => one === form.text('role'));
  if (role === undefined) return backToPerson(visit);
  const grant = { role, place: form.text('place') };
  const outcome = await deps.takeRole({ accountId: visit.param('account'), grant, by: visit.member });
  return answerGrant(visit, deps, outcome, 'taken');
}

async function renew(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const form = await readForm(visit, 16_384);
  const given = typeof form === 'string' ? '' : form.text('id');
  const id = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) ? given : visit.ground.newId();
  const outcome = await deps.renew({ by: visit.member, accountId: visit.param('account'), id });
  if (typeof outcome === 'string') return answerKept(visit, deps, outcome, 'sessions-ended');
  return visit.c.redirect(`/console/staff/invitations/${outcome.id}`, 303);
}

/** Whoever took the last role in one's reach has no page to go back to. */
function answerGrant(
  visit: Visit,
  deps: SignInDependencies,
  outcome: GrantOutcome,
  done: string,
): Promise<Response> {
  if (outcome === 'done' || outcome === 'had' || outcome === 'absent') return backToSeen(visit, deps, done);
  return again(visit, deps, { faults: { '': visit.phrase(`console.staff.${outcome}`) }, status: 409 });
}

function answerKept(
  visit: Visit,
  deps: SignInDependencies,
  outcome: KeepOutcome,
  done: string,
): Promise<Response> {
  if (outcome === 'done' || outcome === 'absent') return backToSeen(visit, deps, done);
  const why = outcome === 'beyond-reach' ? 'not-whole' : outcome;
  return again(visit, deps, { faults: { '': visit.phrase(`console.staff.${why}`) }, status: 409 });
}

async function backToSeen(visit: Visit, deps: SignInDependencies, done: string): Promise<Response> {
  const places = await placesSeen(visit, deps);
  const isSeen = places?.every((place) => visit.may('staff.manage', place)) ?? false;
  return isSeen ? backToPerson(visit, done) : visit.c.redirect('/console/staff', 303);
}

function backToPerson({ c, param }: Visit, done?: string): Response {
  return c.redirect(`/console/staff/${param('account')}${done === undefined ? '' : `?done=${done}`}`, 303);
}

function again(visit: Visit, deps: SignInDependencies, back: SentBack): Promise<Response> {
  return withAccount(visit, deps, (_, account) => showPerson(visit, deps, { account, back }));
}
