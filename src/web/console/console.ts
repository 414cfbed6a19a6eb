/** The console: every page behind a sign-in, each held to its row of who may do what. */

import { type Context, Hono } from 'hono';
import { AppError } from '../../core/app-error.ts';
import type { LocalityCode } from '../../core/locality.ts';
import type { Deed } from '../../core/staff/deed.ts';
import { mayAt, maySomewhere, type StaffMember } from '../../core/staff/member.ts';
import { broadcastRoutes } from './broadcasts/broadcast-routes.tsx';
import type { BroadcastDependencies } from './broadcasts/dependencies.ts';
import { chooseConsoleLanguage } from './console-language.ts';
import type { ConsoleGround, ConsoleRoute, Visit } from './console-route.ts';
import { consultationRoutes } from './consultations/consultation-routes.tsx';
import type { ConsultationDependencies } from './consultations/dependencies.ts';
import { type FlowDependencies, flowRoutes } from './flows/flow-routes.tsx';
import { type HandoutDependencies, handoutRoutes } from './handouts/handout-routes.tsx';
import { homeRoutes } from './home-routes.tsx';
import { consoleNotice } from './notice.tsx';
import { isOwnForm } from './own-form.ts';
import { type PreviewDependencies, previewRoutes } from './preview/preview-routes.tsx';
import { type ProgressDependencies, progressRoutes } from './progress/progress-routes.tsx';
import { type SignInDependencies, signInPages, staffRoutes } from './sign-in/sign-in-routes.tsx';
import { type TallyDependencies, tallyRoutes } from './tallies/tally-routes.tsx';
import { type XlsFormDependencies, xlsFormRoutes } from './xlsforms/xlsform-routes.tsx';

/** Everything the console needs. */
export type ConsoleDependencies = ConsoleGround & {
  /** The use cases of each area. */
  readonly signIn: SignInDependencies;
  readonly flows: FlowDependencies;
  readonly preview: PreviewDependencies;
  readonly xlsForms: XlsFormDependencies;
  readonly consultations: ConsultationDependencies;
  readonly handouts: HandoutDependencies;
  readonly broadcasts: BroadcastDependencies;
  readonly progress: ProgressDependencies;
  readonly tallies: TallyDependencies;
};

/** Every route that asks for a sign-in, with its deed: the one table that tests and the server read. */
export function consoleRoutes(deps: ConsoleDependencies): readonly ConsoleRoute[] {
  return [
    ...homeRoutes(deps),
    ...staffRoutes(deps.signIn),
    ...flowRoutes(deps.flows),
    ...previewRoutes(deps.preview),
    ...xlsFormRoutes(deps.xlsForms),
    ...consultationRoutes(deps.consultations),
    ...handoutRoutes(deps.handouts),
    ...broadcastRoutes(deps.broadcasts),
    ...progressRoutes(deps.progress),
    ...tallyRoutes(deps.tallies),
  ];
}

/**
 * Builds the console as an application of its own, with paths that begin with `/console`.
 *
 * @param routes those behind the door; a test of the door brings ones that do nothing
 */
export function createConsole(
  deps: ConsoleDependencies,
  routes: readonly ConsoleRoute[] = consoleRoutes(deps),
): Hono {
  const app = new Hono({ strict: false }).basePath('/console');
  // Browsers say where a form comes from; one from elsewhere, or from nowhere, is refused.
  app.use((c, next) =>
    isOwnForm(c, deps.publicUrl) ? next() : Promise.resolve(consoleNotice(c, deps, { kind: 'foreign-form' })),
  );
  app.onError((error, c) => {
    if (error instanceof AppError) return consoleNotice(c, deps, { kind: 'refused', error });
    throw error;
  });
  app.route('/', signInPages(deps.signIn, deps));
  for (const route of routes) {
    app.on(route.method.toUpperCase(), route.path, (c) => serve(route, c, deps));
  }
  app.notFound((c) => consoleNotice(c, deps, { kind: 'not-found' }));
  return app;
}

/** Serves a route to whoever may use it: everyone else is sent to sign in, or told that there is nothing. */
async function serve(route: ConsoleRoute, c: Context, deps: ConsoleDependencies): Promise<Response> {
  const member = await deps.signIn.memberOf(c.req.raw.headers);
  if (member === null) {
    const from = c.req.method === 'GET' ? `?from=${encodeURIComponent(c.req.path)}` : '';
    return c.redirect(`/console/sign-in${from}`, 303);
  }
  if (!maySomewhere(member, route.deed)) return consoleNotice(c, deps, { kind: 'not-allowed', member });
  const visit = visitOf(c, deps, member);
  if (route.placesOf !== undefined) {
    const places = await route.placesOf(visit);
    if (places === null || !places.every((place) => visit.may(route.deed, place))) {
      return consoleNotice(c, deps, { kind: 'not-found', member });
    }
  }
  return route.handle(visit);
}

function visitOf(c: Context, deps: ConsoleDependencies, member: StaffMember): Visit {
  const language = chooseConsoleLanguage(c);
  return {
    c,
    ground: deps,
    member,
    language,
    phrase: (key, values) => deps.say(language, key, values),
    may: (deed: Deed, place: LocalityCode) => mayAt(member, deed, { place, gazetteer: deps.gazetteer }),
    param: (name) => c.req.param(name) ?? '',
  };
}
