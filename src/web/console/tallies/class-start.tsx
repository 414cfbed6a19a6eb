/** The page on which a class is begun: where, which consultation, how old, and which questions fit a show of hands. */

import { AGE_BANDS, type AgeBand } from '../../../core/age-band.ts';
import type { Consultation } from '../../../core/consultation.ts';
import { dayOf } from '../../../core/day.ts';
import { readText } from '../../../core/flow/text.ts';
import type { Locality } from '../../../core/locality.ts';
import { type CountableQuestion, noHandsFor } from '../../../core/tally/countable.ts';
import type { TalliedConsultation } from '../../../usecases/keep-tallies.ts';
import type { Visit } from '../console-route.ts';
import { ChoiceGroup, type Faults, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { communesInReach, provinceFor, provincesInReach } from './ground.ts';
import { PlaceSelect } from './tally-fields.tsx';
import { questionText } from './tally-words.ts';

/** What is drawn. */
export type ClassStartProps = {
  readonly id: string;
  readonly text: (name: string) => string;
  /** Ids of the questions that are ticked. */
  readonly ticked: readonly string[];
  readonly faults: Faults;
  readonly of: TalliedConsultation | null;
  readonly consultations: readonly Consultation[];
};

/** The band that was chosen; `null` while none was. */
export function bandIn(text: ClassStartProps['text']): AgeBand | null {
  return AGE_BANDS.find((band) => band === text('band')) ?? null;
}

/** Shows it. */
export function showClassStart(visit: Visit, props: ClassStartProps): Response | Promise<Response> {
  const { phrase } = visit;
  const { of, text, faults } = props;
  const band = bandIn(text);
  const province = provinceFor(visit, text('province'), text('place'));
  return showConsolePage(
    visit,
    {
      ...{ area: 'tallies', title: phrase('console.tallies.class') },
      trail: [{ href: '/console/tallies', text: phrase('console.tallies.title') }],
      faults: <FormFaults title={phrase('console.tallies.faulty')} faults={faults} />,
      children: [
        <p>{phrase('console.tallies.class.explain')}</p>,
        <Chooser visit={visit} props={props} />,
        of !== null && band !== null && <Begin {...{ visit, props, of, band, province }} />,
      ],
    },
    Object.keys(faults).length > 0 ? 422 : 200,
  );
}

function Chooser({ visit, props }: { readonly visit: Visit; readonly props: ClassStartProps }) {
  const { phrase } = visit;
  const { text, of, consultations } = props;
  const provinces = provincesInReach(visit);
  return (
    <form method="get" action="/console/tallies/class" class="card chooser">
      <div class="columns">
        {provinces.length > 1 && (
          <SelectField
            name="province"
            label={phrase('console.tallies.province')}
            value={provinceFor(visit, text('province'), text('place'))?.code ?? ''}
            choices={[
              { value: '', label: phrase('console.tallies.province.choose') },
              ...provinces.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <SelectField
          name="consultation"
          label={phrase('console.tallies.consultation')}
          value={of?.consultation.id ?? ''}
          choices={[
            { value: '', label: phrase('console.tallies.consultation.choose') },
            ...consultations.map(({ id, title }) => ({
              value: id,
              label: readText(title, visit.language, null),
            })),
          ]}
        />
        <SelectField
          name="band"
          label={phrase('console.progress.band')}
          value={text('band')}
          choices={[
            { value: '', label: phrase('console.tallies.class.band.choose') },
            ...AGE_BANDS.map((band) => ({
              value: band,
              label: phrase('console.progress.years', { band: band.replace('-', '–') }),
            })),
          ]}
        />
      </div>
      <button class="second" type="submit">
        {phrase('console.tallies.choose')}
      </button>
    </form>
  );
}

function Begin(begin: {
  readonly visit: Visit;
  readonly props: ClassStartProps;
  readonly of: TalliedConsultation;
  readonly band: AgeBand;
  readonly province: Locality | undefined;
}) {
  const { visit, props, of, band, province } = begin;
  const { phrase } = visit;
  const { id, text, faults } = props;
  const communes = province === undefined ? [] : communesInReach(visit, province.code);
  const day = text('day') === '' ? dayOf(visit.ground.now()) : text('day');
  return (
    <form method="post" action="/console/tallies/class">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="province" value={province?.code ?? ''} />
      <input type="hidden" name="consultation" value={of.consultation.id} />
      <input type="hidden" name="band" value={band} />
      <PlaceSelect {...{ visit, text, faults, province, communes }} />
      <div class="columns">
        <TextField
          {...{ name: 'day', type: 'date', faults, value: day }}
          label={phrase('console.tallies.day')}
        />
        <TextField
          {...{ name: 'present', faults, value: text('present') }}
          label={phrase('console.tallies.class.present')}
          inputmode="numeric"
          maxlength={3}
        />
      </div>
      <Questions visit={visit} props={props} of={of} band={band} />
      <div class="buttons">
        <button type="submit">{phrase('console.tallies.class.begin')}</button>
        <a class="button second" href={`/console/tallies/class/phones/${of.consultation.id}`}>
          {phrase('console.tallies.class.phones')}
        </a>
      </div>
    </form>
  );
}

function Questions(props: {
  readonly visit: Visit;
  readonly props: ClassStartProps;
  readonly of: TalliedConsultation;
  readonly band: AgeBand;
}) {
  const { visit, of, band } = props;
  const { phrase } = visit;
  const fitting = of.questions.filter(({ question }) => noHandsFor(question, band) === null);
  const others = of.flow.questions.filter((question) => {
    const why = noHandsFor(question, band);
    return why !== null && why !== 'other-age' && question.kind !== 'info';
  });
  return (
    <>
      <ChoiceGroup
        {...{ name: 'question', kind: 'many', values: props.props.ticked, faults: props.props.faults }}
        label={phrase('console.tallies.class.questions')}
        hint={phrase('console.tallies.class.questions.hint')}
        choices={fitting.map((one) => ({ value: one.question.id, label: questionText(visit, one, band) }))}
      />
      <details class="card">
        <summary>{phrase('console.tallies.class.not-by-hands', { number: others.length })}</summary>
        <p class="hint">{phrase('console.tallies.class.not-by-hands.hint')}</p>
        <ul>
          {others.map((question) => (
            <li>
              {readText(question.text, visit.language, band)}{' '}
              <small>{phrase(`console.tallies.class.why.${noHandsFor(question, band)}`)}</small>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The questions that were ticked and may be asked by a show of hands, in the order of the flow. */
export function fittingQuestions(
  { questions }: TalliedConsultation,
  band: AgeBand,
  ticked: readonly string[],
): readonly CountableQuestion[] {
  return questions.filter(
    ({ question }) => ticked.includes(question.id) && noHandsFor(question, band) === null,
  );
}
