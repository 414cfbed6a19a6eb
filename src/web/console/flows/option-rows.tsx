/** The options of a question in its form: words, a face, which is right, and their order. */

import { type DraftEntry, draftSource, itemsOf, textOf } from '../../../core/flow-draft/draft-source.ts';
import { optionKey } from '../../../core/flow-draft/edit-options.ts';
import { fieldId } from '../fields.tsx';
import { type FieldFaults, FlowField, FlowPart, flowTies } from './flow-field.tsx';
import type { FlowPhrase } from './flow-words.ts';
import { type DraftFrame, labelLimit, WordingFields } from './wording-fields.tsx';

/** The options of a question. */
export type OptionsProps = {
  readonly entry: DraftEntry;
  readonly frame: DraftFrame;
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
};

/** Draws the part. */
export function OptionRows(props: OptionsProps) {
  const { entry, faults, phrase } = props;
  const kind = textOf(entry, 'kind');
  const options = itemsOf(entry, 'options');
  return (
    <FlowPart
      name="options"
      title={phrase('options.title')}
      hint={phrase(`options.hint.${kind}`)}
      faults={faults}
    >
      <input type="hidden" name="options.shown" value="1" />
      <ol class="options">
        {options.map((option, at) => (
          <OptionRow {...props} option={draftSource(option)} at={at} count={options.length} />
        ))}
      </ol>
      <button class="second small" type="submit" name="do" value="options.add">
        {phrase('options.add')}
      </button>
    </FlowPart>
  );
}

function OptionRow(
  props: OptionsProps & { readonly option: DraftEntry; readonly at: number; readonly count: number },
) {
  const { entry, frame, faults, phrase, option, at, count } = props;
  const prefix = `options.${at}`;
  const id = textOf(option, 'id');
  const move = (what: 'up' | 'down' | 'remove', isOff: boolean) => (
    <button
      class={what === 'remove' ? 'quiet' : 'second small'}
      type="submit"
      name="do"
      value={`${prefix}.${what}`}
      aria-label={phrase(`options.${what}`, { number: at + 1 })}
      disabled={isOff}
    >
      {phrase(what)}
    </button>
  );
  return (
    <li class="option" id={fieldId(prefix)} tabindex={-1}>
      <input type="hidden" name={`${prefix}.was`} value={optionKey(option, at)} />
      {id === '' && <input type="hidden" name={`${prefix}.fresh`} value="1" />}
      <FlowField name={`${prefix}.face`} label={phrase('options.face')} faults={faults} class="face">
        <input
          type="text"
          {...flowTies(`${prefix}.face`, faults)}
          value={textOf(option, 'face')}
          autocomplete="off"
          list="faces"
        />
      </FlowField>
      <WordingFields
        {...{ part: `${prefix}.label`, text: option.label, frame, faults, phrase, short: true }}
        limit={labelLimit(frame, option)}
      />
      <div class="order">
        {Object.hasOwn(entry, 'right') && (
          <label class="choice">
            <input
              type="checkbox"
              name={`${prefix}.right`}
              value="1"
              checked={id !== '' && itemsOf(entry, 'right').includes(id)}
            />
            <span>{phrase('options.right')}</span>
          </label>
        )}
        {move('up', at === 0)}
        {move('down', at === count - 1)}
        {move('remove', false)}
      </div>
    </li>
  );
}
