/** The console: every page behind a sign-in, each held to its row of who may do what. */

import { type Context, Hono } from 'hono';
import { AppError } from '../../core/app-error.ts';
import type { LocalityCode } from '../../core/locality.ts';
import type { Deed } from '../../core/staff/deed.ts';
import { mayAt, maySomewhere, type StaffMember } from '../../core/staff/member.ts';
import { councilRoutes, drawingKit } from '../council/council-routes.tsx';
import type { ResultDependencies } from '../council/dependencies.ts';
import { publicResults } from '../results/result-routes.tsx';
import { type AuditDependencies, auditRoutes } from './audit/audit-routes.tsx';
import { broadcastRoutes } from './broadcasts/broadcast-routes.tsx';
import type { BroadcastDependencies } from './broadcasts/dependencies.ts';
import { type CommentDependencies, commentRoutes } from './comments/comment-routes.tsx';
import { chooseConsoleLanguage } from './console-language.ts';
import type { ConsoleGround, ConsoleRoute, Visit } from './console-route.ts';
import { consultationRoutes } from './consultations/consultation-routes.tsx';
import type { ConsultationDependencies } from './consultations/dependencies.ts';
import { type EnterAct, type Entered, enterAndServe, enterRefusal } from './enter-visit.ts';
import type { ExportDependencies } from './exports/dependencies.ts';
import { exportRoutes } from './exports/export-routes.tsx';
import { type FlowDependencies, flowRoutes } from './flows/flow-routes.tsx';
import { type HandoutDependencies, handoutRoutes } from './handouts/handout-routes.tsx';
import { homeRoutes } from './home-routes.tsx';
import { type IndicatorDependencies, indicatorRoutes } from './indicators/indicator-routes.tsx';
import { type ModerationDependencies, moderationRoutes } from './moderation/moderation-routes.tsx';
import { nearbyRoutes } from './nearby/nearby-routes.tsx';
import { consoleNotice } from './notice.tsx';
import { isOwnForm } from './own-form.ts';
import { type PreviewDependencies, previewRoutes } from './preview/preview-routes.tsx';
import type { ProgramDependencies } from './programs/dependencies.ts';
import { programRoutes } from './programs/program-routes.tsx';
import { type ProgressDependencies, progressRoutes } from './progress/progress-routes.tsx';
import type { ProtectionDependencies } from './protection/dependencies.ts';
import { protectionRoutes } from './protection/protection-routes.tsx';
import { type RetentionDependencies, retentionRoutes } from './retention/retention-routes.tsx';
import { type SignInDependencies, signInPages, staffRoutes } from './sign-in/sign-in-routes.tsx';
import { phrasesFor } from './spoken-to.ts';
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
  readonly moderation: ModerationDependencies;
  readonly protection: ProtectionDependencies;
  readonly comments: CommentDependencies;
  readonly retention: RetentionDependencies;
  readonly results: ResultDependencies;
  readonly exports: ExportDependencies;
  readonly indicators: IndicatorDependencies;
  readonly programs: ProgramDependencies;
  readonly audit: AuditDependencies & {
    /** Enters what is done, before it is done. */
    readonly enter: EnterAct;
  };
};

/** Every route that asks for a sign-in, with its deed: the one table that tests and the server read. */
export function consoleRoutes(
  deps: ConsoleDependencies,
  kit = drawingKit(deps.results),
): readonly ConsoleRoute[] {
  return [
    ...homeRoutes(deps),
    ...staffRoutes(deps.signIn),
    ...flowRoutes(deps.flows),
    ...previewRoutes(deps.preview),
    ...xlsFormRoutes(deps.xlsForms),
    ...consultationRoutes(deps.consultations),
    ...nearbyRoutes(deps.progress),
    ...handoutRoutes(deps.handouts),
    ...broadcastRoutes(deps.broadcasts),
    ...progressRoutes(deps.progress),
    ...tallyRoutes(deps.tallies),
    ...moderationRoutes(deps.moderation),
    ...protectionRoutes(deps.protection, deps.signIn),
    ...commentRoutes(deps.comments),
    ...councilRoutes(deps.results, kit),
    ...exportRoutes(deps.exports),
    ...indicatorRoutes(deps.indicators),
    ...programRoutes(deps.programs),
    ...auditRoutes(deps.audit),
    ...retentionRoutes(deps.retention),
  ];
}

/**
 * Builds the console as an application of its own, with paths that begin with `/console`, `/council`, and `/results` for
 * what everybody may read.
 *
 * @param routes those behind the door; a test of the door brings ones that do nothing
 */
export function createConsole(deps: ConsoleDependencies, routes?: readonly ConsoleRoute[]): Hono {
  const app = new Hono({ strict: false });
  const kit = drawingKit(deps.results);
  // Browsers say where a form comes from; one from elsewhere, or from nowhere, is refused.
  app.use((c, next) =>
    isOwnForm(c, deps.publicUrl) ? next() : Promise.resolve(consoleNotice(c, deps, { kind: 'foreign-form' })),
  );
  app.onError((error, c) => {
    if (error instanceof AppError) return consoleNotice(c, deps, { kind: 'refused', error });
    throw error;
  });
  app.route('/console', signInPages(deps.signIn, deps));
  for (const route of routes ?? consoleRoutes(deps, kit)) {
    app.on(route.method.toUpperCase(), addressOf(route), (c) => serve(route, c, deps));
  }
  app.route('/', publicResults(deps, kit));
  app.notFound((c) => consoleNotice(c, deps, { kind: 'not-found' }));
  return app;
}

/** The whole path of a route, in Hono's form. */
export function addressOf({ base, path }: Pick<ConsoleRoute, 'base' | 'path'>): string {
  const root = base ?? '/console';
  return path === '/' ? root : `${root}${path}`;
}

/** Serves a route to whoever may use it: everyone else is sent to sign in, or told that there is nothing. */
async function serve(route: ConsoleRoute, c: Context, deps: ConsoleDependencies): Promise<Response> {
  const member = await deps.signIn.memberOf(c.req.raw.headers);
  if (member === null) {
    const from = c.req.method === 'GET' ? `?from=${encodeURIComponent(c.req.path)}` : '';
    return c.redirect(`/console/sign-in${from}`, 303);
  }
  const visit = visitOf(c, deps, member);
  const asked: Entered = { route, visit, places: null };
  if (!maySomewhere(member, route.deed)) {
    await enterRefusal(asked, deps.audit.enter);
    return consoleNotice(c, deps, { kind: 'not-allowed', member });
  }
  const places = (await route.placesOf?.(visit)) ?? null;
  if (route.placesOf !== undefined && !places?.every((place) => visit.may(route.deed, place))) {
    // What is there is a refusal; what is not there is nothing.
    if (places !== null) await enterRefusal({ ...asked, places }, deps.audit.enter);
    return consoleNotice(c, deps, { kind: 'not-found', member });
  }
  return enterAndServe({ ...asked, places }, deps.audit.enter);
}

function visitOf(c: Context, deps: ConsoleDependencies, member: StaffMember): Visit {
  const language = chooseConsoleLanguage(c);
  return {
    c,
    ground: deps,
    member,
    language,
    phrase: phrasesFor(deps.say, language, member),
    may: (deed: Deed, place: LocalityCode) => mayAt(member, deed, { place, gazetteer: deps.gazetteer }),
    param: (name) => c.req.param(name) ?? '',
  };
}
