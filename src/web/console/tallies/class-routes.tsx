/** The routes of a class that is asked by a show of hands. */

import { readText } from '../../../core/flow/text.ts';
import type { LocalityCode } from '../../../core/locality.ts';
import { type ClassSitting, MAX_CLASS, withHands } from '../../../core/tally/class-sitting.ts';
import type { CountableQuestion } from '../../../core/tally/countable.ts';
import { readCount, readTally, type TallyFault } from '../../../core/tally/read-tally.ts';
import type { TalliedConsultation, TallyKeeping } from '../../../usecases/keep-tallies.ts';
import type { ConsoleRoute, Visit } from '../console-route.ts';
import { consoleNotice } from '../notice.tsx';
import { writeDay } from '../progress/told.tsx';
import { readForm, type SentForm } from '../read-form.ts';
import { handsFaults, showClassEnd } from './class-end.tsx';
import { showPhones } from './class-phones.tsx';
import { showQuestion, showWelcome } from './class-stage.tsx';
import { bandIn, fittingQuestions, showClassStart } from './class-start.tsx';
import { consultationInReach, consultationsInReach, groundOf } from './ground.ts';
import { readHands } from './hands-form.ts';
import { isId } from './sent-id.ts';
import { faultWords } from './tally-words.ts';

/** Most times a number is written again because another screen of the same class was quicker. */
const MAX_TRIES = 5;

/** Builds them. */
export function classRoutes(deps: TallyKeeping): readonly ConsoleRoute[] {
  const deed = 'tally.write';
  const placesOf = async (visit: Visit): Promise<readonly LocalityCode[] | null> => {
    const sitting = await deps.sitting(visit.param('id'));
    return sitting === null ? null : [sitting.place];
  };
  return [
    { method: 'get', path: '/tallies/class', deed, handle: (visit) => askStart(visit, deps) },
    { method: 'post', path: '/tallies/class', deed, handle: (visit) => begin(visit, deps) },
    {
      ...{ method: 'get', path: '/tallies/class/phones/:consultation', deed },
      async handle(visit) {
        const of = await consultationInReach(visit, deps, visit.param('consultation'));
        if (of === null || of === 'absent') return notFound(visit);
        return showPhones(visit, of, await deps.openCode(of.consultation));
      },
    },
    {
      ...{ method: 'get', path: '/tallies/class/:id', deed, placesOf },
      handle: (visit) => within(visit, deps, (class_) => showStep(visit, class_)),
    },
    {
      ...{ method: 'post', path: '/tallies/class/:id', deed, placesOf },
      handle: (visit) => within(visit, deps, (class_) => count(visit, deps, class_)),
    },
    {
      ...{ method: 'post', path: '/tallies/class/:id/end', deed, placesOf },
      handle: (visit) => within(visit, deps, (class_) => end(visit, deps, class_)),
    },
  ];
}

/** A class with the questions it is asked. */
type Class = { readonly sitting: ClassSitting; readonly of: TalliedConsultation };

/** One that has ended leads to its tally. */
async function within(
  visit: Visit,
  deps: TallyKeeping,
  go: (class_: Class) => Response | Promise<Response>,
): Promise<Response> {
  const sitting = await deps.sitting(visit.param('id'));
  const of = sitting === null ? null : await deps.consultation(sitting.consultationId);
  if (sitting === null || of === null) return notFound(visit);
  return sitting.ended ? visit.c.redirect(`/console/tallies/${sitting.id}`, 303) : go({ sitting, of });
}

async function askStart(visit: Visit, deps: TallyKeeping): Promise<Response> {
  const text = (name: string): string => visit.c.req.query(name) ?? '';
  const of = await consultationInReach(visit, deps, text('consultation'));
  if (of === 'absent') return notFound(visit);
  const consultations = await consultationsInReach(visit, deps);
  const id = visit.ground.newId();
  return showClassStart(visit, { id, text, ticked: [], faults: {}, of, consultations });
}

async function begin(visit: Visit, deps: TallyKeeping): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form === 'string') return visit.c.redirect('/console/tallies/class', 303);
  const of = await consultationInReach(visit, deps, form.text('consultation'));
  if (of === 'absent') return notFound(visit);
  const band = bandIn(form.text);
  const ticked = form.texts('question');
  const questions = of === null || band === null ? [] : fittingQuestions(of, band, ticked);
  const faults = beginFaults(visit, { form, of, questions });
  if (Object.keys(faults).length > 0 || of === null || band === null) {
    const consultations = await consultationsInReach(visit, deps);
    const { text } = form;
    const id = text('id');
    return showClassStart(visit, { id, text, ticked, of, consultations, faults: faultWords(visit, faults) });
  }
  const id = isId(form.text('id')) ? form.text('id') : visit.ground.newId();
  const sitting: ClassSitting = {
    ...{ id, consultationId: of.consultation.id, place: form.text('place'), heldOn: form.text('day') },
    ...{ ageBand: band, present: readCount(form.text('present')) ?? 0, hands: {}, revision: 1, ended: false },
    questions: questions.map(({ question }) => question.id),
  };
  await deps.begin(sitting, visit.member);
  return visit.c.redirect(`/console/tallies/class/${id}`, 303);
}

