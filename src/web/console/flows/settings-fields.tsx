/** The fields of a flow's settings: title, languages, ages, channels, indicators, closing. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { CHANNEL_NAMES } from '../../../core/channel.ts';
import { type DraftSource, itemsOf } from '../../../core/flow-draft/draft-source.ts';
import { INDICATORS, needlessSettings } from '../../../core/flow-draft/edit-settings.ts';
import { languageName, SOURCE_LANGUAGE } from '../../../core/language.ts';
import { type FieldFaults, FlowPart, FoundAt } from './flow-field.tsx';
import { bandWords, type FlowPhrase } from './flow-words.ts';
import { frameOf, WordingFields, wordingNames } from './wording-fields.tsx';

/** Languages that can be ticked: those spoken by many children in Viet Nam, and English. Others a file brings along stay. */
const OFFERED = [
  'en',
  'km',
  'hmn',
  'tyz',
  'blt',
  'mtq',
  'nut',
  'jra',
  'rad',
  'bdq',
  'cjm',
  'cmo',
  'zh',
  'lo',
];

/** Names of the fields and parts, in their order. */
export function settingsFieldNames(source: DraftSource): readonly string[] {
  const frame = frameOf(source);
  return [
    ...wordingNames('title', source.title, frame),
    ...['title', 'languages', 'ages', 'channels', 'indicators'],
    ...wordingNames('closing', source.closing, frame),
    'closing',
  ];
}

/** Draws the fields, without the form around them. */
export function SettingsFields(props: {
  readonly source: DraftSource;
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
}) {
  const { source, faults, phrase } = props;
  const frame = frameOf(source);
  const text = (part: 'title' | 'closing') => (
    <FlowPart
      name={part}
      title={phrase(`settings.${part}`)}
      hint={phrase(`settings-hint.${part}`)}
      faults={faults}
    >
      <WordingFields
        {...{ part, text: source[part], frame, faults, phrase, short: part === 'title' }}
        limit={part === 'title' ? 120 : frame.maxText}
      />
    </FlowPart>
  );
  const written = itemsOf(source, 'languages').filter((one): one is string => typeof one === 'string');
  return (
    <>
      <FoundAt name="" faults={faults} />
      {text('title')}
      <Boxes
        {...{ ...props, name: 'languages' }}
        choices={[...new Set([...OFFERED, ...written])]
          .filter((language) => language !== SOURCE_LANGUAGE)
          .map((language) => ({
            value: language,
            label: OFFERED.includes(language)
              ? `${phrase(`language.${language}`)} (${languageName(language)})`
              : languageName(language),
          }))}
      />
      <Boxes
        {...{ ...props, name: 'ages' }}
        choices={AGE_BANDS.map((band) => ({ value: band, label: bandWords(band) }))}
      />
      <Boxes
        {...{ ...props, name: 'channels' }}
        choices={CHANNEL_NAMES.map((name) => ({ value: name, label: phrase(`channel.${name}`) }))}
      />
      <Boxes
        {...{ ...props, name: 'indicators' }}
        choices={INDICATORS.map((one) => ({ value: String(one), label: phrase(`indicator.${one}`) }))}
      />
      {text('closing')}
      <Needless {...props} />
    </>
  );
}

function Boxes(props: {
  readonly source: DraftSource;
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
  readonly name: 'languages' | 'ages' | 'channels' | 'indicators';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const { source, faults, phrase, name, choices } = props;
  const ticked = itemsOf(source, name).map(String);
  return (
    <FlowPart
      name={name}
      title={phrase(`settings.${name}`)}
      hint={phrase(`settings-hint.${name}`)}
      faults={faults}
    >
      <input type="hidden" name={`${name}.shown`} value="1" />
      <div class="boxes">
        {choices.map(({ value, label }) => (
          <label class="choice">
            <input type="checkbox" name={name} value={value} checked={ticked.includes(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </FlowPart>
  );
}

function Needless({
  source,
  faults,
  phrase,
}: {
  readonly source: DraftSource;
  readonly faults: FieldFaults;
  readonly phrase: FlowPhrase;
}) {
  const keys = needlessSettings(source);
  if (keys.length === 0) return null;
  return (
    <FlowPart name="drop" title={phrase('part.drop')} hint={phrase('hint.drop')} faults={faults}>
      {keys.map((key) => (
        <label class="choice">
          <input type="checkbox" name="drop" value={key} />
          <span>{key}</span>
        </label>
      ))}
    </FlowPart>
  );
}
