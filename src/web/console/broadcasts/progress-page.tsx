/** How one broadcast is going: real progress, an honest time left, and what can be done with it. */

import type { ShownCount } from '../../../core/broadcast/shown-count.ts';
import type { BroadcastHold, ShownBroadcast, ShownLane } from '../../../usecases/watch-broadcasts.ts';
import { type Faults, FormFaults, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { addressOf, type BroadcastVisit, say, trailOf } from './dependencies.ts';
import { StateTag } from './list-page.tsx';
import { writeCount, writeDuration, writeMoment, writeNumber } from './shown.ts';

/** A request about one broadcast. */
export type OneVisit = BroadcastVisit & { readonly one: ShownBroadcast };

/** Answers with it. */
export function showProgress(
  at: OneVisit,
  showing: { readonly news?: string | undefined; readonly faults?: Faults; readonly reason?: string } = {},
): Response | Promise<Response> {
  const { visit, one } = at;
  const { news, faults = {}, reason = '' } = showing;
  const isLive = one.status === 'running';
  const page = {
    area: 'consultations' as const,
    title: say(visit, `kind.${one.kind}`),
    trail: trailOf(at, true),
    news,
    actions: <StateTag {...{ visit, one }} />,
    faults: <FormFaults title={visit.phrase('console.faults')} faults={faults} />,
    ...(isLive ? { script: 'console/broadcasts/refresh.js' } : {}),
    children: [
      <div id="progress" {...(isLive ? { 'data-live': '' } : {})}>
        {one.hold !== null && <p class="note">{writeHold(at, one.hold)}</p>}
        <Overview {...at} />
        <Lanes {...at} />
      </div>,
      (isLive || one.status === 'paused') && <Deeds {...{ at, faults, reason }} />,
      <Events {...at} />,
    ],
  };
  return showConsolePage(visit, page, Object.keys(faults).length > 0 ? 422 : 200);
}

function writeHold({ visit }: OneVisit, hold: BroadcastHold): string {
  if (hold.why === 'consultation-rests') return say(visit, 'hold.consultation-rests');
  if (hold.until === null) return say(visit, 'hold.never');
  return say(visit, `hold.${hold.why}`, { until: writeMoment(visit, hold.until) });
}

function Overview({ visit, matter, one }: OneVisit) {
  const threshold = matter.consultation.minCell;
  const share = Math.round(one.share * 100);
  const place = one.place === null ? null : visit.ground.gazetteer.find(one.place)?.name;
  return (
    <section class="card">
      <label for="share">{say(visit, 'progress', { share })}</label>
      <progress id="share" max={100} value={share}>
        {share} %
      </progress>
      <dl class="facts">
        {place && (
          <>
            <dt>{say(visit, 'field.place')}</dt>
            <dd>{place}</dd>
          </>
        )}
        <dt>{say(visit, 'fact.sent')}</dt>
        <dd>
          {say(visit, 'sent-of', {
            sent: writeCount(visit, one.sent, threshold),
            of: writeCount(visit, one.audience, threshold),
          })}
        </dd>
        {one.left !== null && (
          <>
            <dt>{say(visit, 'fact.left')}</dt>
            <dd>{writeDuration(visit, one.left.sendingMs)}</dd>
            <dt>{say(visit, 'fact.done')}</dt>
            <dd>{one.left.doneAt === null ? say(visit, 'never') : writeMoment(visit, one.left.doneAt)}</dd>
          </>
        )}
      </dl>
      {one.left !== null && <p class="soft">{say(visit, 'left.note')}</p>}
    </section>
  );
}

const COUNTS = ['sent', 'waiting', 'failed', 'blocked', 'unsure', 'spared'] as const;

function Lanes(at: OneVisit) {
  const { visit, matter, one } = at;
  const write = (count: ShownCount) => writeCount(visit, count, matter.consultation.minCell);
  return (
    <>
      <h2>{say(visit, 'lanes')}</h2>
      <ul class="cards">
        {one.lanes.map((lane) => (
          <li class="card">
            <h3>{visit.phrase(`channel.${lane.channel}`)}</h3>
            {lane.hold !== null && <p class="note warning">{say(visit, `lane.${lane.hold}`)}</p>}
            <dl class="facts">
              {COUNTS.filter((name) => name === 'sent' || lane[name].kind === 'about').map((name) => (
                <>
                  <dt>{say(visit, `count.${name}`)}</dt>
                  <dd>{write(lane[name])}</dd>
                </>
              ))}
              {lane.perSecond !== null && (
                <>
                  <dt>{say(visit, 'fact.speed')}</dt>
                  <dd>{say(visit, 'per-second', { count: speed(at, lane) })}</dd>
                </>
              )}
            </dl>
            <Skipped {...{ at, lane }} />
          </li>
        ))}
      </ul>
      <p class="soft">{say(visit, 'lanes.note', { threshold: matter.consultation.minCell })}</p>
    </>
  );
}

function speed({ visit }: OneVisit, { perSecond }: ShownLane): string {
  return writeNumber(visit, Math.max(1, Math.round(perSecond ?? 0)));
}

function Skipped({ at, lane }: { readonly at: OneVisit; readonly lane: ShownLane }) {
  const { visit, matter } = at;
  if (lane.skipped.length === 0) return null;
  return (
    <>
      <p class="soft">{say(visit, 'skipped')}</p>
      <ul>
        {lane.skipped.map(({ reason, count }) => (
          <li>
            {say(visit, `skip.${reason}`)}: {writeCount(visit, count, matter.consultation.minCell)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Each with a reason, which colleagues read below. */
function Deeds(props: { readonly at: OneVisit; readonly faults: Faults; readonly reason: string }) {
  const { at, faults, reason } = props;
  const { visit, one } = at;
  const deeds = one.status === 'running' ? (['pause', 'stop'] as const) : (['resume', 'stop'] as const);
  return (
    <form method="post" action={`${addressOf(at)}/${one.id}`} class="card">
      <TextField
        name="reason"
        label={say(visit, 'field.reason')}
        hint={say(visit, 'field.reason.hint')}
        value={reason}
        maxlength={300}
        faults={faults}
      />
      <div class="buttons">
        {deeds.map((deed) => (
          <button type="submit" name="deed" value={deed} class={deed === 'stop' ? 'danger' : 'second'}>
            {say(visit, `deed.${deed}`)}
          </button>
        ))}
      </div>
      <p class="soft">{say(visit, 'deed.note')}</p>
    </form>
  );
}

function Events({ visit, one }: OneVisit) {
  return (
    <section aria-labelledby="events">
      <h2 id="events">{say(visit, 'events')}</h2>
      <ul>
        {one.events.map(({ what, by, at, reason }) => (
          <li>
            {writeMoment(visit, at)} · {say(visit, `event.${what}`)}
            {by !== null && ` · ${by}`}
            {reason !== null && ` · ${reason}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
