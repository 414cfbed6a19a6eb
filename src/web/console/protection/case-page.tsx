/** A case: the child's words, what the law asks for, what was done, and what can be done now. */

import type { Visit } from '../console-route.ts';
import { type Faults, FormFaults } from '../fields.tsx';
import { showConsolePage } from '../frame.tsx';
import { consoleNotice } from '../notice.tsx';
import { AnswerForm, CloseForm, StepForm } from './case-forms.tsx';
import { numberOf, writeDeadline, writeInstant, writeKinds, writePlace } from './case-words.ts';
import type { OpenedCase, ProtectionDependencies } from './dependencies.ts';
import { ChildSays } from './list-page.tsx';

const NEWS = [
  'taken',
  'called-111',
  'told-commune',
  'told-police',
  'told-health',
  'note',
  'answered-child',
  'closed',
  'closed-already',
  'web',
  'gone',
  'channel-off',
];

/** What a form that comes back holds, and whether the contact is shown. */
export type CaseView = {
  readonly typed?: Readonly<Record<string, string>>;
  readonly faults?: Faults;
  readonly withContact?: boolean;
};

/** Shows it; the look was entered before anything was decrypted. */
export async function showCase(
  visit: Visit,
  deps: ProtectionDependencies,
  { typed = {}, faults = {}, withContact = false }: CaseView = {},
): Promise<Response> {
  const { phrase, member, c } = visit;
  const opened = await deps.read(member, visit.param('case'));
  if (opened === null) return consoleNotice(c, visit.ground, { kind: 'not-found', member });
  const contact = withContact ? await deps.revealContact(member, opened.found.id) : null;
  const { found } = opened;
  const path = `/console/protection/${found.id}`;
  const done = NEWS.find((one) => one === c.req.query('done'));
  const form = { visit, path, typed, faults };
  return showConsolePage(
    visit,
    {
      ...{ area: 'protection', title: phrase('console.protection.case', { number: numberOf(found) }) },
      trail: [{ href: '/console/protection', text: phrase('console.protection.title') }],
      news: done === undefined ? undefined : phrase(`console.protection.done.${done}`),
      faults: <FormFaults title={phrase('console.protection.faults')} faults={faults} />,
      actions: (
        <a class="button second" href={`${path}/print`}>
          {phrase('console.protection.print')}
        </a>
      ),
      ...(c.req.method === 'POST' ? { query: null } : {}),
      children: [
        <Facts {...{ visit, opened }} />,
        found.closedAt === null && <Duty {...{ visit, opened }} />,
        <Words {...{ visit, opened }} />,
        <section>
          <h2>{phrase('console.protection.contact')}</h2>
          {contact !== null && (
            <p>
              {phrase(`channel.${contact.channel}`)}: <code>{contact.account}</code>
            </p>
          )}
          {contact === null &&
            (opened.answerWay === 'gone' ? (
              <p>{phrase('console.protection.answer.gone')}</p>
            ) : (
              <form method="post" action={`${path}/contact`}>
                <p class="hint">{phrase('console.protection.contact.hint')}</p>
                <button class="button second" type="submit">
                  {phrase('console.protection.contact.show')}
                </button>
              </form>
            ))}
        </section>,
        <Steps {...{ visit, opened }} />,
        found.closedAt === null && [
          <StepForm {...form} />,
          <AnswerForm {...form} answerWay={opened.answerWay} />,
          <CloseForm {...form} />,
        ],
      ],
    },
    Object.keys(faults).length > 0 ? 422 : 200,
  );
}

/** The same to be printed, in the shape of a notice of information about a child at risk. */
export async function showCasePrint(visit: Visit, deps: ProtectionDependencies): Promise<Response> {
  const { phrase, member } = visit;
  const opened = await deps.read(member, visit.param('case'));
  if (opened === null) return consoleNotice(visit.c, visit.ground, { kind: 'not-found', member });
  return showConsolePage(visit, {
    ...{ area: 'protection', title: phrase('console.protection.print.title') },
    trail: [
      {
        href: `/console/protection/${opened.found.id}`,
        text: phrase('console.protection.case', { number: numberOf(opened.found) }),
      },
    ],
    children: [
      <p>
        {phrase('console.protection.print.by', { name: member.name, time: writeInstant(visit.ground.now()) })}
      </p>,
      <Facts {...{ visit, opened }} />,
      <Words {...{ visit, opened }} />,
      <Steps {...{ visit, opened }} />,
      <p>{phrase('console.protection.print.sign')}</p>,
      <p class="soft case-foot">{phrase('console.protection.print.foot')}</p>,
    ],
  });
}

type Shown = { readonly visit: Visit; readonly opened: OpenedCase };

function Facts({ visit, opened: { found } }: Shown) {
  const { phrase } = visit;
  const facts: readonly (readonly [string, string])[] = [
    ['opened', writeInstant(found.openedAt)],
    ['heard', writeInstant(found.heardAt)],
    ['place', writePlace(visit, found)],
    ['channel', phrase(`channel.${found.channel}`)],
    ['source', phrase(`console.protection.source.${found.source}`)],
    ['kinds', writeKinds(visit, found)],
    ['severity', phrase(`console.protection.severity.${found.severity}`)],
  ];
  return (
    <section>
      <dl class="case-facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{phrase(`console.protection.fact.${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ChildSays visit={visit} one={found} />
    </section>
  );
}

/** @see Nghị định 56/2017/NĐ-CP, Điều 25 and 26 */
function Duty({ visit, opened: { found } }: Shown) {
  const { phrase } = visit;
  return (
    <section class="card">
      <h2>{phrase('console.protection.duty')}</h2>
      <p>{phrase('console.protection.duty.reporter')}</p>
      <p>{phrase('console.protection.duty.authority')}</p>
      <p>
        <strong>{writeDeadline(visit, found)}</strong>
      </p>
    </section>
  );
}

function Words({ visit, opened: { words } }: Shown) {
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.protection.words')}</h2>
      <p class="hint">{phrase('console.protection.words.hint')}</p>
      {words.length === 0 && <p class="empty">{phrase('console.protection.words.none')}</p>}
      {words.map(({ at, text }) => (
        <figure class="case-words">
          <figcaption class="soft">{writeInstant(at)}</figcaption>
          <blockquote>{text}</blockquote>
        </figure>
      ))}
    </section>
  );
}

function Steps({ visit, opened: { steps } }: Shown) {
  const { phrase } = visit;
  return (
    <section>
      <h2>{phrase('console.protection.steps')}</h2>
      {steps.length === 0 && <p class="empty">{phrase('console.protection.steps.none')}</p>}
      <ol>
        {steps.map(({ at, byName, step, note }) => (
          <li>
            {phrase(`console.protection.step.${step}`)} · {writeInstant(at)} · {byName}
            {note !== null && <p class="case-note">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
