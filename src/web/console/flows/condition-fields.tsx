/** A condition as lines to pick from; one that says more than lines can is shown in words and kept. */

import {
  type EasyCondition,
  type EasyRow,
  MAX_EASY_ROWS,
  readEasily,
} from '../../../core/flow-draft/easy-condition.ts';
import type { Choice } from '../fields.tsx';
import { fieldId } from '../fields.tsx';
import type { ConditionSubject } from './condition-subjects.ts';
import { type FieldFaults, FoundAt } from './flow-field.tsx';
import type { FlowPhrase } from './flow-words.ts';

/** A condition of a form. */
export type ConditionProps = {
  /** Names of its fields begin with this: `when`, `routes.0.when`. */
  readonly part: string;
  /** As it is written; anything but text means that there is none. */
  readonly text: unknown;
  readonly subjects: readonly ConditionSubject[];
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
  /** Says a condition in words. */
  readonly inWords: (text: string) => string;
  /** The name of a place that is no province. */
  readonly placeName: (code: string) => string;
};

/** Draws it. */
export function ConditionFields(props: ConditionProps) {
  const { part, text, faults, phrase, inWords } = props;
  const easy: EasyCondition | null = typeof text === 'string' ? readEasily(text) : { join: 'all', rows: [] };
  return (
    <div class="condition" {...(part === 'when' ? {} : { id: fieldId(part), tabindex: -1 })}>
      {part !== 'when' && <FoundAt name={part} faults={faults} />}
      {easy === null ? (
        <div class="kept">
          <p>{phrase('condition.kept', { words: inWords(String(text)) })}</p>
          <button class="second small" type="submit" name="do" value={`${part}.clear`}>
            {phrase('condition.replace')}
          </button>
        </div>
      ) : (
        <EasyLines {...props} easy={easy} />
      )}
    </div>
  );
}

function EasyLines(props: ConditionProps & { readonly easy: EasyCondition }) {
  const { part, subjects, phrase, easy } = props;
  const { rows, join } = easy;
  return (
    <>
      <input type="hidden" name={`${part}.shown`} value="1" />
      {rows.length > 1 ? (
        <select name={`${part}.join`} aria-label={phrase('condition.join')} class="join">
          {(['all', 'any'] as const).map((one) => (
            <option value={one} selected={one === join}>
              {phrase(`condition.join.${one}`)}
            </option>
          ))}
        </select>
      ) : (
        <input type="hidden" name={`${part}.join`} value={join} />
      )}
      {rows.length > 0 && (
        <ul class="lines">
          {rows.map((row, at) => (
            <Line {...props} row={row} at={at} />
          ))}
        </ul>
      )}
      {rows.length < MAX_EASY_ROWS && subjects.length > 0 && (
        <div class="adding">
          <select name={`${part}.add`} aria-label={phrase('condition.subject')} id={fieldId(`${part}.add`)}>
            <option value="">{phrase('condition.pick')}</option>
            {subjects.map(({ name, label, tests }) => (
              <option value={`${name} ${tests[0] ?? 'in'}`}>{label}</option>
            ))}
          </select>
          <button class="second small" type="submit" name="do" value={`${part}.add`}>
            {phrase(rows.length === 0 ? 'condition.first' : 'condition.more')}
          </button>
        </div>
      )}
    </>
  );
}

function Line(props: ConditionProps & { readonly row: EasyRow; readonly at: number }) {
  const { part, subjects, phrase, row, at } = props;
  const known = subjects.find(({ name }) => name === row.subject);
  const subject = known ?? {
    ...{ name: row.subject, label: phrase('condition.unknown', { name: row.subject }), values: [] },
    tests: ['in', 'not-in', 'answered', 'skipped'] as const,
  };
  const prefix = `${part}.${at}`;
  const tests = subject.tests.includes(row.test) ? subject.tests : [row.test, ...subject.tests];
  const isPicked = row.test !== 'answered' && row.test !== 'skipped';
  return (
    <li class="line" id={fieldId(prefix)}>
      <input type="hidden" name={`${prefix}.subject`} value={row.subject} />
      <span class="subject">{subject.label}</span>
      <select name={`${prefix}.test`} aria-label={phrase('condition.test', { subject: subject.label })}>
        {testChoices(row, subject.values === 'number', tests).map((test) => (
          <option value={test} selected={test === row.test}>
            {phrase(`condition.test.${test}`)}
          </option>
        ))}
      </select>
      {(isPicked || subject.values === 'number') && <Values {...props} subject={subject} prefix={prefix} />}
      <button
        class="quiet"
        type="submit"
        name="do"
        value={`${prefix}.remove`}
        aria-label={phrase('condition.remove', { subject: subject.label })}
      >
        {phrase('remove')}
      </button>
    </li>
  );
}

/** A number that is one of a list was written by hand; it keeps its way of being tested. */
function testChoices(
  row: EasyRow,
  isNumber: boolean,
  tests: ConditionSubject['tests'],
): ConditionSubject['tests'] {
  return isNumber && row.values.length === 0 ? tests.filter((test) => test !== 'in') : tests;
}

function Values(
  props: ConditionProps & {
    readonly row: EasyRow;
    readonly subject: ConditionSubject;
    readonly prefix: string;
  },
) {
  const { row, subject, prefix, phrase, placeName } = props;
  const name = `${prefix}.value`;
  if (subject.values === 'number') {
    return (
      <input
        type="number"
        name={name}
        value={row.values[0] ?? ''}
        aria-label={phrase('condition.number', { subject: subject.label })}
      />
    );
  }
  const offered = subject.values;
  const others = row.values
    .filter((value) => !offered.some((choice) => choice.value === value))
    .map((value) => ({
      value,
      label: subject.name === 'place' ? placeName(value) : phrase('condition.gone', { value }),
    }));
  const choices = [...offered, ...others];
  const boxes = choices.map((choice) => <Box choice={choice} name={name} values={row.values} />);
  if (choices.length <= 12) {
    return (
      <fieldset class="values">
        <legend class="unseen">{phrase('condition.values', { subject: subject.label })}</legend>
        {boxes}
      </fieldset>
    );
  }
  const picked = choices.filter(({ value }) => row.values.includes(value)).map(({ label }) => label);
  return (
    <details class="values many" open={picked.length === 0}>
      <summary>{picked.length === 0 ? phrase('condition.none-picked') : picked.join(', ')}</summary>
      <fieldset>
        <legend class="unseen">{phrase('condition.values', { subject: subject.label })}</legend>
        {boxes}
      </fieldset>
    </details>
  );
}

function Box(props: { readonly choice: Choice; readonly name: string; readonly values: readonly string[] }) {
  const { choice, name, values } = props;
  return (
    <label class="choice">
      <input type="checkbox" name={name} value={choice.value} checked={values.includes(choice.value)} />
      <span>{choice.label}</span>
    </label>
  );
}
