/** The page of a draft: one form in sections that may be filled in any order and saved half-way. */

import { missingOf } from '../../../core/check-plan.ts';
import { readText } from '../../../core/flow/text.ts';
import { type Faults, FormFaults, fieldId } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { addressOf, type ConsultationVisit, say } from './dependencies.ts';
import type { DrawnPlan } from './drawn-plan.ts';
import { EventList } from './event-list.tsx';
import { labelOf } from './fault-words.ts';
import { StageTag } from './list-page.tsx';
import { ParentsSection } from './parents-section.tsx';
import { formOf, type PlanForm } from './plan-form.ts';
import { ChecklistSection, PromiseSection, TimeSection, WhoSection, WordsSection } from './plan-sections.tsx';
import { titleOf } from './shown.ts';

/** How the page comes to be shown. */
export type PlanShowing = {
  readonly form?: PlanForm;
  readonly faults?: Faults;
  /** The heading of the faults. */
  readonly lead?: string;
  readonly news?: string | undefined;
  readonly status?: 200 | 409 | 422;
};

/** Answers with the form. */
export async function showDraft(
  at: ConsultationVisit & { readonly plan: DrawnPlan['plan'] },
  showing: PlanShowing = {},
): Promise<Response> {
  const { visit, deps, one, plan } = at;
  const { faults = {}, lead = visit.phrase('console.faults'), news, status = 200 } = showing;
  const offers = await deps.offers(plan.place);
  const flows = offers.map(({ hash, title, version }) => ({
    value: hash,
    label: say(visit, 'flow-version', { title: readText(title, visit.language, null), version }),
  }));
  const drawn: DrawnPlan = { ...at, faults, flows, form: showing.form ?? formOf(plan) };
  const missing = missingOf(plan, await deps.ground(plan, plan));
  const page = {
    area: 'consultations' as const,
    title: titleOf(visit, one),
    trail: [{ href: '/console/consultations', text: visit.phrase('console.area.consultations') }],
    news,
    actions: <StageTag {...{ visit, one }} />,
    faults: <FormFaults title={lead} faults={faults} />,
    children: [
      <form method="post" action={`${addressOf(plan.id)}/plan`} class="plan">
        <input type="hidden" name="seen" value={String(plan.revision)} />
        <input type="hidden" name="act" value={visit.ground.newId()} />
        <Progress {...{ drawn }} missing={missing.map(({ field }) => field)} />
        <WordsSection {...drawn} />
        <WhoSection {...drawn} />
        <ParentsSection {...drawn} />
        <TimeSection {...drawn} />
        <PromiseSection {...drawn} />
        <ChecklistSection {...drawn} />
        <div class="card">
          <p class="hint">{say(visit, 'hand-in-hint')}</p>
          <div class="buttons">
            <button type="submit" name="next" value="hand-in">
              {say(visit, 'hand-in')}
            </button>
            <button type="submit" name="next" value="save" class="second">
              {say(visit, 'save')}
            </button>
          </div>
        </div>
      </form>,
      <EventList {...{ visit }} events={await deps.events(plan.id)} />,
      <form method="post" action={`${addressOf(plan.id)}/discard`}>
        <input type="hidden" name="seen" value={String(plan.revision)} />
        <input type="hidden" name="act" value={visit.ground.newId()} />
        <details>
          <summary>{say(visit, 'discard')}</summary>
          <p class="hint">{say(visit, 'discard-hint')}</p>
          <button type="submit" class="danger">
            {say(visit, 'discard-sure')}
          </button>
        </details>
      </form>,
    ],
  };
  return showConsolePage(visit, page, status);
}

/** What is still missing, each a link to its field; the button here is also what the Enter key presses. */
function Progress({ drawn, missing }: { readonly drawn: DrawnPlan; readonly missing: readonly string[] }) {
  const { visit } = drawn;
  return (
    <div class="card">
      {missing.length === 0 ? (
        <p>{say(visit, 'complete')}</p>
      ) : (
        <details>
          <summary>{say(visit, 'missing', { many: missing.length })}</summary>
          <ul class="missing">
            {missing.map((field) => (
              <li>
                <a href={`#${fieldId(field)}`}>{labelOf(visit, field)}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="buttons">
        <button type="submit" name="next" value="save">
          {say(visit, 'save')}
        </button>
        <span class="hint">{say(visit, 'save-hint')}</span>
      </div>
    </div>
  );
}
