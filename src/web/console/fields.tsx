/** Form fields of the console: a label, a hint, what is wrong, and the field, tied together for screen readers. */

import type { Child } from 'hono/jsx';

/** What is wrong with a form, by the name of the field; `''` for the form as a whole. */
export type Faults = Readonly<Record<string, string>>;

/** What every field has. */
export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly faults?: Faults | undefined;
  readonly required?: boolean;
};

/** The list at the top of a form that was sent back; each line leads to its field. */
export function FormFaults({ title, faults }: { readonly title: string; readonly faults: Faults }) {
  const entries = Object.entries(faults);
  if (entries.length === 0) return null;
  return (
    <div class="faults" role="alert" tabindex={-1}>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {entries.map(([name, text]) => (
          <li>{name === '' ? text : <a href={`#${fieldId(name)}`}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

/** Id of the field of a name: names may hold dots and brackets. */
export function fieldId(name: string): string {
  return `field-${name.replace(/[^\w-]/g, '-')}`;
}

/** Attributes that tie a field to its hint and fault. */
export function fieldTies({ name, hint, faults, required }: FieldProps) {
  const fault = faults?.[name];
  const described = [
    ...(hint === undefined ? [] : [`${fieldId(name)}-hint`]),
    ...(fault === undefined ? [] : [`${fieldId(name)}-fault`]),
  ].join(' ');
  return {
    id: fieldId(name),
    name,
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(fault === undefined ? {} : { 'aria-invalid': 'true' as const }),
    ...(required === true ? { required: true } : {}),
  };
}

/** Draws what stands around a field. */
export function Field(props: FieldProps & { readonly children: Child }) {
  const { name, label, hint, faults } = props;
  const fault = faults?.[name];
  return (
    <div class={fault === undefined ? 'field' : 'field faulty'}>
      <label for={fieldId(name)}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p class="fault" id={`${fieldId(name)}-fault`}>
          {fault}
        </p>
      )}
      {props.children}
    </div>
  );
}

/** One line of text, or a date, number, e-mail address, password. */
export function TextField(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly type?: 'text' | 'email' | 'password' | 'date' | 'datetime-local' | 'number' | 'url' | 'search';
    readonly maxlength?: number;
    readonly min?: string | number;
    readonly max?: string | number;
    readonly autocomplete?: string;
    readonly lang?: string;
    readonly inputmode?: 'numeric' | 'text';
  },
) {
  const { value = '', type = 'text', maxlength, min, max, autocomplete, lang, inputmode } = props;
  return (
    <Field {...props}>
      <input {...fieldTies(props)} {...{ value, type, maxlength, min, max, autocomplete, lang, inputmode }} />
    </Field>
  );
}

/** Several lines of text. */
export function TextArea(
  props: FieldProps & {
    readonly value?: string | undefined;
    readonly rows?: number;
    readonly maxlength?: number;
    readonly lang?: string;
  },
) {
  const { value = '', rows = 3, maxlength, lang } = props;
  return (
    <Field {...props}>
      <textarea {...fieldTies(props)} {...{ rows, maxlength, lang }}>
        {value}
      </textarea>
    </Field>
  );
}

/** A choice that can be ticked or picked. */
export type Choice = { readonly value: string; readonly label: string; readonly hint?: string };

/** One of a list. */
export function SelectField(
  props: FieldProps & { readonly choices: readonly Choice[]; readonly value?: string | undefined },
) {
  return (
    <Field {...props}>
      <select {...fieldTies(props)}>
        {props.choices.map(({ value, label }) => (
          <option value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Boxes to tick, or dots to pick one of. */
export function ChoiceGroup(
  props: FieldProps & {
    readonly kind: 'many' | 'one';
    readonly choices: readonly Choice[];
    readonly values: readonly string[];
  },
) {
  const { name, label, hint, faults, kind, choices, values } = props;
  const fault = faults?.[name];
  return (
    <fieldset class={fault === undefined ? 'field' : 'field faulty'} id={fieldId(name)} tabindex={-1}>
      <legend>{label}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {fault !== undefined && <p class="fault">{fault}</p>}
      {choices.map((choice) => (
        <label class="choice">
          <input
            type={kind === 'many' ? 'checkbox' : 'radio'}
            name={name}
            value={choice.value}
            checked={values.includes(choice.value)}
          />
          <span>
            {choice.label}
            {choice.hint !== undefined && <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
