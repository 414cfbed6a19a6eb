/** The page on which staff enter that slips signed by parents were collected. */

import { dayOf } from '../../../core/day.ts';
import { LONGEST_HOLDER, type SlipFault, takesSlips } from '../../../usecases/collect-slips.ts';
import { type Faults, FormFaults, SelectField, TextField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import { actOf, addressOf, say } from './dependencies.ts';
import { ListTable } from './list-table.tsx';
import type { RunVisit } from './run-page.tsx';
import { titleOf } from './shown.ts';

type SentBack = { readonly faults: Faults; readonly text: (name: string) => string };

/** Answers with it; `null` where the consultation takes no slips. */
export async function showSlips(at: RunVisit, sentBack?: SentBack): Promise<Response | null> {
  const { visit, deps, one, consultation } = at;
  if (!takesSlips(consultation)) return null;
  const [codes, entered] = await Promise.all([deps.codes(consultation), deps.slips(consultation)]);
  const names = new Map([
    ...codes.sheets.map((sheet) => [`sheet:${sheet.id}`, sheet.label] as const),
    ...codes.open.map(
      ({ code, label }) => [`code:${code}`, label === '' ? code : `${code} · ${label}`] as const,
    ),
  ]);
  const used = new Map(codes.sheets.map((sheet) => [sheet.id, sheet.used]));
  const page = {
    area: 'consultations' as const,
    title: say(visit, 'slips'),
    trail: [
      { href: '/console/consultations', text: visit.phrase('console.area.consultations') },
      { href: addressOf(one.id), text: titleOf(visit, one) },
    ],
    news: visit.c.req.query('done') === 'slips' ? say(visit, 'done.slips') : undefined,
    faults: <FormFaults title={visit.phrase('console.faults')} faults={sentBack?.faults ?? {}} />,
    children: [
      <p class="note">{say(visit, 'slips-lead')}</p>,
      entered.length === 0 ? (
        <p class="empty">{say(visit, 'no-slips')}</p>
      ) : (
        <ListTable
          label={say(visit, 'slips')}
          columns={['label', 'slips', 'used', 'collected', 'holder', 'made']}
          rows={entered.map((slips) => [
            names.get(slips.sheet === null ? `code:${slips.code}` : `sheet:${slips.sheet}`) ??
              slips.code ??
              '',
            slips.slips,
            usedOf(at, slips.sheet === null ? undefined : used.get(slips.sheet)),
            slips.collectedOn.split('-').toReversed().join('/'),
            slips.holder,
            slips.enteredBy,
          ])}
          {...{ visit }}
        />
      ),
      one.stage !== 'closed' && <NewSlips {...{ at, sentBack, names }} />,
    ],
  };
  return showConsolePage(visit, page, sentBack === undefined ? 200 : 422);
}

/** Which code for many a walk began with is kept nowhere. */
function usedOf({ visit }: RunVisit, used: number | null | undefined): string {
  if (used === undefined) return say(visit, 'used-unknown');
  return used === null ? say(visit, 'used-withheld') : say(visit, 'used-at-least', { many: used });
}

type NewProps = {
  readonly at: RunVisit;
  readonly sentBack: SentBack | undefined;
  readonly names: ReadonlyMap<string, string>;
};

function NewSlips({ at, sentBack, names }: NewProps) {
  const { visit, one } = at;
  const { faults = {}, text = () => '' } = sentBack ?? {};
  const choices = [
    { value: '', label: say(visit, 'slips-choose') },
    ...[...names].map(([value, label]) => ({ value, label })),
  ];
  return (
    <form method="post" action={`${addressOf(one.id)}/slips`} class="card">
      <h2>{say(visit, 'new-slips')}</h2>
      <input type="hidden" name="act" value={text('act') || visit.ground.newId()} />
      <div class="columns">
        <SelectField
          name="slips-of"
          label={say(visit, 'slips-of')}
          hint={say(visit, 'hint.slips-of')}
          value={text('slips-of')}
          {...{ choices, faults }}
        />
        <TextField
          type="number"
          name="slips-slips"
          label={say(visit, 'slips-count')}
          hint={say(visit, 'hint.slips-count')}
          value={text('slips-slips')}
          min={1}
          max={100_000}
          required
          {...{ faults }}
        />
        <TextField
          type="date"
          name="slips-day"
          label={say(visit, 'slips-day')}
          value={text('slips-day') || dayOf(visit.ground.now())}
          required
          {...{ faults }}
        />
        <TextField
          name="slips-holder"
          label={say(visit, 'slips-holder')}
          hint={say(visit, 'hint.slips-holder')}
          value={text('slips-holder')}
          maxlength={LONGEST_HOLDER}
          required
          {...{ faults }}
        />
      </div>
      <div class="buttons">
        <button type="submit">{say(visit, 'enter-slips')}</button>
      </div>
    </form>
  );
}

/** Answers `POST /consultations/:id/slips`. */
export async function takeSlips(at: RunVisit): Promise<Response | null> {
  const { visit, deps, consultation, one } = at;
  const form = await readForm(visit);
  const nothing = () => '';
  if (typeof form === 'string')
    return showSlips(at, { text: nothing, faults: { '': say(visit, `fault.form.${form}`) } });
  const act = actOf(visit, form);
  const slips = form.text('slips-slips').replace(/[.\s]/g, '');
  const wish = {
    ...{ id: act.id, of: form.text('slips-of'), holder: form.text('slips-holder') },
    slips: /^\d{1,6}$/.test(slips) ? Number(slips) : Number.NaN,
    collectedOn: form.text('slips-day'),
  };
  const outcome = await deps.enterSlips(consultation, wish, act);
  if (outcome.kind === 'entered') return visit.c.redirect(`${addressOf(one.id)}/slips?done=slips`, 303);
  const faults =
    outcome.kind === 'closed' ? { '': say(visit, 'fault.codes-closed') } : worded(at, outcome.faults);
  return showSlips(at, { text: form.text, faults });
}

function worded({ visit }: RunVisit, faults: readonly SlipFault[]): Faults {
  return Object.fromEntries(
    faults.map(({ field, fault }) => [`slips-${field}`, say(visit, `fault.slips.${field}.${fault}`)]),
  );
}
