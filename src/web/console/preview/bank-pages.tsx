/** The pages of the question bank: its blocks, and one block with its wording for each age. */

import type { BankBlock } from '../../../core/flow/question-bank.ts';
import type { QuestionSource } from '../../../core/flow/question-source.ts';
import { readText } from '../../../core/flow/text.ts';
import { presentInDraft } from '../../../core/flow-draft/bank-presence.ts';
import {
  type DraftSource,
  draftSource,
  entryKeys,
  listOf,
  MAIN_LIST,
} from '../../../core/flow-draft/draft-source.ts';
import { numberEntries } from '../../../core/flow-draft/number-entries.ts';
import type { BankOutcome } from '../../../usecases/add-from-bank.ts';
import type { Visit } from '../console-route.ts';
import { SelectField } from '../fields.tsx';
import { draftPath, FLOWS } from '../flows/draft-access.ts';
import { headlineOf, numberWords } from '../flows/flow-words.ts';
import { showConsolePage } from '../frame.tsx';
import { BankQuestion } from './bank-question.tsx';
import type { Subject } from './subject.ts';

/** Answers with the list. @param subject the draft that is added to; `null` where one only looks */
export function showBank(visit: Visit, blocks: readonly BankBlock[], subject: Subject | null) {
  const { phrase, language, c } = visit;
  const added = Number(c.req.query('added') ?? Number.NaN);
  const address = bankAddress(subject);
  return showConsolePage(visit, {
    area: 'flows',
    title: phrase('console.preview.bank.title'),
    trail: bankTrail(visit, subject),
    news:
      c.req.query('done') === 'added' && added > 0
        ? phrase('console.preview.done.added', { count: added })
        : undefined,
    actions: subject !== null && (
      <a class="button" href={editorOfSubject(subject)}>
        {phrase('console.preview.to.editor')}
      </a>
    ),
    children: [
      <p>{phrase('console.preview.bank.lead')}</p>,
      subject !== null && <p>{phrase('console.preview.bank.into', { title: subject.title })}</p>,
      <ul class="cards">
        {blocks.map((block) => (
          <li class="card">
            <h2>
              <a href={`${address}/${block.id}`}>{readText(block.title, language, null)}</a>
            </h2>
            <p>{readText(block.about, language, null)}</p>
            <p class="soft">{phrase('console.preview.bank.count', { count: askedOf(block).length })}</p>
          </li>
        ))}
      </ul>,
    ],
  });
}

/** A block, as it is drawn. */
export type BlockPage = {
  readonly block: BankBlock;
  readonly subject: Subject | null;
  /** Whether this person may change the draft. */
  readonly mayAdd: boolean;
  /** What came of adding, where it went wrong. */
  readonly outcome?: BankOutcome;
  /** What was chosen in the form that was sent; nothing where none was. */
  readonly chosen?: { readonly questions: readonly string[]; readonly before: string };
};

/** Answers with a block. */
export function showBlock(visit: Visit, page: BlockPage): Response | Promise<Response> {
  const { phrase, language } = visit;
  const { block, subject, outcome } = page;
  const status =
    outcome === undefined ? 200 : outcome.kind === 'outdated' || outcome.kind === 'published' ? 409 : 422;
  return showConsolePage(
    visit,
    {
      area: 'flows',
      title: readText(block.title, language, null),
      trail: [
        ...bankTrail(visit, subject),
        { href: bankAddress(subject), text: phrase('console.preview.bank.title') },
      ],
      faults: outcome !== undefined && (
        <div class="faults" role="alert" tabindex={-1}>
          <p>
            {phrase(`console.preview.bank.${outcome.kind}`, 'most' in outcome ? { most: outcome.most } : {})}
          </p>
        </div>
      ),
      actions: (
        <a class="button second" href={`/console/preview/bank/${block.id}/play`}>
          {phrase('console.preview.bank.play')}
        </a>
      ),
      children: [<p>{readText(block.about, language, null)}</p>, <Questions {...page} visit={visit} />],
    },
    status,
  );
}

function Questions({ visit, block, subject, mayAdd, chosen }: BlockPage & { readonly visit: Visit }) {
  const { phrase } = visit;
  const draft = subject?.of.kind === 'draft' ? subject.of.draft : null;
  const canAdd = mayAdd && draft !== null && draft.publishedAs === null;
  const picked = chosen?.questions ?? [];
  const present = draft === null ? new Set<string>() : presentInDraft(block, draftSource(draft.source));
  const list = block.questions.map((question, at) => (
    <BankQuestion
      {...{ visit, question, block }}
      number={at + 1}
      isPicked={canAdd ? picked.includes(question.id) : null}
      isPresent={present.has(question.id)}
    />
  ));
  if (!canAdd || draft === null) return <>{list}</>;
  return (
    <form method="post" action={`${bankAddress(subject)}/${block.id}`}>
      <input type="hidden" name="seen" value={String(draft.revision)} />
      <p class="hint">{phrase('console.preview.bank.choose')}</p>
      {list}
      <div class="card preview-choose">
        <SelectField
          name="before"
          label={phrase('console.preview.bank.where')}
          choices={placesIn(visit, draftSource(draft.source))}
          value={chosen?.before ?? END}
        />
        <button type="submit" class="button">
          {phrase('console.preview.bank.add')}
        </button>
        {present.size === 0 && (
          <button type="submit" class="button second" name="all" value="1">
            {phrase('console.preview.bank.add-all')}
          </button>
        )}
      </div>
    </form>
  );
}

const END = 'end';

/** Where questions can go: before the end, or before any entry of the list. */
function placesIn(visit: Visit, source: DraftSource) {
  const { phrase } = visit;
  const numbers = numberEntries(source, MAIN_LIST);
  const entries = listOf(source, MAIN_LIST) ?? [];
  const choices = entryKeys(entries).map((key, at) => ({
    value: String(at),
    label: phrase('console.preview.bank.before', {
      number: numberWords(numbers.get(key)),
      name: headlineOf(visit, draftSource(entries[at]), 60),
    }),
  }));
  return [{ value: END, label: phrase('console.preview.bank.end') }, ...choices];
}

/** Position that a choice of the form means. */
export function positionFrom(before: string): number {
  return /^\d{1,3}$/.test(before) ? Number(before) : Number.MAX_SAFE_INTEGER;
}

/** Where the bank is looked at, for a draft or for itself. */
export function bankAddress(subject: Subject | null): string {
  return subject === null ? '/console/preview/bank' : `${subject.address}/bank`;
}

function bankTrail({ phrase }: Visit, subject: Subject | null) {
  const flows = { href: FLOWS, text: phrase('console.area.flows') };
  return subject === null ? [flows] : [flows, { href: editorOfSubject(subject), text: subject.title }];
}

function editorOfSubject({ of, address }: Subject): string {
  return of.kind === 'draft' ? draftPath(of.draft.id) : address;
}

function askedOf({ questions }: BankBlock): readonly QuestionSource[] {
  return questions.filter(({ kind }) => kind !== 'info');
}
