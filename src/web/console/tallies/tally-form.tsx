/** The form in which a tally is entered or corrected. */

import type { Consultation } from '../../../core/consultation.ts';
import { readText } from '../../../core/flow/text.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import {
  CONFIRM_FIELD,
  circumstanceField,
  countField,
  groupField,
  skippedField,
} from '../../../core/tally/read-tally.ts';
import { TALLY_KINDS, type Tally } from '../../../core/tally/tally.ts';
import type { TalliedConsultation } from '../../../usecases/keep-tallies.ts';
import type { Visit } from '../console-route.ts';
import { ChoiceGroup, type Faults, FormFaults, SelectField, TextArea, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { communesInReach, provinceFor, provincesInReach } from './ground.ts';
import { CircumstanceFields, GroupFields, PlaceSelect, QuestionFields } from './tally-fields.tsx';

/** What is drawn. */
export type TallyFormProps = {
  /** UUID of the tally that will be, or is. */
  readonly id: string;
  /** The tally that is corrected; `null` for a new one. */
  readonly corrected: Tally | null;
  /** What the fields hold. */
  readonly text: (name: string) => string;
  readonly faults: Faults;
  readonly of: TalliedConsultation | null;
  /** Consultations it may belong to. */
  readonly consultations: readonly Consultation[];
  /** Asked back: a tally that says the same is there already. */
  readonly twin?: Tally | null;
};

/** Shows it; with faults as an answer to what was sent. */
export function showTallyForm(visit: Visit, props: TallyFormProps): Response | Promise<Response> {
  const { phrase } = visit;
  const { id, corrected, faults, twin = null } = props;
  const isFaulty = Object.keys(faults).length > 0 || twin !== null;
  const title = phrase(corrected === null ? 'console.tallies.enter' : 'console.tallies.correct');
  return showConsolePage(
    visit,
    {
      ...{ area: 'tallies', title },
      trail: [
        { href: '/console/tallies', text: phrase('console.tallies.title') },
        ...(corrected === null
          ? []
          : [{ href: `/console/tallies/${id}`, text: phrase('console.tallies.one') }]),
      ],
      faults: <FormFaults title={phrase('console.tallies.faulty')} faults={faults} />,
      children: [
        <p class="note off-chat">
          <span class="tag">{phrase('console.tallies.mark')}</span> {phrase('console.tallies.explain')}
        </p>,
        corrected === null && <Chooser visit={visit} form={props} />,
        <TheForm visit={visit} form={props} />,
      ],
    },
    isFaulty ? 422 : 200,
  );
}

type DrawnForm = { readonly visit: Visit; readonly form: TallyFormProps };

/** Province and consultation decide what the form asks: they are chosen first, without a script. */
function Chooser({ visit, form }: DrawnForm) {
  const { phrase } = visit;
  const provinces = provincesInReach(visit);
  const province = provinceFor(visit, form.text('province'), form.text('place'));
  return (
    <form method="get" action="/console/tallies/new" class="card chooser">
      <div class="columns">
        {provinces.length > 1 && (
          <SelectField
            name="province"
            label={phrase('console.tallies.province')}
            value={province?.code ?? ''}
            choices={[
              { value: '', label: phrase('console.tallies.province.choose') },
              ...provinces.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <SelectField
          name="consultation"
          label={phrase('console.tallies.consultation')}
          value={form.of?.consultation.id ?? ''}
          choices={[
            { value: '', label: phrase('console.tallies.consultation.none') },
            ...form.consultations.map(({ id, title }) => ({
              value: id,
              label: readText(title, visit.language, null),
            })),
          ]}
        />
      </div>
      <p class="hint">{phrase('console.tallies.consultation.hint')}</p>
      <button class="second" type="submit">
        {phrase('console.tallies.choose')}
      </button>
    </form>
  );
}

function TheForm({ visit, form }: DrawnForm) {
  const { phrase } = visit;
  const { id, corrected, text, faults, of, twin = null } = form;
  const province = provinceFor(visit, text('province'), text('place'));
  const shared = { visit, text, faults };
  return (
    <form method="post" action={corrected === null ? '/console/tallies' : `/console/tallies/${id}`}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="province" value={province?.code ?? ''} />
      <input type="hidden" name="consultation" value={of?.consultation.id ?? ''} />
      {corrected !== null && <input type="hidden" name="revision" value={text('revision')} />}
      {of !== null && (
        <p>
          {phrase('console.tallies.of', { title: readText(of.consultation.title, visit.language, null) })}
        </p>
      )}
      <ChoiceGroup
        {...{ name: 'kind', kind: 'one', faults, label: phrase('console.tallies.kind') }}
        values={[text('kind')]}
        choices={TALLY_KINDS.map((kind) => ({ value: kind, label: phrase(`console.tallies.kind.${kind}`) }))}
      />
      <TextField
        name="day"
        type="date"
        label={phrase('console.tallies.day')}
        value={text('day')}
        faults={faults}
      />
      <PlaceSelect
        {...shared}
        province={province}
        communes={province === undefined ? [] : communesInReach(visit, province.code)}
      />
      <TextField
        {...{ name: 'children', faults, label: phrase('console.tallies.children') }}
        inputmode="numeric"
        maxlength={15}
        value={text('children')}
      />
      <AskBack visit={visit} form={form} twin={twin} />
      <GroupFields {...shared} />
      <CircumstanceFields {...shared} />
      <QuestionFields {...shared} questions={of?.questions ?? []} />
      <TextArea
        {...{ name: 'source', faults, label: phrase('console.tallies.source') }}
        hint={phrase('console.tallies.source.hint')}
        maxlength={500}
        value={text('source')}
      />
      {corrected !== null && (
        <TextField
          {...{ name: 'reason', faults, label: phrase('console.tallies.reason') }}
          hint={phrase('console.tallies.reason.hint')}
          maxlength={300}
          value={text('reason')}
        />
      )}
      <div class="buttons">
        <button type="submit">{phrase('console.tallies.save')}</button>
        <a class="quiet" href={corrected === null ? '/console/tallies' : `/console/tallies/${id}`}>
          {phrase('console.tallies.cancel')}
        </a>
      </div>
    </form>
  );
}

/** More children than likely, or the same tally again: both may be right, so whoever enters says so. */
function AskBack({ visit, form, twin }: DrawnForm & { readonly twin: Tally | null }) {
  const { phrase } = visit;
  const { text, faults } = form;
  const asksNumber = faults['children'] !== undefined && text('asks-number') !== '';
  return (
    <>
      {asksNumber && (
        <label class="choice card">
          <input type="checkbox" name={CONFIRM_FIELD} value={text('asks-number')} />
          <span>{phrase('console.tallies.confirm', { children: text('asks-number') })}</span>
        </label>
      )}
      {!asksNumber && text(CONFIRM_FIELD) !== '' && (
        <input type="hidden" name={CONFIRM_FIELD} value={text(CONFIRM_FIELD)} />
      )}
      {twin !== null && (
        <div class="faults" role="alert">
          <p>
            {phrase('console.tallies.twin')}{' '}
            <a href={`/console/tallies/${twin.id}`}>{phrase('console.tallies.twin.see')}</a>
          </p>
          <label class="choice">
            <input type="checkbox" name="twin" value={twin.id} />
            <span>{phrase('console.tallies.twin.another')}</span>
          </label>
        </div>
      )}
    </>
  );
}

/** The fields of a stored tally, as its form has them. */
export function fieldsOf(tally: Tally, questions: readonly CountableQuestion[]): (name: string) => string {
  const fields = new Map<string, string>([
    ['kind', tally.kind],
    ['day', tally.heldOn],
    ['place', tally.place],
    ['children', String(tally.children)],
    ['source', tally.source],
    ['revision', String(tally.revision)],
    [CONFIRM_FIELD, String(tally.children)],
  ]);
  for (const { ageBand, sex, children } of tally.groups)
    fields.set(groupField(ageBand, sex), String(children));
  for (const [name, children] of Object.entries(tally.circumstances)) {
    fields.set(circumstanceField(name), String(children));
  }
  for (const { question, counts, skipped } of tally.questions) {
    const cells = questions.find((one) => one.question.id === question)?.cells ?? [];
    cells.forEach(({ id }, at) => {
      fields.set(countField(question, at), String(counts[id] ?? 0));
    });
    fields.set(skippedField(question), String(skipped));
  }
  return (name) => fields.get(name) ?? '';
}
