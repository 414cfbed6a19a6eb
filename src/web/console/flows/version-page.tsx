/** A published version of a flow: what it asks, its other versions, and what can be begun from it. */

import {
  blockNames,
  draftSource,
  entryKeys,
  listOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import { numberEntries } from '../../../core/flow-draft/number-entries.ts';
import { maySomewhere } from '../../../core/staff/member.ts';
import type { FlowInPrint } from '../../../usecases/list-flows.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';
import { conditionSpeech } from './condition-words.ts';
import { draftPath, FLOWS, mayRead, notFound, versionPath } from './draft-access.ts';
import { EntryCard } from './entry-card.tsx';
import { settingsRows } from './entry-rows.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { flowPhrase, placeWords, timeWords, titleOf } from './flow-words.ts';
import { formId, isPlace, PlaceField } from './new-flow-page.tsx';
import { withForm } from './sent-form.ts';

/** `GET /flows/versions/:hash`. */
export function showVersion(deps: FlowDependencies) {
  return async (visit: Visit) => {
    const found = await deps.readVersion(visit.param('hash'));
    if (found === null || !mayRead(visit, found.version.place)) return notFound(visit);
    return drawVersion(visit, found);
  };
}

const DONE = ['published', 'was-published', 'no-place'];

function drawVersion(visit: Visit, found: FlowInPrint): Response | Promise<Response> {
  const phrase = flowPhrase(visit);
  const { version } = found;
  const source = draftSource(found.source);
  const done = visit.c.req.query('done') ?? '';
  const hash = encodeURIComponent(version.hash);
  return showConsolePage(visit, {
    area: 'flows',
    title: titleOf(visit, version.title),
    trail: [{ href: FLOWS, text: visit.phrase('console.area.flows') }],
    wide: true,
    ...(DONE.includes(done) ? { news: phrase(`done.${done}`, { version: version.version }) } : {}),
    actions: (
      <>
        <a class="button second" href={`/console/preview/flows/${hash}`}>
          {phrase('preview')}
        </a>
        <a class="button second" href={`/console/xlsforms/flows/${hash}.xlsx`}>
          {phrase('to-sheet')}
        </a>
      </>
    ),
    children: (
      <>
        <p class="hint">
          {phrase('version.state', { version: version.version, place: placeWords(visit, version.place) })}{' '}
          {version.by !== null &&
            version.at !== null &&
            phrase('list.by', { by: version.by, at: timeWords(version.at) })}
        </p>
        <Beginnings visit={visit} found={found} />
        <Versions visit={visit} found={found} />
        <h2>{phrase('settings')}</h2>
        <dl class="facts">
          {settingsRows(visit, source).map(({ label, words }) => (
            <>
              <dt>{label}</dt>
              <dd>{words}</dd>
            </>
          ))}
        </dl>
        <Questions visit={visit} found={found} />
      </>
    ),
  });
}

function Questions({ visit, found }: { readonly visit: Visit; readonly found: FlowInPrint }) {
  const phrase = flowPhrase(visit);
  const source = draftSource(found.source);
  const speech = conditionSpeech(visit, source);
  return (
    <>
      {[MAIN_LIST, ...blockNames(source)].map((list) => {
        const entries = listOf(source, list) ?? [];
        const numbers = numberEntries(source, list);
        return (
          <section>
            <h2>{list === MAIN_LIST ? phrase('questions') : phrase('block.title', { name: list })}</h2>
            <ol class="entries">
              {entryKeys(entries).map((key, at) => (
                <EntryCard
                  {...{ visit, draft: null, address: { list, key }, entry: draftSource(entries[at]) }}
                  {...{
                    number: numbers.get(key),
                    speech,
                    faults: [],
                    isFirst: true,
                    isLast: true,
                    pressed: '',
                  }}
                />
              ))}
            </ol>
          </section>
        );
      })}
    </>
  );
}

function Beginnings({ visit, found }: { readonly visit: Visit; readonly found: FlowInPrint }) {
  const phrase = flowPhrase(visit);
  const { version } = found;
  if (!maySomewhere(visit.member, 'flow.write')) return null;
  return (
    <section class="card beginnings">
      {visit.may('flow.write', version.place) && (
        <form method="post" action={versionPath(version.hash, 'next')}>
          <input type="hidden" name="id" value={visit.ground.newId()} />
          <p>{phrase('version.next-text')}</p>
          <button type="submit">{phrase('version.next')}</button>
        </form>
      )}
      <form method="post" action={versionPath(version.hash, 'copy')}>
        <input type="hidden" name="id" value={visit.ground.newId()} />
        <p>{phrase('version.copy-text')}</p>
        <PlaceField visit={visit} value="" faults={{}} />
        <button class="second" type="submit">
          {phrase('version.copy')}
        </button>
      </form>
    </section>
  );
}

function Versions({ visit, found }: { readonly visit: Visit; readonly found: FlowInPrint }) {
  const phrase = flowPhrase(visit);
  const others = found.versions.filter(
    ({ hash, place }) => hash !== found.version.hash && mayRead(visit, place),
  );
  if (others.length === 0) return null;
  return (
    <p>
      {phrase('version.others')}{' '}
      {others.map(({ hash, version }) => (
        <>
          <a href={versionPath(hash)}>{phrase('list.version-number', { version })}</a>{' '}
        </>
      ))}
    </p>
  );
}

/** `POST /flows/versions/:hash/next`. */
export function beginNext(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, async (form) => {
      const id = formId(visit, form.text('id'));
      const draft = await deps.beginNextVersion({ id, by: visit.member.name }, visit.param('hash'));
      if (draft === null || !visit.may('flow.write', draft.place)) return notFound(visit);
      return visit.c.redirect(
        `${draftPath(draft.id)}?done=${draft.id === id ? 'begun' : 'open-already'}`,
        303,
      );
    });
}

/** `POST /flows/versions/:hash/copy`. */
export function beginCopy(deps: FlowDependencies) {
  return (visit: Visit) =>
    withForm(visit, async (form) => {
      const hash = visit.param('hash');
      const found = await deps.readVersion(hash);
      if (found === null || !mayRead(visit, found.version.place)) return notFound(visit);
      const place = form.text('place');
      if (!visit.may('flow.write', place) || !isPlace(visit, place))
        return visit.c.redirect(`${versionPath(hash)}?done=no-place`, 303);
      const id = formId(visit, form.text('id'));
      const draft = await deps.beginOwnCopy({ id, by: visit.member.name }, { hash, place });
      if (draft === null || !visit.may('flow.write', draft.place)) return notFound(visit);
      return visit.c.redirect(`${draftPath(draft.id)}?done=begun`, 303);
    });
}
