/** The routes of one's own account. */

import { passwordFault, type StaffAccount } from '../../../core/staff/account.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import { showAccount } from './account-page.tsx';
import { clientLine } from './client-line.ts';
import { setCookies } from './door.tsx';
import { passwordFaultText } from './link-page.tsx';
import { RecoveryCodes } from './second-factor-page.tsx';
import type { SignInDependencies } from './sign-in-dependencies.ts';

const PATH = '/console/account';

/** Builds them. Each concerns nobody's account but that of who asks. */
export function accountRoutes(deps: SignInDependencies): readonly ConsoleRoute[] {
  const deed = 'account.keep';
  return [
    { method: 'get', path: '/account', deed, handle: (visit) => showAccount(visit, deps) },
    { method: 'post', path: '/account/password', deed, handle: (visit) => changePassword(visit, deps) },
    { method: 'post', path: '/account/recovery-codes', deed, handle: (visit) => renewCodes(visit, deps) },
    {
      method: 'post',
      path: '/account/second-factor/remove',
      deed,
      handle: (visit) => removeFactor(visit, deps),
    },
    { method: 'post', path: '/account/sessions/end-all', deed, handle: (visit) => endAll(visit, deps) },
    { method: 'post', path: '/account/sessions/:session/end', deed, handle: (visit) => endOne(visit, deps) },
  ];
}

async function changePassword(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const { member, phrase } = visit;
  const form = await readForm(visit, 16_384);
  if (typeof form === 'string') return showAccount(visit, deps);
  const [current, wanted] = [form.text('current'), form.text('wanted')];
  const fault = passwordFault(wanted, member);
  const faults = {
    ...(fault === null ? {} : { wanted: passwordFaultText(phrase, fault) }),
    ...(wanted === form.text('again') ? {} : { again: phrase('console.password.differs') }),
  };
  if (Object.keys(faults).length > 0) return showAccount(visit, deps, { faults, status: 422 });
  const { kind } = await deps.changePassword({ ...visitorOf(visit), email: member.email, current, wanted });
  if (kind === 'changed') return visit.c.redirect(`${PATH}?done=password`, 303);
  return showAccount(visit, deps, { faults: { current: phrase(`console.door.${kind}`) }, status: 422 });
}

async function renewCodes(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const { phrase } = visit;
  const change = await ownChange(visit, deps, 'codes-password');
  if (change === null) return visit.c.redirect(PATH, 303);
  const renewed = await deps.renewRecoveryCodes(change);
  if (renewed.kind !== 'renewed') {
    const faults = { 'codes-password': phrase(`console.door.${renewed.kind}`) };
    return showAccount(visit, deps, { faults, status: 422 });
  }
  return showConsolePage(visit, {
    ...{ area: 'home', title: phrase('console.recovery-codes.title') },
    trail: [{ href: PATH, text: phrase('console.account.title') }],
    children: <RecoveryCodes codes={renewed.codes} phrase={phrase} />,
  });
}

async function removeFactor(visit: Visit, deps: SignInDependencies): Promise<Response> {
  const change = await ownChange(visit, deps, 'remove-password');
  if (change === null || deps.demandsSecondFactor(change.account)) return visit.c.redirect(PATH, 303);
  const removed = await deps.removeSecondFactor(change);
  if (removed.kind !== 'removed') {
    const faults = { 'remove-password': visit.phrase(`console.door.${removed.kind}`) };
    return showAccount(visit, deps, { faults, status: 422 });
  }
  setCookies(visit.c, removed.cookies);
  return visit.c.redirect(`${PATH}?done=second-factor-removed`, 303);
}

async function endAll({ c }: Visit, deps: SignInDependencies): Promise<Response> {
  setCookies(c, await deps.endAllSessions(c.req.raw.headers));
  return c.redirect('/console/sign-in?done=signed-out-everywhere', 303);
}

async function endOne({ c, param }: Visit, deps: SignInDependencies): Promise<Response> {
  const cookies = await deps.endSession(c.req.raw.headers, param('session'));
  setCookies(c, cookies);
  return c.redirect(
    cookies.length > 0 ? '/console/sign-in?done=signed-out' : `${PATH}?done=session-ended`,
    303,
  );
}

function visitorOf({ c, ground }: Visit) {
  return { headers: c.req.raw.headers, address: clientLine(ground.peer?.(c)) };
}

/** `null` where there is nothing to change: no second factor, or no account of that id any more. */
async function ownChange(visit: Visit, deps: SignInDependencies, field: string) {
  const form = await readForm(visit, 16_384);
  const account: StaffAccount | null = await deps.find(visit.member.id);
  if (account === null || !account.secondFactor || typeof form === 'string') return null;
  return { ...visitorOf(visit), account, password: form.text(field) };
}
