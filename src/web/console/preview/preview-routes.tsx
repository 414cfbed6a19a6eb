/** The pages that show a flow as children will meet it, its map, what changed between versions, and the question bank. */

import type { BankBlock } from '../../../core/flow/question-bank.ts';
import type { BankOrder, BankOutcome } from '../../../usecases/add-from-bank.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { mayRead, notFound } from '../flows/draft-access.ts';
import { readForm } from '../read-form.ts';
import { bankAddress, positionFrom, showBank, showBlock } from './bank-pages.tsx';
import { showDifference } from './difference-page.tsx';
import { showMap } from './map-page.tsx';
import { type Play, showPlay } from './play-page.tsx';
import {
  blockSubject,
  type DraftToSee,
  draftSubject,
  type Subject,
  type VersionRow,
  type VersionToSee,
  versionSubject,
} from './subject.ts';

/** The use cases behind them. */
export type PreviewDependencies = {
  readonly draft: (id: string) => Promise<DraftToSee | null>;
  readonly version: (hash: string) => Promise<VersionToSee | null>;
  /** Published versions of a flow, newest first. */
  readonly versions: (flowId: string) => Promise<readonly VersionRow[]>;
  readonly play: Play;
  readonly bank: () => Promise<readonly BankBlock[]>;
  readonly addFromBank: (order: BankOrder) => Promise<BankOutcome>;
};

type Answer = Response | Promise<Response>;

/** Builds the routes. */
export function previewRoutes(deps: PreviewDependencies): readonly ConsoleRoute[] {
  const places = async (visit: Visit) => {
    const draft = await deps.draft(visit.param('draft'));
    return draft === null ? null : [draft.place];
  };
  const see = { method: 'get', deed: 'flow.read' } as const;
  const ofDraft = (path: string, show: (visit: Visit, subject: Subject) => Answer): ConsoleRoute => ({
    ...see,
    path: `/preview/drafts/:draft${path}`,
    placesOf: places,
    handle: (visit) => withDraft(deps, visit, (subject) => show(visit, subject)),
  });
  const ofVersion = (path: string, show: (visit: Visit, subject: Subject) => Answer): ConsoleRoute => ({
    ...see,
    path: `/preview/flows/:hash${path}`,
    handle: (visit) => withVersion(deps, visit, (subject) => show(visit, subject)),
  });
  const play = (visit: Visit, subject: Subject) => showPlay(visit, subject, deps.play);
  const difference = (visit: Visit, subject: Subject) => compare(deps, visit, subject);
  return [
    ofDraft('', play),
    ofDraft('/map', showMap),
    ofDraft('/difference', difference),
    ofDraft('/bank', async (visit, subject) => showBank(visit, await deps.bank(), subject)),
    ofDraft('/bank/:block', (visit, subject) => blockPage(deps, visit, subject)),
    ofVersion('', play),
    ofVersion('/map', showMap),
    ofVersion('/difference', difference),
    { ...see, path: '/preview/bank', handle: (visit) => bankPage(deps, visit) },
    { ...see, path: '/preview/bank/:block', handle: (visit) => blockPage(deps, visit, null) },
    {
      ...see,
      path: '/preview/bank/:block/play',
      handle: (visit) => withBlock(deps, visit, (block) => play(visit, blockSubject(visit, block))),
    },
    {
      method: 'post',
      path: '/preview/drafts/:draft/bank/:block',
      deed: 'flow.write',
      placesOf: places,
      handle: (visit) => add(deps, visit),
    },
  ];
}

async function withDraft(
  deps: PreviewDependencies,
  visit: Visit,
  show: (subject: Subject, draft: DraftToSee) => Answer,
): Promise<Response> {
  const draft = await deps.draft(visit.param('draft'));
  return draft === null ? notFound(visit) : show(draftSubject(visit, draft), draft);
}

async function withVersion(
  deps: PreviewDependencies,
  visit: Visit,
  show: (subject: Subject) => Answer,
): Promise<Response> {
  const version = await deps.version(visit.param('hash'));
  if (version === null || !mayRead(visit, version.place)) return notFound(visit);
  return show(versionSubject(visit, version));
}

async function withBlock(
  deps: PreviewDependencies,
  visit: Visit,
  show: (block: BankBlock) => Answer,
): Promise<Response> {
  const block = (await deps.bank()).find(({ id }) => id === visit.param('block'));
  return block === undefined ? notFound(visit) : show(block);
}

/** Finds the version to compare with: the one asked for, else the one a draft goes out from, else the one before. */
async function compare(deps: PreviewDependencies, visit: Visit, subject: Subject): Promise<Response> {
  const { of } = subject;
  if (of.kind === 'block') return notFound(visit);
  const own = of.kind === 'version' ? of.version : null;
  const all = await deps.versions(of.kind === 'draft' ? of.draft.flowId : of.version.flowId);
  const published = of.kind === 'draft' ? of.draft.publishedAs : null;
  const versions = all.filter(({ hash }) => hash !== own?.hash && hash !== published);
  const asked = versions.find(({ hash }) => hash === visit.c.req.query('with'));
  const based = of.kind === 'draft' ? versions.find(({ hash }) => hash === of.draft.basedOn) : undefined;
  const earlier = own === null ? versions[0] : versions.find(({ version }) => version < own.version);
  const chosen = asked ?? based ?? earlier;
  const base = chosen === undefined ? null : await deps.version(chosen.hash);
  return showDifference(visit, subject, { versions, base });
}

/** A link may name the draft beside the address; it is held to its place like every draft. */
function bankPage(deps: PreviewDependencies, visit: Visit): Answer {
  const draft = visit.c.req.query('draft');
  if (draft === undefined) return deps.bank().then((blocks) => showBank(visit, blocks, null));
  return visit.c.redirect(`/console/preview/drafts/${encodeURIComponent(draft)}/bank`, 303);
}

function blockPage(deps: PreviewDependencies, visit: Visit, subject: Subject | null): Answer {
  return withBlock(deps, visit, (block) =>
    showBlock(visit, { block, subject, mayAdd: mayAdd(visit, subject) }),
  );
}

function mayAdd(visit: Visit, subject: Subject | null): boolean {
  return subject?.of.kind === 'draft' && visit.may('flow.write', subject.of.draft.place);
}

/** Adds the chosen questions, or the whole block; what went wrong is said above the form, with everything still chosen. */
async function add(deps: PreviewDependencies, visit: Visit): Promise<Response> {
  const form = await readForm(visit);
  const [draft, block] = [visit.param('draft'), visit.param('block')];
  const readable = form === 'too-large' || form === 'unreadable' ? null : form;
  const questions = readable?.texts('question') ?? [];
  const isWhole = readable !== null && readable.text('all') !== '';
  const whole = isWhole ? (await deps.bank()).find(({ id }) => id === block) : undefined;
  const before = readable?.text('before') ?? '';
  const outcome = await deps.addFromBank({
    ...{ draft, block, before: positionFrom(before) },
    questions: whole?.questions.map(({ id }) => id) ?? questions,
    seen: Number(readable?.text('seen') ?? Number.NaN),
    by: visit.member.name,
  });
  return withDraft(deps, visit, (subject) => {
    if (outcome.kind === 'absent') return notFound(visit);
    if (outcome.kind === 'added') {
      const address = bankAddress(subject);
      return visit.c.redirect(`${address}?done=added&added=${outcome.added.length}`, 303);
    }
    return withBlock(deps, visit, (shown) =>
      showBlock(visit, { block: shown, subject, mayAdd: true, outcome, chosen: { questions, before } }),
    );
  });
}
