/** The page on which a plan's places are chosen: provinces by ticking, then communes of a province by ticking. */

import { isProvinceCode, type LocalityCode, NATION, provinceOf } from '../../../core/locality.ts';
import { ChoiceGroup, type Faults, FormFaults, SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm, revisionIn, type SentForm } from '../read-form.ts';
import { addressOf, say } from './dependencies.ts';
import { goTo, ownWindow, type PlanVisit } from './draft-acts.ts';
import { wordFaults } from './fault-words.ts';
import { formOf, readPlan } from './plan-form.ts';
import { shownPlace, shownPlaces, titleOf } from './shown.ts';

/** Answers `GET /consultations/:id/places`. */
export function showPlaces(
  at: PlanVisit,
  faults: Faults = {},
  status: 200 | 409 | 422 = 200,
): Response | Promise<Response> {
  const { visit, plan, one } = at;
  if (plan.status !== 'draft') return goTo(at, plan.id, 'no-draft');
  const page = {
    area: 'consultations' as const,
    title: say(visit, 'choose-places'),
    trail: [
      { href: '/console/consultations', text: visit.phrase('console.area.consultations') },
      { href: addressOf(plan.id), text: titleOf(visit, one) },
    ],
    news: visit.c.req.query('done') === 'places' ? say(visit, 'done.places') : undefined,
    faults: <FormFaults title={visit.phrase('console.faults')} faults={faults} />,
    children: [
      <p class="note">
        {plan.places.length === 0
          ? say(visit, 'no-places')
          : say(visit, 'chosen-places', { places: shownPlaces(visit, plan.places) })}
      </p>,
      <form method="post" action={`${addressOf(plan.id)}/places${queryOf(provinceShown(at))}`} class="card">
        <input type="hidden" name="seen" value={String(plan.revision)} />
        <Buttons {...at} />
        <Provinces {...at} />
        <Communes {...at} />
        <Buttons {...at} />
      </form>,
    ],
  };
  return showConsolePage(visit, page, status);
}

/** The provinces that may be ticked whole: all, or the plan's own. */
function wholeOf({ visit, plan }: PlanVisit): readonly LocalityCode[] {
  const { gazetteer } = visit.ground;
  if (plan.place !== NATION) return [plan.place];
  return [NATION, ...gazetteer.provinces().map(({ code }) => code)];
}

function queryOf(province: LocalityCode | null): string {
  return province === null ? '' : `?province=${encodeURIComponent(province)}`;
}

function Provinces(at: PlanVisit) {
  const { visit, plan } = at;
  return (
    <div class="many">
      <ChoiceGroup
        kind="many"
        name="whole"
        label={say(visit, 'whole-places')}
        choices={wholeOf(at).map((value) => ({ value, label: shownPlace(visit, value) }))}
        values={plan.places}
      />
    </div>
  );
}

function Buttons({ visit }: PlanVisit) {
  return (
    <div class="buttons">
      <button type="submit" name="next" value="plan">
        {say(visit, 'save-to-plan')}
      </button>
      <button type="submit" name="next" value="stay" class="second">
        {say(visit, 'save-and-stay')}
      </button>
    </div>
  );
}

function Communes(at: PlanVisit) {
  const { visit, plan } = at;
  const { gazetteer } = visit.ground;
  if (plan.place !== NATION && !isProvinceCode(plan.place)) return null;
  const province = provinceShown(at);
  return (
    <section class="apart" aria-labelledby="communes">
      <h2 id="communes">{say(visit, 'single-communes')}</h2>
      {plan.place === NATION && (
        <div class="choose-province">
          <SelectField
            name="next-province"
            label={say(visit, 'province')}
            choices={gazetteer.provinces().map(({ code, name }) => ({ value: code, label: name }))}
            value={province ?? undefined}
          />
          <button type="submit" name="next" value="province" class="second">
            {say(visit, 'save-and-show-communes')}
          </button>
        </div>
      )}
      {province !== null && (
        <div class="many">
          <input type="hidden" name="province" value={province} />
          <ChoiceGroup
            kind="many"
            name="commune"
            label={say(visit, 'communes-of', { province: gazetteer.find(province)?.name ?? province })}
            hint={plan.places.includes(province) ? say(visit, 'whole-already') : undefined}
            choices={gazetteer.communesOf(province).map(({ code, name, kind }) => ({
              value: code,
              label: visit.phrase(`handout.place.${kind}`, { name }),
            }))}
            values={plan.places}
          />
        </div>
      )}
    </section>
  );
}

/** The province whose communes are listed: the plan's, the one asked for, or the one of a commune chosen already. */
function provinceShown({ visit, plan }: PlanVisit): LocalityCode | null {
  const { gazetteer } = visit.ground;
  if (plan.place !== NATION) return plan.place;
  const asked = visit.c.req.query('province') ?? '';
  if (gazetteer.find(asked)?.level === 'province') return asked;
  const commune = plan.places.find((place) => place !== NATION && !isProvinceCode(place));
  return commune === undefined ? null : provinceOf(commune, gazetteer);
}

/** Answers `POST /consultations/:id/places`. */
export async function savePlaces(at: PlanVisit): Promise<Response> {
  const { visit, deps, plan } = at;
  const form = await readForm(visit);
  if (typeof form === 'string') return showPlaces(at, { '': say(visit, `fault.form.${form}`) }, 422);
  if (plan.status !== 'draft') return goTo(at, plan.id, 'no-draft');
  const places = placesTicked(at, form);
  const { content } = readPlan(formOf(plan), plan);
  const goals = content.goals.filter(({ place }) => places.includes(place));
  const change = {
    seen: revisionIn(form, 'seen'),
    by: visit.member.name,
    content: { ...content, places, goals },
  };
  const outcome = await deps.write(plan, change);
  if (outcome.kind === 'faulty') return showPlaces(at, wordFaults(visit, outcome.faults), 422);
  if (outcome.kind === 'absent') return visit.c.redirect('/console/consultations', 303);
  if (outcome.kind === 'outdated') {
    const current = { ...at, plan: outcome.current };
    return showPlaces(
      current,
      {
        '': say(visit, `fault.places-outdated${ownWindow(visit, outcome.current)}`, {
          name: outcome.current.changedBy,
        }),
      },
      409,
    );
  }
  const next = form.text('next');
  if (next === 'plan') return goTo(at, plan.id, 'places');
  const province = form.text(next === 'province' ? 'next-province' : 'province');
  const query = queryOf(province === '' ? null : province);
  return visit.c.redirect(`${addressOf(plan.id)}/places${query === '' ? '?' : `${query}&`}done=places`, 303);
}

/**
 * The places as ticked. Communes of provinces that are not shown stay. Between a whole place and communes in it, what was
 * ticked last counts: communes replace what was whole before, and what is whole only now takes its communes in.
 */
function placesTicked({ visit, plan }: PlanVisit, form: SentForm): readonly LocalityCode[] {
  const provinceFor = (code: LocalityCode) => provinceOf(code, visit.ground.gazetteer);
  const province = form.text('province');
  const communes = form.texts('commune');
  const isReplaced = (place: LocalityCode) =>
    communes.length > 0 && [NATION, province].includes(place) && plan.places.includes(place);
  const whole = form.texts('whole').filter((place) => !isReplaced(place));
  if (whole.includes(NATION)) return [NATION];
  const unseen = plan.places.filter(
    (place) =>
      ![NATION, plan.place].includes(place) && !isProvinceCode(place) && provinceFor(place) !== province,
  );
  const single = [...unseen, ...communes].filter((place) => !whole.includes(provinceFor(place) ?? ''));
  return [...new Set([...whole, ...single])];
}
