/** The list of a consultation's broadcasts, and the way to a new one. */

import { statusOf } from '../../../core/consultation.ts';
import type { ShownBroadcast } from '../../../usecases/watch-broadcasts.ts';
import { showConsolePage } from '../frame.tsx';
import { ChannelHealthPanel } from './channel-health.tsx';
import { addressOf, type BroadcastVisit, say, trailOf } from './dependencies.ts';
import { writeCount, writeHours, writeMoment } from './shown.ts';

/** Answers with it. */
export async function showList(at: BroadcastVisit): Promise<Response> {
  const { visit, deps, matter } = at;
  const isOver = statusOf(matter.consultation, visit.ground.now()) === 'closed';
  const channels = await deps.channelHealth().catch(() => null);
  return showConsolePage(visit, {
    area: 'consultations',
    title: say(visit, 'title'),
    trail: trailOf(at, false),
    children: [
      <p>{say(visit, 'intro', { times: deps.messagesPerWeek })}</p>,
      <p class="soft">{writeHours(visit, deps.hours)}</p>,
      isOver ? <p class="note">{say(visit, 'over')}</p> : <Ways {...at} />,
      <Broadcasts {...at} found={await deps.list(matter.consultation.id)} />,
      <ChannelHealthPanel {...{ visit, channels }} />,
    ],
  });
}

/** Both kinds, each with whom it goes to. */
function Ways(at: BroadcastVisit) {
  const { visit, deps } = at;
  if (deps.writingChannels.length === 0) return <p class="note warning">{say(visit, 'no-channels')}</p>;
  return (
    <ul class="cards">
      {(['reminder', 'invitation'] as const).map((kind) => (
        <li class="card">
          <h2>{say(visit, `kind.${kind}`)}</h2>
          <p>{say(visit, `about.${kind}`)}</p>
          <a class="button" href={`${addressOf(at)}/new?kind=${kind}`}>
            {say(visit, `begin.${kind}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Broadcasts(at: BroadcastVisit & { readonly found: readonly ShownBroadcast[] }) {
  const { visit, found, matter } = at;
  if (found.length === 0) return <p class="empty">{say(visit, 'none')}</p>;
  const threshold = matter.consultation.minCell;
  return (
    <div class="table">
      <table class="list">
        <caption>{say(visit, 'list')}</caption>
        <thead>
          <tr>
            {['column.kind', 'column.start', 'column.state', 'column.sent'].map((key) => (
              <th scope="col">{say(visit, key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.map((one) => (
            <tr>
              <th scope="row">
                <a href={`${addressOf(at)}/${one.id}`}>{say(visit, `kind.${one.kind}`)}</a>
              </th>
              <td>{writeMoment(visit, one.startsAt)}</td>
              <td>
                <StateTag {...{ visit, one }} />
              </td>
              <td>{writeCount(visit, one.sent, threshold)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Where a broadcast stands. */
export function StateTag({ visit, one }: Pick<BroadcastVisit, 'visit'> & { readonly one: ShownBroadcast }) {
  const state = one.status === 'running' && one.hold !== null ? 'held' : one.status;
  const tone = state === 'running' || state === 'done' ? 'tag good' : 'tag';
  return <span class={tone}>{say(visit, `state.${state}`)}</span>;
}
