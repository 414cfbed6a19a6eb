/** Signing in and who may, bound to the open store. */

import type { Config } from '../../config.ts';
import type { StaffMember } from '../../core/staff/member.ts';
import type { Role } from '../../core/staff/role.ts';
import { openSignIn } from '../../sign-in/sign-in.ts';
import type { OidcSettings } from '../../sign-in/sign-in-parts.ts';
import { changeGrants } from '../../usecases/change-grants.ts';
import { enterRefusals, enterSignIns } from '../../usecases/enter-sign-in.ts';
import { inviteFirstAdministrator, inviteStaff } from '../../usecases/invite-staff.ts';
import { lookAfterStaff } from '../../usecases/look-after-staff.ts';
import { grantsInReach, ownsWhole, placesOfAccount } from '../../usecases/staff-reach.ts';
import type { OperatorParts } from '../operator.ts';

/** How an authenticator app names us. */
const APP_NAME = 'Em Nói';

/** Binds them. */
export function composeSignIn(parts: OperatorParts) {
  const { config, store, gazetteer, publicUrl, runtime } = parts;
  const { staff, attempts, signIn: tables } = store;
  const { clock, random } = runtime;
  const ports = { staff, gazetteer, clock };
  const grants = changeGrants(ports);
  const invite = inviteStaff(ports);
  const first = inviteFirstAdministrator(ports);
  const entering = { staff, audit: store.audit, clock };
  const signIn = openSignIn({
    staff: enterSignIns(entering),
    noteRefusal: enterRefusals(entering),
    ...{ attempts, tables, publicUrl, appName: APP_NAME, oidc: oidcOf(config), demo: tables },
    now: () => clock.now(),
    newId: () => random.uuid(),
  });
  const linkOf = (token: string) => `${publicUrl}/console/invitation/${token}`;
  return {
    ...signIn,
    /** What the button for single sign-on says; `null` without one. */
    providerName: oidcOf(config) === null ? null : (config.OIDC_NAME ?? null),
    ...lookAfterStaff(ports),
    invite,
    giveRole: grants.give,
    takeRole: grants.take,
    ownsWhole: (by: StaffMember, account: Parameters<typeof ownsWhole>[1]) =>
      ownsWhole(by, account, gazetteer),
    grantsInReach: (by: StaffMember, account: Parameters<typeof grantsInReach>[1]) =>
      grantsInReach(by, account, gazetteer),
    placesOfAccount,
    linkOf,
    /** For whoever runs the machine. */
    operator: {
      invite: (order: { email: string; name: string; role: Role; place: string }) =>
        invite({ ...order, id: random.uuid(), by: null }),
      list: () => staff.list({ within: ['VN'], words: '', most: 10_000 }),
      /** The link of the first administrator; `null` once there is one. */
      firstLink: async () => {
        const made = await first(random.uuid());
        return made === null ? null : { link: linkOf(made.token), expiresAt: made.expiresAt };
      },
      linkOf,
    },
  };
}

function oidcOf(config: Config): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = config;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret };
}
