/** The page that plays a flow: who plays, the screens, what is at fault. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import type { ChannelName } from '../../../core/channel.ts';
import type { Flow } from '../../../core/flow/flow.ts';
import { languageName } from '../../../core/language.ts';
import type { Preview, PreviewOrder } from '../../../usecases/preview-walk.ts';
import type { Visit } from '../console-route.ts';
import { SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { Answering } from './answering.tsx';
import { FaultPanel } from './fault-panel.tsx';
import { addressOf, fieldsOf, type PlayQuery, readPlayQuery } from './play-query.ts';
import { Screen } from './screen.tsx';
import { type Subject, trailTo } from './subject.ts';
import { SubjectLinks } from './subject-links.tsx';

/** Plays one moment on one channel. */
export type Play = (order: PreviewOrder) => Preview;

/** Answers with the page. */
export function showPlay(visit: Visit, subject: Subject, play: Play): Response | Promise<Response> {
  const { phrase } = visit;
  const { flow } = subject.playable;
  return showConsolePage(visit, {
    area: 'flows',
    title: phrase('console.preview.title', { title: subject.title }),
    trail: trailTo(visit, subject),
    actions: <SubjectLinks {...{ visit, subject }} here="play" />,
    wide: true,
    children: [
      <FaultPanel {...{ visit, subject }} />,
      flow === null ? (
        <p class="empty">{phrase('console.preview.nothing')}</p>
      ) : (
        <Stage {...{ visit, subject, flow, play, query: readPlayQuery(visit, flow) }} />
      ),
    ],
  });
}

type StageProps = {
  readonly visit: Visit;
  readonly subject: Subject;
  readonly flow: Flow;
  readonly play: Play;
  readonly query: PlayQuery;
};

function Stage({ visit, subject, flow, play, query }: StageProps) {
  const { phrase } = visit;
  const { address } = subject;
  const channels = query.channel === 'all' ? flow.channels : [query.channel];
  const screens = channels.map((channel) => ({ channel, preview: play({ ...query, flow, channel }) }));
  const isBegun = query.inputs.length > 0;
  return (
    <>
      <Settings {...{ visit, flow, query, address }} />
      <ChannelTabs {...{ visit, flow, query, address }} />
      {query.isFull && <p class="note warning">{phrase('console.preview.full')}</p>}
      <div class="rewind">
        {isBegun && (
          <>
            <a
              class="button second"
              href={`${addressOf(address, { ...query, inputs: query.inputs.slice(0, -1) })}#now`}
            >
              {phrase('console.preview.undo')}
            </a>
            <a class="button quiet" href={addressOf(address, { ...query, inputs: [] })}>
              {phrase('console.preview.restart')}
            </a>
          </>
        )}
      </div>
      <form id="taps" method="get" action={`${address}#now`}>
        {Object.entries(fieldsOf(query)).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
      </form>
      <div class={screens.length === 1 ? 'screens' : 'screens several'}>
        {screens.map(({ channel, preview }, at) => (
          <Screen {...{ visit, channel, preview, isFirst: at === 0, isAlone: screens.length === 1 }} />
        ))}
      </div>
      <Answering {...{ visit, query, address, screens }} />
    </>
  );
}

type PartProps = {
  readonly visit: Visit;
  readonly flow: Flow;
  readonly query: PlayQuery;
  readonly address: string;
};

/** Who plays: a change begins anew, as other words and other questions may come. */
function Settings({ visit, flow, query, address }: PartProps) {
  const { phrase } = visit;
  const bands = AGE_BANDS.filter((band) => flow.ageBands.includes(band));
  const ages = [
    ...bands.map((band) => ({
      value: band,
      label: phrase('console.preview.age.band', { band: band.replace('-', '–') }),
    })),
    { value: 'ask', label: phrase('console.preview.age.ask') },
  ];
  return (
    <form method="get" class="card preview-choose" action={address}>
      <input type="hidden" name="channel" value={query.channel} />
      <SelectField
        name="age"
        label={phrase('console.preview.age')}
        choices={ages}
        value={query.age ?? 'ask'}
      />
      <SelectField
        name="in"
        label={phrase('console.preview.language')}
        choices={flow.languages.map((value) => ({ value, label: languageName(value) }))}
        value={query.language}
      />
      <SelectField
        name="place"
        label={phrase('console.preview.place')}
        choices={placeChoices(visit, query)}
        value={query.place ?? ''}
      />
      <SelectField
        name="parents"
        label={phrase('console.preview.parents')}
        choices={[
          { value: '', label: phrase('console.preview.parents.no') },
          { value: 'yes', label: phrase('console.preview.parents.yes') },
        ]}
        value={query.asksParents ? 'yes' : ''}
      />
      <button type="submit" class="button">
        {phrase('console.preview.play')}
      </button>
    </form>
  );
}

/** What a code may tell: nothing, a province, or a commune, of which one stands for all. */
function placeChoices({ phrase, ground }: Visit, { place }: PlayQuery) {
  const { gazetteer } = ground;
  const provinces = gazetteer.provinces();
  const [example] = gazetteer.communesOf(provinces[0]?.code ?? '');
  const chosen = place === null ? undefined : gazetteer.find(place);
  const commune = chosen?.level === 'commune' ? chosen : example;
  return [
    { value: '', label: phrase('console.preview.place.unknown') },
    ...(commune === undefined
      ? []
      : [{ value: commune.code, label: phrase('console.preview.place.commune', { name: commune.name }) }]),
    ...provinces.map(({ code, name }) => ({ value: code, label: name })),
  ];
}

/** The same moment on another channel. */
function ChannelTabs({ visit, flow, query, address }: PartProps) {
  const { phrase } = visit;
  const channels: readonly (ChannelName | 'all')[] =
    flow.channels.length > 1 ? [...flow.channels, 'all'] : flow.channels;
  return (
    <nav class="tabs" aria-label={phrase('console.preview.channel')}>
      {channels.map((channel) => (
        <a
          href={addressOf(address, { ...query, channel })}
          {...(channel === query.channel ? { 'aria-current': 'page' as const } : {})}
        >
          {phrase(channel === 'all' ? 'console.preview.channel.all' : `console.flows.channel.${channel}`)}
        </a>
      ))}
    </nav>
  );
}