type Beginning = {
  readonly form: SentForm;
  readonly of: TalliedConsultation | null;
  readonly questions: readonly CountableQuestion[];
};

/** Day and place are held to the same rules as in the form for a tally. */
function beginFaults(visit: Visit, { form, of, questions }: Beginning): Readonly<Record<string, TallyFault>> {
  const { day, place } = readTally(form, groundOf(visit, of)).faults;
  const present = readCount(form.text('present'));
  return {
    ...(day === undefined ? {} : { day }),
    ...(place === undefined ? {} : { place }),
    ...(present === null || present < 1 ? { present: { code: 'children' } } : {}),
    ...(present !== null && present > MAX_CLASS ? { present: { code: 'too-many', most: MAX_CLASS } } : {}),
    ...(questions.length === 0 ? { question: { code: 'no-questions' } } : {}),
  };
}

/** Step 0 are the rules, then one step a question, and after the last one the end. */
function showStep(visit: Visit, { sitting, of }: Class): Response | Promise<Response> {
  const asked = visit.c.req.query('step') ?? '';
  const step = /^\d{1,3}$/.test(asked) ? Number(asked) : firstUncounted(sitting);
  const { questions } = of;
  if (step > sitting.questions.length) {
    const { present } = sitting;
    const source = visit.phrase('console.tallies.class.source', { day: writeDay(visit, sitting.heldOn) });
    const known: Record<string, string> = { children: String(present), source };
    const text = (name: string): string => known[name] ?? '';
    return showClassEnd(visit, { sitting, questions, text, faults: {} });
  }
  const question = questionAt(step, { sitting, of });
  if (question === null)
    return showWelcome(visit, sitting, readText(of.consultation.title, visit.language, null));
  return showQuestion(visit, { sitting, question, step });
}

/** Where to go on: the rules while nothing was counted, else the first question without a number, else the last. */
function firstUncounted({ questions, hands }: ClassSitting): number {
  if (Object.keys(hands).length === 0) return 0;
  const at = questions.findIndex((id) => hands[id] === undefined);
  return at < 0 ? questions.length : at + 1;
}

function questionAt(step: number, { sitting, of }: Class): CountableQuestion | null {
  const id = sitting.questions[step - 1];
  return of.questions.find(({ question }) => question.id === id) ?? null;
}

async function count(visit: Visit, deps: TallyKeeping, class_: Class): Promise<Response> {
  const form = await readForm(visit);
  const step = typeof form === 'string' ? 0 : Number(form.text('step'));
  const to = (next: number): Response =>
    visit.c.redirect(`/console/tallies/class/${class_.sitting.id}?step=${next}`, 303);
  const question = questionAt(step, class_);
  if (typeof form === 'string') return to(0);
  if (question !== null && !(await keepHands(deps, class_.sitting, { question, form }))) return to(step);
  switch (form.text('do')) {
    case 'keep':
      return visit.c.body(null, 204);
    case 'next':
      return to(step + 1);
    case 'back':
      return to(Math.max(0, step - 1));
    default:
      return to(step);
  }
}

/** Another screen of the same class may be counting too: then what it wrote is read anew, and this question written. */
async function keepHands(
  deps: TallyKeeping,
  begun: ClassSitting,
  { question, form }: { readonly question: CountableQuestion; readonly form: SentForm },
): Promise<boolean> {
  const hands = readHands(question, form);
  let sitting: ClassSitting | null = begun;
  for (let tries = 0; tries < MAX_TRIES && sitting !== null; tries += 1) {
    const outcome = await deps.keep(withHands(sitting, question.question.id, hands));
    if (outcome !== 'outdated') return outcome === 'kept';
    sitting = await deps.sitting(begun.id);
  }
  return false;
}

async function end(visit: Visit, deps: TallyKeeping, { sitting, of }: Class): Promise<Response> {
  const form = await readForm(visit);
  if (typeof form === 'string') return visit.c.redirect(`/console/tallies/class/${sitting.id}`, 303);
  // The rest of a tally is known: what is read is held to the same rules.
  const known: Record<string, string> = { kind: 'class-vote', day: sitting.heldOn, place: sitting.place };
  const text = (name: string): string => known[name] ?? form.text(name);
  const { content, faults } = readTally({ text }, { ...groundOf(visit, of), questions: [] });
  const tooMany = (content?.children ?? 0) > MAX_CLASS;
  const { questions } = of;
  const counted = readCount(form.text('children'));
  const over = counted === null ? {} : handsFaults(visit, { sitting, questions }, counted);
  if (content === null || tooMany || Object.keys(over).length > 0) {
    const most: TallyFault = { code: 'too-many', most: MAX_CLASS };
    const words = faultWords(
      visit,
      tooMany || faults['children']?.code === 'confirm' ? { ...faults, children: most } : faults,
    );
    return showClassEnd(visit, { sitting, questions, text: form.text, faults: { ...words, ...over } });
  }
  const { children, groups, source } = content;
  await deps.end(sitting, { children, groups, source }, visit.member);
  return visit.c.redirect(`/console/tallies/${sitting.id}?done=entered`, 303);
}

function notFound(visit: Visit): Response | Promise<Response> {
  return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member: visit.member });
}
