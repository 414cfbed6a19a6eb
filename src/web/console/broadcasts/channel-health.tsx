/** The panel that says how the channels are doing, in plain words, with what to do about it. */

import type { ChannelHealth, ChannelTrouble } from '../../../core/channel-health.ts';
import type { Visit } from '../console-route.ts';
import { writeNumber } from './shown.ts';

/** What the panel is drawn from; read it with `channelHealth` of this area's dependencies. */
export type ChannelHealthProps = {
  readonly visit: Visit;
  /** `null` where the database did not say. */
  readonly channels: readonly ChannelHealth[] | null;
  /** Leaves out channels that are well. */
  readonly onlyTroubles?: boolean;
};

/** Draws it; nothing where only troubles are wanted and there are none. */
export function ChannelHealthPanel({ visit, channels, onlyTroubles = false }: ChannelHealthProps) {
  const say = (key: string) => visit.phrase(`console.channels.${key}`);
  if (channels === null) return <p class="note warning">{say('unknown')}</p>;
  const shown = onlyTroubles ? channels.filter(({ troubles }) => troubles.length > 0) : channels;
  if (shown.length === 0 && onlyTroubles) return null;
  return (
    <section class="channel-health" aria-labelledby="channel-health">
      <h2 id="channel-health">{say('title')}</h2>
      {shown.length === 0 && <p class="soft">{say('none')}</p>}
      <ul class="cards">
        {shown.map((one) => (
          <ChannelCard {...{ visit, one }} />
        ))}
      </ul>
    </section>
  );
}

function ChannelCard({ visit, one }: { readonly visit: Visit; readonly one: ChannelHealth }) {
  const { channel, isDown, troubles } = one;
  const state = isDown ? 'down' : troubles.length > 0 ? 'warned' : 'well';
  return (
    <li class={isDown ? 'card down' : 'card'}>
      <p class="channel-name">
        <strong>{visit.phrase(`channel.${channel}`)}</strong>{' '}
        <span class={state === 'well' ? 'tag good' : 'tag warning'}>
          {visit.phrase(`console.channels.${state}`)}
        </span>
      </p>
      {troubles.map((trouble) => (
        <p>{visit.phrase(`console.channels.trouble.${trouble}`, factsOf(visit, one, trouble))}</p>
      ))}
      <Plan {...{ visit, one }} />
    </li>
  );
}

/** How much of a plan is used, where there is one. */
function Plan({ visit, one }: { readonly visit: Visit; readonly one: ChannelHealth }) {
  const { plan, sentThisMonth } = one.signs;
  if (plan.messages === null) return null;
  const label = visit.phrase('console.channels.sent-of', {
    sent: writeNumber(visit, sentThisMonth),
    of: writeNumber(visit, plan.messages),
  });
  return (
    <p class="soft">
      {label}
      <meter aria-label={label} min={0} max={plan.messages} value={Math.min(sentThisMonth, plan.messages)} />
    </p>
  );
}

function factsOf(visit: Visit, { signs }: ChannelHealth, trouble: ChannelTrouble) {
  const { plan, sentThisMonth, people, dead, oldestDueSeconds } = signs;
  const isPeople = trouble === 'people-near' || trouble === 'people-used';
  return {
    count: writeNumber(visit, trouble === 'given-up' ? dead : isPeople ? people : sentThisMonth),
    of: writeNumber(visit, (isPeople ? plan.people : plan.messages) ?? 0),
    minutes: Math.round(oldestDueSeconds / 60),
  };
}
