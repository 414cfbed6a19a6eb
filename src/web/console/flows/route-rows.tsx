/** The ways on from a question in its form. */

import { type DraftEntry, draftSource, itemsOf, textOf } from '../../../core/flow-draft/draft-source.ts';
import { type Choice, fieldId } from '../fields.tsx';
import { ConditionFields, type ConditionProps } from './condition-fields.tsx';
import { FlowPart, FoundAt, flowTies } from './flow-field.tsx';

/** The routes of a question. */
export type RoutesProps = Omit<ConditionProps, 'part' | 'text'> & {
  readonly entry: DraftEntry;
  readonly targets: readonly Choice[];
};

/** Draws the part. */
export function RouteRows(props: RoutesProps) {
  const { entry, targets, faults, phrase } = props;
  const routes = itemsOf(entry, 'routes').map(draftSource);
  return (
    <FlowPart name="routes" title={phrase('route.title')} hint={phrase('route.hint')} faults={faults}>
      <input type="hidden" name="routes.shown" value="1" />
      {routes.length > 0 && (
        <ol class="routes">
          {routes.map((route, at) => (
            <RouteRow {...props} route={route} at={at} count={routes.length} />
          ))}
        </ol>
      )}
      <div class="adding">
        <select name="routes.to" aria-label={phrase('route.to-new')} id={fieldId('routes.to')}>
          {targets.map(({ value, label }) => (
            <option value={value}>{label}</option>
          ))}
        </select>
        <button class="second small" type="submit" name="do" value="routes.add">
          {phrase('route.add')}
        </button>
      </div>
    </FlowPart>
  );
}

function RouteRow(
  props: RoutesProps & { readonly route: DraftEntry; readonly at: number; readonly count: number },
) {
  const { route, at, count, targets, phrase, faults } = props;
  const prefix = `routes.${at}`;
  const to = textOf(route, 'to');
  const isKnown = targets.some(({ value }) => value === to);
  const move = (what: 'up' | 'down' | 'remove', isOff: boolean) => (
    <button
      class={what === 'remove' ? 'quiet' : 'second small'}
      type="submit"
      name="do"
      value={`${prefix}.${what}`}
      aria-label={phrase(`route.${what}`, { number: at + 1 })}
      disabled={isOff}
    >
      {phrase(what)}
    </button>
  );
  return (
    <li class="route" id={fieldId(prefix)} tabindex={-1}>
      <input type="hidden" name={`${prefix}.was`} value={String(at)} />
      <p class="lead">{phrase('route.when')}</p>
      <ConditionFields {...props} part={`${prefix}.when`} text={route.when} />
      <div class="adding">
        <label for={fieldId(`${prefix}.to`)}>{phrase('route.to')}</label>
        <select {...flowTies(`${prefix}.to`, faults)}>
          {!isKnown && (
            <option value={to} selected>
              {phrase('route.gone', { name: to })}
            </option>
          )}
          {targets.map(({ value, label }) => (
            <option value={value} selected={value === to}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <FoundAt name={`${prefix}.to`} faults={faults} />
      <div class="order">
        {move('up', at === 0)}
        {move('down', at === count - 1)}
        {move('remove', false)}
      </div>
    </li>
  );
}
