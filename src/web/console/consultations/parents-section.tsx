/** Whether parents are asked as well, and in which ways. */

import { PARENT_WAYS } from '../../../core/parents.ts';
import { ChoiceGroup } from '../fields.tsx';
import { say } from './dependencies.ts';
import type { DrawnPlan } from './drawn-plan.ts';

/** Draws the choice with what the law asks for. */
export function ParentsSection({ visit, form, faults }: DrawnPlan) {
  const isRequired = form.text('parents') === 'required';
  return (
    <section class="card" aria-labelledby="parents">
      <h2 id="parents">{say(visit, 'section.parents')}</h2>
      <ChoiceGroup
        kind="one"
        name="parents"
        label={say(visit, 'field.parents')}
        hint={say(visit, 'hint.parents')}
        choices={['none', 'required'].map((value) => ({ value, label: say(visit, `parents.${value}`) }))}
        values={[isRequired ? 'required' : 'none']}
        {...{ faults }}
      />
      <ChoiceGroup
        kind="many"
        name="parent-ways"
        label={say(visit, 'field.parent-ways')}
        hint={say(visit, 'hint.parent-ways')}
        choices={PARENT_WAYS.map((value) => ({ value, label: say(visit, `parent-way.${value}`) }))}
        values={form.texts('parent-ways')}
        {...{ faults }}
      />
    </section>
  );
}
