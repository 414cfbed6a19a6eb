/** The fields of the form for a tally. */

import { AGE_BANDS, type AgeBand } from '../../../core/age-band.ts';
import type { Locality } from '../../../core/locality.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import { circumstanceField, countField, groupField, skippedField } from '../../../core/tally/read-tally.ts';
import { CIRCUMSTANCES, SEXES } from '../../../core/tally/tally.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, fieldId } from '../fields.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { cellLabel, questionText } from './tally-words.ts';

/** What the fields are drawn from: texts by name, and what is wrong. */
export type TallyFieldsProps = {
  readonly visit: Visit;
  readonly text: (name: string) => string;
  readonly faults: Faults;
};

/** One small number. */
export function NumberCell(props: TallyFieldsProps & { readonly name: string; readonly label: string }) {
  const { text, faults, name, label } = props;
  const fault = faults[name];
  return (
    <>
      <input
        id={fieldId(name)}
        name={name}
        value={text(name)}
        inputmode="numeric"
        size={5}
        maxlength={15}
        autocomplete="off"
        aria-label={label}
        {...(fault === undefined
          ? {}
          : { 'aria-invalid': 'true' as const, 'aria-describedby': `${fieldId(name)}-fault` })}
      />
      {fault !== undefined && (
        <p class="fault" id={`${fieldId(name)}-fault`}>
          {fault}
        </p>
      )}
    </>
  );
}

/** Age bands by sex; all of them, or those that are known to have taken part. */
export function GroupFields(props: TallyFieldsProps & { readonly bands?: readonly AgeBand[] }) {
  const { visit, text, faults, bands = AGE_BANDS } = props;
  const { phrase } = visit;
  return (
    <fieldset
      class={faults['groups'] === undefined ? 'field' : 'field faulty'}
      id={fieldId('groups')}
      tabindex={-1}
    >
      <legend>{phrase('console.tallies.groups')}</legend>
      <p class="hint">{phrase('console.tallies.groups.hint')}</p>
      {faults['groups'] !== undefined && <p class="fault">{faults['groups']}</p>}
      <div class="table fit">
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">{phrase('console.progress.band')}</th>
              {SEXES.map((sex) => (
                <th scope="col">{phrase(`console.tallies.sex.${sex}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bands.map((band) => (
              <tr>
                <th scope="row">{phrase('console.progress.years', { band: band.replace('-', '–') })}</th>
                {SEXES.map((sex) => (
                  <td>
                    <NumberCell
                      {...{ visit, text, faults }}
                      name={groupField(band, sex)}
                      label={`${band.replace('-', '–')}, ${phrase(`console.tallies.sex.${sex}`)}`}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </fieldset>
  );
}

/** Circumstances: folded away, because few forms need them. */
export function CircumstanceFields(props: TallyFieldsProps) {
  const { visit, text, faults } = props;
  const { phrase } = visit;
  const names = CIRCUMSTANCES.map((one) => circumstanceField(one));
  const isOpen = names.some((name) => text(name) !== '' || faults[name] !== undefined);
  return (
    <details class="card" open={isOpen}>
      <summary>{phrase('console.tallies.circumstances')}</summary>
      <p class="hint">{phrase('console.tallies.circumstances.hint')}</p>
      {CIRCUMSTANCES.map((one) => (
        <div class={faults[circumstanceField(one)] === undefined ? 'count' : 'count faulty'}>
          <span>{phrase(`console.tallies.circumstance.${one}`)}</span>
          <NumberCell
            {...props}
            name={circumstanceField(one)}
            label={phrase(`console.tallies.circumstance.${one}`)}
          />
        </div>
      ))}
    </details>
  );
}

/** The questions of a flow: a number for each answer. */
export function QuestionFields(
  props: TallyFieldsProps & { readonly questions: readonly CountableQuestion[] },
) {
  const { visit, questions } = props;
  if (questions.length === 0) return null;
  return (
    <section>
      <h2>{visit.phrase('console.tallies.questions')}</h2>
      <p class="hint">{visit.phrase('console.tallies.questions.hint')}</p>
      {questions.map((one) => (
        <OneQuestion {...props} one={one} />
      ))}
    </section>
  );
}

function OneQuestion(props: TallyFieldsProps & { readonly one: CountableQuestion }) {
  const { visit, faults, one } = props;
  const { phrase } = visit;
  const { id, kind } = one.question;
  const fault = faults[`question.${id}`];
  const hint = one.several ? 'several' : kind === 'rank' ? 'rank' : null;
  return (
    <fieldset
      class={fault === undefined ? 'field card' : 'field card faulty'}
      id={fieldId(`question.${id}`)}
      tabindex={-1}
    >
      <legend>{questionText(visit, one)}</legend>
      {hint !== null && <p class="hint">{phrase(`console.tallies.questions.${hint}`)}</p>}
      {fault !== undefined && <p class="fault">{fault}</p>}
      {one.cells.map((cell, at) => (
        <div class="count">
          <span>{cellLabel(visit, cell)}</span>
          <NumberCell {...props} name={countField(id, at)} label={cellLabel(visit, cell)} />
        </div>
      ))}
      <div class="count">
        <span class="soft">{phrase('console.tallies.skipped')}</span>
        <NumberCell {...props} name={skippedField(id)} label={phrase('console.tallies.skipped')} />
      </div>
    </fieldset>
  );
}

/** The place: the province itself or one of its communes, as far as one may. */
export function PlaceSelect(
  props: TallyFieldsProps & {
    readonly province: Locality | undefined;
    readonly communes: readonly Locality[];
  },
) {
  const { visit, text, faults, province, communes } = props;
  const { phrase } = visit;
  const fault = faults['place'];
  const chosen = text('place');
  const mayWhole = province !== undefined && visit.may('tally.write', province.code);
  return (
    <div class={fault === undefined ? 'field' : 'field faulty'}>
      <label for={fieldId('place')}>{phrase('console.tallies.place')}</label>
      <p class="hint" id="place-hint">
        {phrase('console.tallies.place.hint')}
      </p>
      {fault !== undefined && (
        <p class="fault" id="place-fault">
          {fault}
        </p>
      )}
      <select
        id={fieldId('place')}
        name="place"
        aria-describedby={fault === undefined ? 'place-hint' : 'place-hint place-fault'}
        {...(fault === undefined ? {} : { 'aria-invalid': 'true' as const })}
      >
        <option value="">{phrase('console.tallies.place.choose')}</option>
        {mayWhole && (
          <option value={province.code} selected={chosen === province.code}>
            {phrase('console.tallies.place.whole', { name: placeLabel(visit, province.code) })}
          </option>
        )}
        {communes.map(({ code }) => (
          <option value={code} selected={chosen === code}>
            {placeLabel(visit, code)}
          </option>
        ))}
      </select>
    </div>
  );
}
