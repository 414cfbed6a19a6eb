/** The form of one question, or of the use of a block. */

import { CUTS, type QuestionKind } from '../../../core/flow/flow.ts';
import { type DraftEntry, itemsOf, partOf, textOf } from '../../../core/flow-draft/draft-source.ts';
import {
  hasPart,
  isBlockUse,
  kindOf,
  needlessKeys,
  QUESTION_KINDS,
  TEXT_PARTS,
  type TextPart,
} from '../../../core/flow-draft/question-parts.ts';
import { fieldId } from '../fields.tsx';
import { ConditionFields, type ConditionProps } from './condition-fields.tsx';
import type { LinkChoices } from './condition-subjects.ts';
import { type FieldFaults, FlowField, FlowPart, FoundAt, flowTies } from './flow-field.tsx';
import type { FlowPhrase } from './flow-words.ts';
import { OptionRows } from './option-rows.tsx';
import { RouteRows } from './route-rows.tsx';
import { type DraftFrame, WordingFields, wordingNames } from './wording-fields.tsx';

/** What the form shows. */
export type QuestionFormProps = {
  readonly entry: DraftEntry;
  readonly frame: DraftFrame;
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
  readonly links: LinkChoices;
  readonly inWords: ConditionProps['inWords'];
  readonly placeName: ConditionProps['placeName'];
};

/** Names of the fields and parts of a question's form, in their order: what findings can stand beside. */
export function questionFieldNames(entry: DraftEntry, frame: DraftFrame): readonly string[] {
  const kind = kindOf(entry);
  const texts = TEXT_PARTS.filter((part) => hasPart(kind, part)).flatMap((part) => [
    ...wordingNames(part, partOf(entry, part), frame),
    part,
  ]);
  const options = itemsOf(entry, 'options').flatMap((option, at) => [
    ...wordingNames(`options.${at}.label`, partOf(option, 'label'), frame),
    `options.${at}.face`,
  ]);
  const routes = itemsOf(entry, 'routes').flatMap((_route, at) => [`routes.${at}.when`, `routes.${at}.to`]);
  const rest = ['min', 'max', 'max-length', 'depth', 'cut'].filter((key) => hasPart(kind, key));
  return [
    ...texts,
    ...(hasPart(kind, 'options') ? ['options', ...options] : []),
    ...rest,
    'when',
    ...(isBlockUse(entry) ? [] : ['routes', ...routes]),
  ];
}

/** Draws the fields, without the form around them. */
export function QuestionFields(props: QuestionFormProps) {
  const { entry, phrase, faults } = props;
  const kind = kindOf(entry);
  return (
    <>
      <FoundAt name="" faults={faults} />
      <TextFields {...props} part="text" />
      {hasPart(kind, 'options') && <OptionRows {...props} />}
      {kind === 'yes-no' && (
        <>
          <TextFields {...props} part="yes" short />
          <TextFields {...props} part="no" short />
        </>
      )}
      {kind !== null && <Bounds {...props} kind={kind} />}
      {hasPart(kind, 'cut') && <CutField {...props} />}
      <TextFields {...props} part="explain" />
      <TextFields {...props} part="declined" />
      <TextFields {...props} part="partial" />
      <TextFields {...props} part="simpler" />
      <FlowPart
        name="when"
        title={phrase('part.when')}
        hint={typeof entry.when === 'string' ? undefined : phrase('hint.when')}
        faults={faults}
      >
        <ConditionFields {...props} part="when" text={entry.when} subjects={props.links.before} />
      </FlowPart>
      {!isBlockUse(entry) && (
        <RouteRows {...props} subjects={props.links.after} targets={props.links.targets} />
      )}
      <NeedlessKeys {...props} />
      {kind !== null && <KindChange kind={kind} phrase={phrase} />}
    </>
  );
}

function TextFields(props: QuestionFormProps & { readonly part: TextPart; readonly short?: boolean }) {
  const { entry, frame, faults, phrase, part, short } = props;
  const kind = kindOf(entry);
  if (!hasPart(kind, part)) return null;
  return (
    <FlowPart
      name={part}
      title={phrase(part === 'text' ? `part.text.${kind}` : `part.${part}`)}
      hint={phrase(part === 'text' ? 'hint.text' : `hint.${part}`)}
      faults={faults}
    >
      <WordingFields
        {...{ part, text: partOf(entry, part), frame, faults, phrase, short: short === true }}
        limit={short === true ? frame.maxLabel : frame.maxText}
      />
    </FlowPart>
  );
}

function Bounds(props: QuestionFormProps & { readonly kind: QuestionKind }) {
  const { entry, faults, phrase, kind } = props;
  const number = (name: 'min' | 'max' | 'max-length') => (
    <FlowField name={name} label={phrase(`part.${name}.${kind}`)} faults={faults}>
      <input
        type="text"
        inputmode="numeric"
        {...flowTies(name, faults)}
        value={String(partOf(entry, name) ?? '')}
        autocomplete="off"
      />
    </FlowField>
  );
  if (kind === 'text') return <div class="bounds">{number('max-length')}</div>;
  if (kind === 'number' || kind === 'choices')
    return (
      <div class="bounds">
        {number('min')}
        {number('max')}
      </div>
    );
  if (kind !== 'place') return null;
  const depth = textOf(entry, 'depth');
  return (
    <FlowField name="depth" label={phrase('part.depth')} faults={faults}>
      <select {...flowTies('depth', faults)}>
        {(['province', 'commune'] as const).map((one) => (
          <option value={one} selected={one === depth}>
            {phrase(`depth.${one}`)}
          </option>
        ))}
      </select>
    </FlowField>
  );
}

/** What results are split by. */
function CutField({ entry, faults, phrase }: QuestionFormProps) {
  const cut = textOf(entry, 'cut');
  return (
    <FlowField name="cut" label={phrase('part.cut')} faults={faults}>
      <select {...flowTies('cut', faults)}>
        <option value="">{phrase('cut.none')}</option>
        {CUTS.map((one) => (
          <option value={one} selected={one === cut}>
            {phrase(`cut.${one}`)}
          </option>
        ))}
      </select>
    </FlowField>
  );
}

/** Parts that mean nothing here: they are shown by name, and go when they are ticked. */
function NeedlessKeys({ entry, faults, phrase }: QuestionFormProps) {
  const keys = needlessKeys(entry);
  if (keys.length === 0) return null;
  return (
    <FlowPart name="drop" title={phrase('part.drop')} hint={phrase('hint.drop')} faults={faults}>
      {keys.map((key) => (
        <label class="choice">
          <input type="checkbox" name="drop" value={key} />
          <span>{key === 'skip' ? phrase('drop.skip') : key}</span>
        </label>
      ))}
    </FlowPart>
  );
}

function KindChange({ kind, phrase }: { readonly kind: QuestionKind; readonly phrase: FlowPhrase }) {
  return (
    <details class="kind">
      <summary>{phrase('change-kind.title', { kind: phrase(`kind.${kind}`) })}</summary>
      <p class="hint">{phrase('change-kind.hint')}</p>
      <div class="adding">
        <label for={fieldId('kind')}>{phrase('change-kind.to')}</label>
        <select name="kind" id={fieldId('kind')}>
          {QUESTION_KINDS.map((one) => (
            <option value={one} selected={one === kind}>
              {phrase(`kind.${one}`)}
            </option>
          ))}
        </select>
        <button class="second small" type="submit" name="do" value="kind">
          {phrase('change-kind.do')}
        </button>
      </div>
    </details>
  );
}
