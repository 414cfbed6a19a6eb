/** The fields of a denominator or a target. */

import { AGES_OF, INDICATORS, MEASURES } from '../../../core/indicators/indicator.ts';
import {
  type IndicatorContent,
  MAX_SOURCE,
  ROW_YEARS,
  type RowKind,
} from '../../../core/indicators/indicator-row.ts';
import type { CellFault } from '../../../core/indicators/read-row.ts';
import type { RowColumn } from '../../../core/indicators/row-columns.ts';
import { isProvinceCode, type LocalityCode, NATION } from '../../../core/locality.ts';
import { placesFor } from '../../../core/staff/member.ts';
import type { Visit } from '../console-route.ts';
import { type Choice, type Faults, SelectField, TextField } from '../fields.tsx';
import { placeLabel } from '../progress/place-label.ts';
import { factsWords, measureWords } from './indicator-words.ts';

/** What the fields hold. */
export type RowText = (column: RowColumn) => string;

/** What is drawn. */
export type RowFieldsProps = {
  readonly visit: Visit;
  readonly kind: RowKind;
  readonly text: RowText;
  readonly faults: Faults;
  /** The place can no longer be changed. */
  readonly isPlaceFixed: boolean;
};

/** Draws them. */
export function RowFields({ visit, kind, text, faults, isPlaceFixed }: RowFieldsProps) {
  const { phrase } = visit;
  const label = (column: string): string => phrase(`console.indicators.field.${column}`);
  const year = { type: 'number', min: ROW_YEARS.first, max: ROW_YEARS.last, faults } as const;
  return (
    <>
      {isPlaceFixed ? null : (
        <SelectField
          {...{ name: 'code', label: label('code'), faults, value: text('code') }}
          hint={phrase('console.indicators.field.code-hint')}
          choices={placeChoices(visit, text('code'))}
        />
      )}
      {kind === 'denominator' ? (
        <>
          <div class="columns">
            <TextField
              {...{ name: 'ageFrom', label: label('ageFrom'), faults, value: text('ageFrom') }}
              type="number"
              min={0}
              max={15}
            />
            <TextField
              {...{ name: 'ageTo', label: label('ageTo'), faults, value: text('ageTo') }}
              type="number"
              min={0}
              max={15}
            />
            <SelectField
              {...{ name: 'sex', label: label('sex'), faults, value: text('sex') }}
              choices={['', 'nữ', 'nam'].map((value) => ({
                value,
                label: phrase(
                  `console.indicators.sex.${value === '' ? 'both' : value === 'nữ' ? 'girl' : 'boy'}`,
                ),
              }))}
            />
          </div>
          <p class="hint">{phrase('console.indicators.field.ages-hint', agesFacts())}</p>
          <TextField
            {...{ name: 'children', label: label('children'), faults, value: text('children') }}
            inputmode="numeric"
          />
        </>
      ) : (
        <>
          <SelectField
            {...{ name: 'measure', label: label('measure'), faults, value: text('measure') }}
            choices={MEASURES.map((measure) => ({
              value: measure === 'turns' ? 'lượt' : measure,
              label: measureWords(visit, measure),
            }))}
          />
          <TextField
            {...{ name: 'value', label: label('value'), faults, value: text('value') }}
            hint={phrase('console.indicators.field.value-hint')}
          />
        </>
      )}
      <div class="columns">
        <TextField {...year} name="from" label={label(`from-${kind}`)} value={text('from')} />
        <TextField {...year} name="until" label={label(`until-${kind}`)} value={text('until')} />
      </div>
      <TextField {...{ name: 'day', faults, value: text('day') }} type="date" label={label(`day-${kind}`)} />
      <TextField
        {...{ name: 'source', label: label('source'), faults, value: text('source'), maxlength: MAX_SOURCE }}
        hint={phrase('console.indicators.field.source-hint')}
      />
    </>
  );
}

function agesFacts() {
  const [asked, learned, took] = INDICATORS.map((indicator) => AGES_OF[indicator]);
  return {
    ...{ from22: asked?.from ?? 0, to22: asked?.to ?? 0, from23: learned?.from ?? 0, to23: learned?.to ?? 0 },
    ...{ from24: took?.from ?? 0, to24: took?.to ?? 0 },
  };
}

/** Places within reach; of somebody who reaches a province its communes as well. */
function placeChoices(visit: Visit, chosen: LocalityCode): readonly Choice[] {
  const { gazetteer } = visit.ground;
  const reach = placesFor(visit.member, 'indicators.manage');
  const codes = new Set<LocalityCode>();
  for (const place of reach) {
    codes.add(place);
    if (place === NATION) for (const { code } of gazetteer.provinces()) codes.add(code);
    else if (isProvinceCode(place)) for (const { code } of gazetteer.communesOf(place)) codes.add(code);
  }
  if (chosen !== '' && visit.may('indicators.manage', chosen)) codes.add(chosen);
  return [...codes].map((code) => ({ value: code, label: placeLabel(visit, code, true) }));
}

/** Puts what is wrong beside its fields. */
export function faultsOf(visit: Visit, faults: readonly CellFault[]): Faults {
  const said: Record<string, string> = {};
  for (const { column, code, facts } of faults) {
    // The form chooses places by name; what is wrong with one is said there.
    const name = column === 'name' || column === 'era' ? 'code' : column;
    said[name] ??= visit.phrase(`console.indicators.fault.${code}`, factsWords(visit, facts));
  }
  return said;
}

/** What the fields hold for a row that is there. */
export function textOfContent(content: IndicatorContent): RowText {
  const common: Readonly<Partial<Record<RowColumn, string>>> = {
    code: content.former?.code ?? content.place,
    name: content.former?.name ?? '',
    era: content.former === null ? 'hiện nay' : 'trước 1/7/2025',
    from: `${content.from}`,
    until: content.until === null ? '' : `${content.until}`,
    source: content.source,
  };
  const own: Readonly<Partial<Record<RowColumn, string>>> =
    content.kind === 'denominator'
      ? {
          ...{
            ageFrom: `${content.ages.from}`,
            ageTo: `${content.ages.to}`,
            children: `${content.children}`,
          },
          ...{ sex: content.sex === null ? '' : content.sex === 'girl' ? 'nữ' : 'nam', day: content.asOf },
        }
      : {
          ...{ measure: content.measure === 'turns' ? 'lượt' : content.measure },
          ...{ value: `${content.value}`, day: content.issuedOn ?? '' },
        };
  return (column) => own[column] ?? common[column] ?? '';
}
