/** The page of a consultation's codes: for many children, and sheets for a class. */

import { MAX_SHEET } from '../../../core/invitation-code.ts';
import { isProvinceCode, type LocalityCode, NATION, provinceOf } from '../../../core/locality.ts';
import { type Choice, type Faults, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { addressOf, say } from './dependencies.ts';
import { ListTable } from './list-table.tsx';
import type { RunVisit } from './run-page.tsx';
import { shownDay, shownPlace, titleOf } from './shown.ts';

/** Which form was sent back, and with what. */
export type CodesSentBack = {
  readonly faults: Faults;
  readonly text: (name: string) => string;
};

/** Answers with it. */
export async function showCodes(at: RunVisit, sentBack?: CodesSentBack): Promise<Response> {
  const { visit, deps, one, consultation } = at;
  const codes = await deps.codes(consultation);
  // What cannot be looked up is taken to ask.
  const isAsked = (await deps.offer(consultation.flowHash, one.place))?.asksPlace ?? true;
  const done = visit.c.req.query('done') ?? '';
  const page = {
    area: 'consultations' as const,
    title: say(visit, 'go.codes'),
    trail: [
      { href: '/console/consultations', text: visit.phrase('console.area.consultations') },
      { href: addressOf(one.id), text: titleOf(visit, one) },
    ],
    news: ['codes', 'sheet', 'withdrawn'].includes(done) ? say(visit, `done.${done}`) : undefined,
    faults: <FormFaults title={visit.phrase('console.faults')} faults={sentBack?.faults ?? {}} />,
    children: [
      <PlaceChooser {...at} />,
      <OpenCodes {...{ at, codes, isAsked }} />,
      one.stage !== 'closed' && <NewCode {...{ at, sentBack, isAsked }} />,
      <Sheets {...{ at, codes, isAsked }} />,
      one.stage !== 'closed' && <NewSheet {...{ at, sentBack, isAsked }} />,
      one.stage !== 'closed' && codes.open.length + codes.sheets.length > 0 && (
        <Withdrawing {...{ at, codes, sentBack }} />
      ),
    ],
  };
  return showConsolePage(visit, page, sentBack === undefined ? 200 : 422);
}

type Codes = Awaited<ReturnType<RunVisit['deps']['codes']>>;

/** Chooses the province whose communes the forms below offer; nothing where there is only one. */
function PlaceChooser({ visit, consultation, one }: RunVisit) {
  const provinces = provincesOf(visit, consultation.places);
  if (provinces.length < 2) return null;
  return (
    <form method="get" action={`${addressOf(one.id)}/codes`} class="inline choose-province">
      <SelectField
        name="province"
        label={say(visit, 'codes-province')}
        choices={[
          { value: '', label: say(visit, 'no-province') },
          ...provinces.map((code) => ({ value: code, label: shownPlace(visit, code) })),
        ]}
        value={visit.c.req.query('province') ?? ''}
      />
      <button type="submit" class="second">
        {say(visit, 'show-communes')}
      </button>
    </form>
  );
}

function provincesOf(
  { ground }: RunVisit['visit'],
  places: readonly LocalityCode[],
): readonly LocalityCode[] {
  if (places.includes(NATION)) return ground.gazetteer.provinces().map(({ code }) => code);
  return [...new Set(places.flatMap((place) => provinceOf(place, ground.gazetteer) ?? []))];
}

/** Communes that a consultation asks within the province that is shown. */
export function communesAsked({ visit, consultation }: RunVisit): readonly LocalityCode[] {
  const { gazetteer } = visit.ground;
  const provinces = provincesOf(visit, consultation.places);
  const asked = visit.c.req.query('province') ?? '';
  const province = provinces.length === 1 ? provinces[0] : provinces.find((code) => code === asked);
  if (province === undefined) return [];
  const isWhole = consultation.places.includes(NATION) || consultation.places.includes(province);
  const communes = gazetteer.communesOf(province).map(({ code }) => code);
  return isWhole ? communes : communes.filter((code) => consultation.places.includes(code));
}

/** What a code or sheet may be bound to, from nothing to one commune. */
function placeChoices(at: RunVisit, isAsked: boolean): readonly Choice[] {
  const { visit, consultation } = at;
  const provinces = provincesOf(visit, consultation.places).filter(
    (code) => consultation.places.includes(NATION) || consultation.places.includes(code),
  );
  return [
    { value: '', label: noPlace(at, isAsked) },
    ...[...provinces.filter(isProvinceCode), ...communesAsked(at)].map((code) => ({
      value: code,
      label: shownPlace(visit, code),
    })),
  ];
}

/** What it means that a code is bound to no place. */
function noPlace({ visit }: RunVisit, isAsked: boolean): string {
  return say(visit, isAsked ? 'place-asked' : 'place-unasked');
}

/** The place of a code or sheet; where nobody asks for it, the only one there is stands in it already. */
function PlaceField(props: NewProps & { readonly name: 'code-place' | 'sheet-place' }) {
  const { at, sentBack, isAsked, name } = props;
  const { visit, consultation } = at;
  const choices = placeChoices(at, isAsked);
  const [only = ''] = isAsked || consultation.places.length !== 1 ? [] : consultation.places;
  const value = sentBack?.text(name) ?? (choices.some((choice) => choice.value === only) ? only : '');
  return (
    <SelectField
      label={say(visit, 'code-place')}
      hint={say(visit, isAsked ? 'hint.code-place' : 'hint.code-place-unasked')}
      faults={sentBack?.faults ?? {}}
      {...{ name, choices, value }}
    />
  );
}

/** What the forms are drawn with; `isAsked` tells whether the questions ask where children live. */
type NewProps = {
  readonly at: RunVisit;
  readonly sentBack: CodesSentBack | undefined;
  readonly isAsked: boolean;
};

/** What the lists are drawn with. */
type ListProps = { readonly at: RunVisit; readonly codes: Codes; readonly isAsked: boolean };

function OpenCodes({ at, codes, isAsked }: ListProps) {
  const { visit } = at;
  return (
    <div>
      <h2>{say(visit, 'open-codes')}</h2>
      {codes.open.length === 0 ? (
        <p class="empty">{say(visit, 'no-open-codes')}</p>
      ) : (
        <ListTable
          label={say(visit, 'open-codes')}
          columns={['code', 'place', 'label']}
          rows={codes.open.map(({ code, place, label, withdrawn = false }) => [
            <>
              {withdrawn ? <del>{code}</del> : <code>{code}</code>}
              {withdrawn && <span class="tag">{say(visit, 'code-withdrawn')}</span>}
            </>,
            place === null ? noPlace(at, isAsked) : shownPlace(visit, place),
            label,
          ])}
          {...{ visit }}
        />
      )}
    </div>
  );
}

function NewCode({ at, sentBack, isAsked }: NewProps) {
  const { visit, one } = at;
  const { faults = {}, text = () => '' } = sentBack ?? {};
  const communes = communesAsked(at);
  return (
    <form method="post" action={`${addressOf(one.id)}/codes${queryOf(at)}`} class="card">
      <h3>{say(visit, 'new-code')}</h3>
      <input type="hidden" name="act" value={text('act') || visit.ground.newId()} />
      <div class="columns">
        <PlaceField name="code-place" {...{ at, sentBack, isAsked }} />
        <TextField
          name="code-label"
          label={say(visit, 'code-label')}
          hint={say(visit, 'hint.code-label')}
          value={text('code-label')}
          maxlength={120}
          {...{ faults }}
        />
        <TextField
          name="code-wish"
          label={say(visit, 'code-wish')}
          hint={say(visit, 'hint.code-wish')}
          value={text('code-wish')}
          maxlength={40}
          autocomplete="off"
          {...{ faults }}
        />
      </div>
      <div class="buttons">
        <button type="submit" name="next" value="one">
          {say(visit, 'make-code')}
        </button>
        {communes.length > 1 && (
          <button type="submit" name="next" value="each" class="second">
            {say(visit, 'make-code-each', { many: communes.length })}
          </button>
        )}
      </div>
    </form>
  );
}

/** The province that is shown stays shown. */
export function queryOf({ visit }: RunVisit): string {
  const province = visit.c.req.query('province') ?? '';
  return /^\d{2}$/.test(province) ? `?province=${province}` : '';
}

function Sheets({ at, codes, isAsked }: ListProps) {
  const { visit, one } = at;
  return (
    <div>
      <h2>{say(visit, 'sheets')}</h2>
      <p class="hint">{say(visit, 'hint.sheets')}</p>
      {codes.sheets.length === 0 ? (
        <p class="empty">{say(visit, 'no-sheets')}</p>
      ) : (
        <ListTable
          label={say(visit, 'sheets')}
          columns={['label', 'place', 'size', 'used', 'made']}
          rows={codes.sheets.map((sheet) => [
            <>
              <a href={`${addressOf(one.id)}/sheets/${sheet.id}`}>{sheet.label}</a>
              {sheet.withdrawn !== undefined && <span class="tag">{withdrawnOf(at, sheet)}</span>}
            </>,
            sheet.place === null ? noPlace(at, isAsked) : shownPlace(visit, sheet.place),
            sheet.size,
            sheet.used === null
              ? say(visit, 'used-withheld')
              : say(visit, 'used-at-least', { many: sheet.used }),
            say(visit, 'made-by', { name: sheet.madeBy, day: shownDay(visit, sheet.madeAt) }),
          ])}
          {...{ visit }}
        />
      )}
    </div>
  );
}

function withdrawnOf(
  { visit }: RunVisit,
  { withdrawn = 0, size }: { readonly withdrawn?: number; readonly size: number },
): string {
  return withdrawn === size
    ? say(visit, 'code-withdrawn')
    : say(visit, 'codes-withdrawn', { many: withdrawn, size });
}

function Withdrawing({ at, codes, sentBack }: Omit<NewProps, 'isAsked'> & { readonly codes: Codes }) {
  const { visit, one } = at;
  const { faults = {}, text = () => '' } = sentBack ?? {};
  const sheets = codes.sheets.filter(({ withdrawn, size }) => withdrawn !== size);
  return (
    <form method="post" action={`${addressOf(one.id)}/codes/withdraw${queryOf(at)}`} class="card">
      <h3>{say(visit, 'withdraw')}</h3>
      <p class="hint">{say(visit, 'hint.withdraw')}</p>
      <input type="hidden" name="act" value={text('act') || visit.ground.newId()} />
      <div class="columns">
        <TextField
          name="gone-code"
          label={say(visit, 'gone-code')}
          value={text('gone-code')}
          maxlength={40}
          autocomplete="off"
          {...{ faults }}
        />
        {sheets.length > 0 && (
          <SelectField
            name="gone-sheet"
            label={say(visit, 'gone-sheet')}
            choices={[
              { value: '', label: say(visit, 'no-sheet') },
              ...sheets.map(({ id, label, size }) => ({ value: id, label: `${label} (${size})` })),
            ]}
            value={text('gone-sheet')}
            {...{ faults }}
          />
        )}
        <TextField
          name="gone-reason"
          label={say(visit, 'gone-reason')}
          value={text('gone-reason')}
          maxlength={500}
          required
          {...{ faults }}
        />
      </div>
      <div class="buttons">
        <button type="submit" class="second">
          {say(visit, 'make-withdrawn')}
        </button>
      </div>
    </form>
  );
}

function NewSheet({ at, sentBack, isAsked }: NewProps) {
  const { visit, one } = at;
  const { faults = {}, text = () => '' } = sentBack ?? {};
  return (
    <form method="post" action={`${addressOf(one.id)}/sheets${queryOf(at)}`} class="card">
      <h3>{say(visit, 'new-sheet')}</h3>
      <input type="hidden" name="act" value={text('act') || visit.ground.newId()} />
      <input type="hidden" name="sheet" value={text('sheet') || visit.ground.newId()} />
      <div class="columns">
        <TextField
          name="sheet-label"
          label={say(visit, 'sheet-label')}
          hint={say(visit, 'hint.sheet-label')}
          value={text('sheet-label')}
          maxlength={120}
          required
          {...{ faults }}
        />
        <PlaceField name="sheet-place" {...{ at, sentBack, isAsked }} />
        <TextField
          type="number"
          name="sheet-size"
          label={say(visit, 'sheet-size')}
          hint={say(visit, 'hint.sheet-size', { most: MAX_SHEET })}
          value={text('sheet-size') || '35'}
          min={1}
          max={MAX_SHEET}
          required
          {...{ faults }}
        />
      </div>
      <div class="buttons">
        <button type="submit">{say(visit, 'make-sheet')}</button>
      </div>
    </form>
  );
}
