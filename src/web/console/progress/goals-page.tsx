/** The form for goals: a number of children for a place, or a share of the children living there. */

import { isProvinceCode, type LocalityCode, NATION } from '../../../core/locality.ts';
import { provincesAsked } from '../../../core/progress/coverage.ts';
import { type CoverageGoal, childrenOf, MAX_GOAL } from '../../../core/progress/goal.ts';
import type { WatchedConsultation } from '../../../usecases/watch-progress.ts';
import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults, fieldId } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import type { SentForm } from '../read-form.ts';
import { titleOf } from './at-a-glance.tsx';
import { placeLabel } from './place-label.ts';

/** What was typed for one place. */
type TypedGoal = {
  readonly place: LocalityCode;
  readonly children: string;
  readonly percent: string;
  readonly living: string;
  readonly source: string;
};

const PARTS = ['children', 'percent', 'living', 'source'] as const;
const MAX_SOURCE = 200;

/** The places that can have a goal: the provinces asked, and communes asked one by one. */
function goalPlaces(visit: Visit, { consultation }: WatchedConsultation): readonly LocalityCode[] {
  const communes = consultation.places.filter((place) => place !== NATION && !isProvinceCode(place));
  return [...provincesAsked(consultation.places, visit.ground.gazetteer), ...communes];
}

/** Shows the form, with what is set, or with what was typed and is wrong. */
export function showGoals(
  visit: Visit,
  watched: WatchedConsultation,
  sent: { readonly form: SentForm; readonly faults: Faults } | null = null,
): Response | Promise<Response> {
  const { phrase } = visit;
  const { id } = watched.consultation;
  const typed = goalPlaces(visit, watched).map((place) =>
    sent === null ? typedOf(watched, place) : readTyped(sent.form, place),
  );
  const faults = sent?.faults ?? {};
  return showConsolePage(
    visit,
    {
      ...{ area: 'progress', title: phrase('console.progress.goals'), wide: true },
      trail: [
        { href: '/console/progress', text: phrase('console.progress.title') },
        { href: `/console/progress/${id}`, text: titleOf(visit, watched) },
      ],
      faults: <FormFaults title={phrase('console.progress.goals.faulty')} faults={faults} />,
      children: (
        <form method="post" action={`/console/progress/${id}/goals`}>
          <p>{phrase('console.progress.goals.explain')}</p>
          <section class="table" aria-label={phrase('console.progress.goals')} tabindex={0}>
            <table class="goals">
              <thead>
                <tr>
                  <th scope="col">{phrase('console.progress.place')}</th>
                  {PARTS.map((part) => (
                    <th scope="col">{phrase(`console.progress.goals.${part}`)}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {typed.map((goal) => (
                  <GoalRow {...{ visit, goal, faults }} />
                ))}
              </tbody>
            </table>
          </section>
          <div class="buttons">
            <button type="submit">{phrase('console.progress.goals.save')}</button>
            <a class="quiet" href={`/console/progress/${id}`}>
              {phrase('console.progress.goals.cancel')}
            </a>
          </div>
        </form>
      ),
    },
    sent === null ? 200 : 422,
  );
}

function GoalRow(props: { readonly visit: Visit; readonly goal: TypedGoal; readonly faults: Faults }) {
  const { visit, goal, faults } = props;
  const name = placeLabel(visit, goal.place);
  return (
    <tr>
      <th scope="row">{name}</th>
      {PARTS.map((part) => {
        const field = `${part}.${goal.place}`;
        const fault = faults[field];
        return (
          <td
            class={fault === undefined ? 'field' : 'field faulty'}
            data-label={visit.phrase(`console.progress.goals.${part}`)}
          >
            <input
              id={fieldId(field)}
              name={field}
              value={goal[part]}
              aria-label={`${name}: ${visit.phrase(`console.progress.goals.${part}`)}`}
              {...(part === 'source'
                ? { maxlength: MAX_SOURCE }
                : { inputmode: 'numeric' as const, size: 8 })}
              {...(fault === undefined
                ? {}
                : { 'aria-invalid': 'true' as const, 'aria-describedby': `${fieldId(field)}-fault` })}
            />
            {fault !== undefined && (
              <p class="fault" id={`${fieldId(field)}-fault`}>
                {fault}
              </p>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function typedOf({ goals }: WatchedConsultation, place: LocalityCode): TypedGoal {
  const goal = goals.find((one) => one.place === place);
  const none = { place, children: '', percent: '', living: '', source: '' };
  if (goal === undefined) return none;
  if (goal.share === null) return { ...none, children: String(goal.children) };
  const { percent, living, source } = goal.share;
  return { ...none, percent: String(percent), living: String(living), source };
}

function readTyped(form: SentForm, place: LocalityCode): TypedGoal {
  const text = (part: string) => form.text(`${part}.${place}`);
  return {
    place,
    ...{ children: text('children'), percent: text('percent'), living: text('living') },
    source: text('source'),
  };
}

/** Reads the form. Nothing typed for a place means no goal there. */
export function readGoals(
  visit: Visit,
  watched: WatchedConsultation,
  form: SentForm,
): { readonly goals: readonly CoverageGoal[]; readonly faults: Faults } {
  const goals: CoverageGoal[] = [];
  const faults: Record<string, string> = {};
  for (const place of goalPlaces(visit, watched)) {
    const read = readGoal(readTyped(form, place));
    if (read === null) continue;
    if ('part' in read) {
      const values = { name: placeLabel(visit, place) };
      faults[`${read.part}.${place}`] = visit.phrase(`console.progress.goals.fault.${read.fault}`, values);
    } else goals.push(read);
  }
  return { goals, faults };
}

type GoalFault = {
  readonly part: (typeof PARTS)[number];
  readonly fault: 'number' | 'percent' | 'living' | 'source' | 'both' | 'long';
};

function readGoal({ place, children, percent, living, source }: TypedGoal): CoverageGoal | GoalFault | null {
  if (children === '' && percent === '' && living === '') return null;
  if (children !== '') {
    if (percent !== '') return { part: 'percent', fault: 'both' };
    const number = readWhole(children);
    if (number === null) return { part: 'children', fault: 'number' };
    return { place, children: number, share: null };
  }
  const share = Number(percent.replace(',', '.'));
  if (percent === '' || !(share > 0 && share <= 100)) return { part: 'percent', fault: 'percent' };
  const number = readWhole(living);
  if (number === null) return { part: 'living', fault: 'living' };
  if (source === '') return { part: 'source', fault: 'source' };
  if (source.length > MAX_SOURCE) return { part: 'source', fault: 'long' };
  const of = { percent: share, living: number, source };
  return { place, children: childrenOf(of), share: of };
}

/** A whole number from 1, as written here or there: 1.200, 1 200, 1200. */
function readWhole(typed: string): number | null {
  const digits = typed.replace(/[\s.](?=\d{3}(\D|$))/g, '');
  if (!/^\d{1,9}$/.test(digits)) return null;
  const number = Number(digits);
  return number >= 1 && number <= MAX_GOAL ? number : null;
}
