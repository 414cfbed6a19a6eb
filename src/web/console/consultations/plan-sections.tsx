/** The sections of a plan's form. */

import { AGE_BANDS } from '../../../core/age-band.ts';
import { CHANNEL_NAMES } from '../../../core/channel.ts';
import { LONGEST, PLAN_TEXTS, type PlanTextName } from '../../../core/check-plan.ts';
import { CHECKPOINTS } from '../../../core/consultation-plan.ts';
import type { FlowText } from '../../../core/flow/text.ts';
import { ChoiceGroup, fieldId, SelectField, TextArea, TextField } from '../fields.tsx';
import { say } from './dependencies.ts';
import { asksCommunes, type DrawnPlan } from './drawn-plan.ts';
import { Opening } from './opening.tsx';
import { readPlan, wordingOf } from './plan-form.ts';
import { shownPlace } from './shown.ts';

/** What is asked, and what children are told of it. */
export function WordsSection(drawn: DrawnPlan) {
  const { visit, form, faults, flows } = drawn;
  return (
    <section class="card" aria-labelledby="words">
      <h2 id="words">{say(visit, 'section.words')}</h2>
      <SelectField
        name="flow"
        label={say(visit, 'field.flow')}
        hint={say(visit, flows.length === 0 ? 'hint.no-flow' : 'hint.flow')}
        choices={[{ value: '', label: say(visit, 'choose-later') }, ...flows]}
        value={form.text('flow')}
        {...{ faults }}
      />
      {PLAN_TEXTS.map((name) => (
        <Text {...drawn} {...{ name }} />
      ))}
      <Promised {...drawn} />
      <TextField
        name="slug"
        label={say(visit, 'field.slug')}
        hint={say(visit, 'hint.slug', { address: visit.ground.publicUrl })}
        value={form.text('slug')}
        maxlength={60}
        {...{ faults }}
      />
    </section>
  );
}

function Text({ visit, form, faults, name }: DrawnPlan & { readonly name: PlanTextName }) {
  const Box = name === 'title' || name === 'asker' ? TextField : TextArea;
  const shared = { faults, maxlength: LONGEST[name], ...(Box === TextArea ? { rows: 2 } : {}) };
  return (
    <div class="columns">
      <Box
        {...shared}
        name={`${name}-vi`}
        label={say(visit, `field.${name}-vi`)}
        hint={say(visit, `hint.${name}`)}
        value={form.text(`${name}-vi`)}
        lang="vi"
      />
      <Box
        {...shared}
        name={`${name}-en`}
        label={say(visit, `field.${name}-en`)}
        hint={say(visit, 'hint.english')}
        value={form.text(`${name}-en`)}
        lang="en"
      />
    </div>
  );
}

/** What is stored or typed; dots where nothing is yet. */
function Promised({ visit, deps, form, plan }: DrawnPlan) {
  const { content } = readPlan(form, plan);
  const shown = (text: FlowText): FlowText => ({ vi: wordingOf(text, 'vi') || '…' });
  const terms = {
    ...content,
    ...{ asker: shown(content.asker), purpose: shown(content.purpose), use: shown(content.use) },
    feedbackDays: content.feedbackDays || plan.feedbackDays,
    minCell: content.minCell || plan.minCell,
  };
  return <Opening {...{ visit, deps }} plan={terms} languages={['vi']} />;
}

/** Whose children are asked. */
export function WhoSection(drawn: DrawnPlan) {
  const { visit, form, faults } = drawn;
  return (
    <section class="card" aria-labelledby="who">
      <h2 id="who">{say(visit, 'section.who')}</h2>
      <ChoiceGroup
        kind="many"
        name="ages"
        label={say(visit, 'field.ages')}
        hint={say(visit, 'hint.ages')}
        choices={AGE_BANDS.map((band) => ({
          value: band,
          label: visit.phrase('chat.age.band', { band: band.replace('-', '–') }),
        }))}
        values={form.texts('ages')}
        {...{ faults }}
      />
      <Places {...drawn} />
    </section>
  );
}

