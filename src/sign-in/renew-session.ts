/** A plugin of better-auth: gives a session that a second factor was shown in a new token. */

import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';

/**
 * For people whom an identity provider led in: they have a session before they show their second factor. It is replaced,
 * so that who knew the old token has nothing.
 */
export function renewSession() {
  return {
    id: 'renew-session',
    endpoints: {
      renewSession: createAuthEndpoint.serverOnly(
        { method: 'POST', use: [sensitiveSessionMiddleware] },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          const { internalAdapter } = ctx.context;
          // The last word: our own value, and not the default, for whether a second factor was shown.
          const renewed = await internalAdapter.createSession(user.id, false, { secondFactor: true }, true);
          if (!renewed) throw new APIError('UNAUTHORIZED');
          await internalAdapter.deleteSession(session.token);
          await setSessionCookie(ctx, { session: renewed, user });
          return ctx.json({ renewed: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
