/** A field of the editor: its label, its hint, room for what the check finds, and the field, tied together. */

import type { Child } from 'hono/jsx';
import { nearestField } from '../../../core/flow-draft/find-place.ts';
import { fieldId } from '../fields.tsx';
import type { FoundFault } from './found-faults.ts';

/** What was found, by the name of the field it stands beside. */
export type FieldFaults = ReadonlyMap<string, readonly FoundFault[]>;

/** Sorts what was found to the fields of a form; what is near none stands under the empty name. */
export function faultsByField(faults: readonly FoundFault[], names: readonly string[]): FieldFaults {
  const sorted = new Map<string, FoundFault[]>();
  for (const fault of faults) {
    const name = nearestField(names, fault.within);
    const known = sorted.get(name);
    if (known === undefined) sorted.set(name, [fault]);
    else known.push(fault);
  }
  return sorted;
}

/** Draws what was found at a field. The room is there while it is empty, for the script to fill. */
export function FoundAt({ name, faults }: { readonly name: string; readonly faults: FieldFaults }) {
  return (
    <div class="found" id={`${fieldId(name)}-found`} data-found={name}>
      {(faults.get(name) ?? []).map(({ severity, text }) => (
        <p class={severity === 'error' ? 'fault' : 'advice'}>{text}</p>
      ))}
    </div>
  );
}

/** Attributes that tie a field to what stands around it. */
export function flowTies(name: string, faults: FieldFaults, hint?: string) {
  const isWrong = (faults.get(name) ?? []).some(({ severity }) => severity === 'error');
  return {
    id: fieldId(name),
    name,
    'aria-describedby': `${hint === undefined ? '' : `${fieldId(name)}-hint `}${fieldId(name)}-found`,
    ...(isWrong ? { 'aria-invalid': 'true' as const } : {}),
  };
}

/** Draws a field. */
export function FlowField(props: {
  readonly name: string;
  readonly label: Child;
  readonly hint?: string | undefined;
  readonly faults: FieldFaults;
  readonly class?: string;
  readonly children: Child;
}) {
  const { name, label, hint, faults } = props;
  const isWrong = (faults.get(name) ?? []).some(({ severity }) => severity === 'error');
  return (
    <div class={`field${isWrong ? ' faulty' : ''}${props.class === undefined ? '' : ` ${props.class}`}`}>
      <label for={fieldId(name)}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </p>
      )}
      {props.children}
      <FoundAt name={name} faults={faults} />
    </div>
  );
}

/** Draws a part of a form that holds several fields. */
export function FlowPart(props: {
  readonly name: string;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly faults: FieldFaults;
  readonly children: Child;
}) {
  const { name, title, hint, faults } = props;
  return (
    <fieldset class="part" id={fieldId(name)} tabindex={-1}>
      <legend>{title}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      <FoundAt name={name} faults={faults} />
      {props.children}
    </fieldset>
  );
}
