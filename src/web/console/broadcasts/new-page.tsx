/** Deciding on a broadcast: whom, where, when; then what it would come to, and the word to start it. */

import type { BroadcastForecast, ForecastOutcome } from '../../../usecases/start-broadcast.ts';
import { ChoiceGroup, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { addressOf, type BroadcastVisit, say, trailOf } from './dependencies.ts';
import { Previews } from './previews.tsx';
import { placesOf, readOrder, type SentOrder } from './sent-order.ts';
import { writeCount, writeDuration, writeHours, writeMoment } from './shown.ts';

/** Answers the first time, and again with a forecast once it was asked for. */
export async function showNew(at: BroadcastVisit): Promise<Response> {
  const { c } = at.visit;
  const fields = {
    text: (name: string) => c.req.query(name) ?? '',
    texts: (name: string) => c.req.queries(name) ?? [],
  };
  const asked = fields.text('look') !== '';
  const sent = readOrder(at, fields);
  if (!asked) return drawNew(at, { ...sent, channels: at.deps.writingChannels, faults: {} }, null);
  const outcome = sent.order === null ? null : await at.deps.forecast(sent.order);
  return drawNew(at, sent, outcome);
}

/** Draws it. A form that was sent back has its faults on top. */
export function drawNew(
  at: BroadcastVisit,
  sent: SentOrder,
  outcome: ForecastOutcome | null,
): Response | Promise<Response> {
  const { visit } = at;
  const refused =
    outcome?.kind === 'refused'
      ? { '': say(visit, `refused.${outcome.why}`, { threshold: at.matter.consultation.minCell }) }
      : {};
  const faults = { ...sent.faults, ...refused };
  const isFaulty = Object.keys(faults).length > 0;
  const page = {
    area: 'consultations' as const,
    title: say(visit, `begin.${sent.kind}`),
    trail: trailOf(at, true),
    faults: <FormFaults title={visit.phrase('console.faults')} faults={faults} />,
    children: [
      <p>{say(visit, `about.${sent.kind}`)}</p>,
      <Form {...{ at, sent }} />,
      outcome !== null && outcome.forecast !== null && (
        <Forecast {...{ at, sent }} forecast={outcome.forecast} mayStart={outcome.kind === 'forecast'} />
      ),
    ],
  };
  return showConsolePage(visit, page, isFaulty ? 422 : 200);
}

type FormProps = { readonly at: BroadcastVisit; readonly sent: SentOrder };

function Form({ at, sent }: FormProps) {
  const { visit, deps } = at;
  const { faults } = sent;
  const places = placesOf(at);
  return (
    <form method="get" action={`${addressOf(at)}/new`} class="card">
      <input type="hidden" name="kind" value={sent.kind} />
      <input type="hidden" name="look" value="1" />
      <ChoiceGroup
        kind="many"
        name="channel"
        label={say(visit, 'field.channel')}
        hint={say(visit, 'field.channel.hint')}
        choices={deps.writingChannels.map((name) => ({
          value: name,
          label: visit.phrase(`channel.${name}`),
          hint: say(visit, `channel.${name}.hint`),
        }))}
        values={sent.channels}
        faults={faults}
      />
      {sent.kind === 'reminder' && places.length > 0 && (
        <SelectField
          name="place"
          label={say(visit, 'field.place')}
          choices={[
            { value: '', label: say(visit, 'field.place.all') },
            ...places.map((code) => ({
              value: code,
              label: visit.ground.gazetteer.find(code)?.name ?? code,
            })),
          ]}
          value={sent.place ?? ''}
        />
      )}
      <TextField
        type="datetime-local"
        name="startsAt"
        label={say(visit, 'field.start')}
        hint={`${say(visit, 'field.start.hint')} ${writeHours(visit, deps.hours)}`}
        value={sent.startsAt}
        faults={faults}
      />
      <div class="buttons">
        <button type="submit" class="second">
          {say(visit, 'look')}
        </button>
      </div>
    </form>
  );
}

function Forecast(props: FormProps & { readonly forecast: BroadcastForecast; readonly mayStart: boolean }) {
  const { at, sent, forecast, mayStart } = props;
  const { visit, matter } = at;
  const threshold = matter.consultation.minCell;
  const { left, leavesAt, total, audiences } = forecast;
  return (
    <section aria-labelledby="forecast">
      <h2 id="forecast">{say(visit, 'forecast')}</h2>
      <dl class="facts">
        <dt>{say(visit, 'fact.audience')}</dt>
        <dd>
          {writeCount(visit, total, threshold)}
          {audiences.length > 1 && (
            <ul>
              {audiences.map(({ channel, count }) => (
                <li>
                  {visit.phrase(`channel.${channel}`)}: {writeCount(visit, count, threshold)}
                </li>
              ))}
            </ul>
          )}
        </dd>
        <dt>{say(visit, 'fact.leaves')}</dt>
        <dd>{leavesAt === null ? say(visit, 'never') : writeMoment(visit, leavesAt)}</dd>
        <dt>{say(visit, 'fact.sending')}</dt>
        <dd>{writeDuration(visit, left.sendingMs)}</dd>
        <dt>{say(visit, 'fact.done')}</dt>
        <dd>{left.doneAt === null ? say(visit, 'never') : writeMoment(visit, left.doneAt)}</dd>
      </dl>
      <p class="soft">{say(visit, 'forecast.note', { threshold })}</p>
      <Previews {...{ visit }} previews={forecast.previews} />
      {mayStart && <Confirm {...{ at, sent }} />}
    </section>
  );
}

/** The id is made here: the same form sent twice starts one broadcast. */
function Confirm({ at, sent }: FormProps) {
  const { visit } = at;
  return (
    <form method="post" action={addressOf(at)} class="card">
      <p>{say(visit, 'confirm')}</p>
      <input type="hidden" name="id" value={visit.ground.newId()} />
      <input type="hidden" name="kind" value={sent.kind} />
      {sent.channels.map((name) => (
        <input type="hidden" name="channel" value={name} />
      ))}
      <input type="hidden" name="place" value={sent.place ?? ''} />
      <input type="hidden" name="startsAt" value={sent.startsAt} />
      <div class="buttons">
        <button type="submit">{say(visit, `start.${sent.kind}`)}</button>
        <a class="quiet" href={addressOf(at)}>
          {say(visit, 'cancel')}
        </a>
      </div>
    </form>
  );
}
