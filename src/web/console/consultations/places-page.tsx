/** The page on which a plan's places are chosen: provinces by ticking, then communes of a province by ticking. */

import { isProvinceCode, type LocalityCode, NATION, provinceOf } from '../../../core/locality.ts';
import { ChoiceGroup, type Faults, FormFaults, SelectField } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { readForm } from '../read-form.ts';
import { addressOf, say } from './dependencies.ts';
import { goTo, type PlanVisit } from './draft-acts.ts';
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
      <Provinces {...at} />,
      <Communes {...at} />,
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

function Hidden({ plan }: PlanVisit) {
  return <input type="hidden" name="seen" value={String(plan.revision)} />;
}

function Provinces(at: PlanVisit) {
  const { visit, plan } = at;
  return (
    <form method="post" action={`${addressOf(plan.id)}/places`} class="card">
      <Hidden {...at} />
      <input type="hidden" name="what" value="whole" />
      <div class="many">
        <ChoiceGroup
          kind="many"
          name="whole"
          label={say(visit, 'whole-places')}
          choices={wholeOf(at).map((value) => ({ value, label: shownPlace(visit, value) }))}
          values={plan.places}
        />
      </div>
      <Buttons {...at} />
    </form>
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
    <section class="card" aria-labelledby="communes">
      <h2 id="communes">{say(visit, 'single-communes')}</h2>
      {plan.place === NATION && (
        <form method="get" action={`${addressOf(plan.id)}/places`} class="inline choose-province">
          <SelectField
            name="province"
            label={say(visit, 'province')}
            choices={gazetteer.provinces().map(({ code, name }) => ({ value: code, label: name }))}
            value={province ?? undefined}
          />
          <button type="submit" class="second">
            {say(visit, 'show-communes')}
          </button>
        </form>
      )}
      {province !== null && (
        <form method="post" action={`${addressOf(plan.id)}/places`}>
          <Hidden {...at} />
          <input type="hidden" name="what" value="communes" />
          <input type="hidden" name="province" value={province} />
          <div class="many">
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
          <Buttons {...at} />
        </form>
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
  const { gazetteer } = visit.ground;
  const province = form.text('province');
  const places =
    form.text('what') === 'communes'
      ? withCommunes(plan.places, form.texts('commune'), {
          province,
          isIn: (code) => provinceOf(code, gazetteer) === province,
        })
      : withWhole(plan.places, form.texts('whole'), (code) => provinceOf(code, gazetteer));
  const { content } = readPlan(formOf(plan), plan);
  const goals = content.goals.filter(({ place }) => places.includes(place));
  const change = {
    seen: Number(form.text('seen')),
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
      { '': say(visit, 'fault.places-outdated', { name: outcome.current.changedBy }) },
      409,
    );
  }
  if (form.text('next') === 'plan') return goTo(at, plan.id, 'places');
  const query = province === '' ? '' : `&province=${encodeURIComponent(province)}`;
  return visit.c.redirect(`${addressOf(plan.id)}/places?done=places${query}`, 303);
}

/** Whole places as ticked; single communes stay where their province is not ticked whole. */
function withWhole(
  places: readonly LocalityCode[],
  ticked: readonly LocalityCode[],
  provinceFor: (code: LocalityCode) => LocalityCode | null,
): readonly LocalityCode[] {
  if (ticked.includes(NATION)) return [NATION];
  const communes = places.filter(
    (place) => place !== NATION && !isProvinceCode(place) && !ticked.includes(place),
  );
  return [...new Set([...ticked, ...communes.filter((place) => !ticked.includes(provinceFor(place) ?? ''))])];
}

/** The communes of one province as ticked; they take the place of the whole province. */
function withCommunes(
  places: readonly LocalityCode[],
  ticked: readonly LocalityCode[],
  { province, isIn }: { readonly province: LocalityCode; readonly isIn: (code: LocalityCode) => boolean },
): readonly LocalityCode[] {
  const others = places.filter((place) => place !== province && (place === NATION || !isIn(place)));
  if (ticked.length === 0) return places.includes(province) ? places : others;
  return [...new Set([...others.filter((place) => place !== NATION), ...ticked])];
}