function Places({ visit, plan, form, faults }: DrawnPlan) {
  const fault = faults['places'];
  const small = asksCommunes(plan.places);
  return (
    <div class={fault === undefined ? 'field' : 'field faulty'} id={fieldId('places')} tabindex={-1}>
      <h3>{say(visit, 'field.places')}</h3>
      {fault !== undefined && <p class="fault">{fault}</p>}
      {plan.places.length === 0 ? (
        <p class="hint">{say(visit, 'hint.places')}</p>
      ) : (
        <>
          <p class="hint">{say(visit, 'hint.goals')}</p>
          <div class="columns">
            {plan.places.map((place) => (
              <TextField
                name={`goal-${place}`}
                label={say(visit, 'goal-of', { place: shownPlace(visit, place) })}
                value={form.text(`goal-${place}`)}
                inputmode="numeric"
                maxlength={12}
                {...{ faults }}
              />
            ))}
          </div>
        </>
      )}
      {small && plan.minCell < 10 && <p class="note">{say(visit, 'hint.small-places')}</p>}
      <button type="submit" name="next" value="places" class="second">
        {say(visit, 'choose-places')}
      </button>
    </div>
  );
}

/** When, and on which channels. */
export function TimeSection(drawn: DrawnPlan) {
  const { visit, form, faults } = drawn;
  return (
    <section class="card" aria-labelledby="time">
      <h2 id="time">{say(visit, 'section.time')}</h2>
      <div class="columns">
        {(['opens', 'closes'] as const).map((name) => (
          <TextField
            type="datetime-local"
            label={say(visit, `field.${name}`)}
            hint={say(visit, `hint.${name}`)}
            value={form.text(name)}
            {...{ name, faults }}
          />
        ))}
      </div>
      <Channels {...drawn} />
    </section>
  );
}

/** Channels that are not configured stand here too, greyed, with what is to be done about it. */
function Channels({ visit, deps, form, faults }: DrawnPlan) {
  const fault = faults['channels'];
  return (
    <fieldset
      class={fault === undefined ? 'field' : 'field faulty'}
      id={fieldId('channels')}
      tabindex={-1}
      aria-describedby="channels-hint"
    >
      <legend>{say(visit, 'field.channels')}</legend>
      <p class="hint" id="channels-hint">
        {say(visit, 'hint.channels')}
      </p>
      {fault !== undefined && <p class="fault">{fault}</p>}
      {CHANNEL_NAMES.map((channel) => {
        const isOn = deps.channels.includes(channel);
        return (
          <label class={isOn ? 'choice' : 'choice off'}>
            <input
              type="checkbox"
              name="channels"
              value={channel}
              checked={isOn && form.texts('channels').includes(channel)}
              disabled={!isOn}
            />
            <span>
              {visit.phrase(`channel.${channel}`)}
              {!isOn && <small>{say(visit, 'channel-off')}</small>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** What children are promised: nobody is pointed at, and they hear back. */
export function PromiseSection({ visit, deps, form, faults }: DrawnPlan) {
  return (
    <section class="card" aria-labelledby="promise">
      <h2 id="promise">{say(visit, 'section.promise')}</h2>
      <div class="columns">
        <TextField
          type="number"
          name="min-cell"
          label={say(visit, 'field.min-cell')}
          hint={say(visit, 'hint.min-cell', { least: deps.leastCell })}
          value={form.text('min-cell')}
          min={deps.leastCell}
          max={100}
          {...{ faults }}
        />
        <TextField
          type="number"
          name="feedback"
          label={say(visit, 'field.feedback')}
          hint={say(visit, 'hint.feedback')}
          value={form.text('feedback')}
          min={1}
          max={365}
          {...{ faults }}
        />
      </div>
      <TextField
        name="responsible"
        label={say(visit, 'field.responsible')}
        hint={say(visit, 'hint.responsible')}
        value={form.text('responsible')}
        maxlength={LONGEST.responsible}
        {...{ faults }}
      />
    </section>
  );
}

/** The points of the checklist, each with a sentence that explains it and where it comes from. */
export function ChecklistSection({ visit, form, faults }: DrawnPlan) {
  return (
    <section class="card" aria-labelledby="checklist">
      <h2 id="checklist">{say(visit, 'section.checklist')}</h2>
      <p class="hint">{say(visit, 'hint.checklist')}</p>
      {CHECKPOINTS.map((point) => (
        <TextArea
          name={`check-${point}`}
          label={say(visit, `check.${point}.name`)}
          hint={`${say(visit, `check.${point}.asks`)} (${say(visit, `check.${point}.source`)})`}
          value={form.text(`check-${point}`)}
          rows={2}
          maxlength={LONGEST.checkpoint}
          {...{ faults }}
        />
      ))}
    </section>
  );
}
