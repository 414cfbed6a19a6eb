/** A question's groups side by side: the choice of what to split by, the picture, the table, and what weighing changes. */

import { raw } from 'hono/html';
import { type Figures, percentOf, shareOf } from '../../core/findings/figures.ts';
import type { ShownQuestion } from '../../usecases/read-result-page.ts';
import type { ShownSplit, SplitWay } from '../../usecases/read-result-question.ts';
import { type ResultView, sayOf, shownCount } from './dependencies.ts';
import { isSmall, splitPicture, splitShares } from './pictures.ts';
import { questionAddress } from './result-body.tsx';

/** More groups than this are rows of a table. */
const MOST_COLUMNS = 6;

/** A table of more groups than this has no room beside the picture. */
const MOST_BESIDE = 2;

/** What of a split is shown. */
export type SplitChoiceProps = {
  readonly view: ResultView;
  readonly question: ShownQuestion;
  /** What it can be split by. */
  readonly splits: readonly SplitWay[];
  /** The split that was asked for; `undefined` where none was, `null` where it was not published. */
  readonly split: ShownSplit | null | undefined;
  /** Which answer a map shows. */
  readonly answer: string;
  readonly isWeighted: boolean;
};

/** The choice of what to split by. */
export function SplitChoice({ view, splits, split, question, answer, isWeighted }: SplitChoiceProps) {
  const say = sayOf(view);
  if (splits.length === 0)
    return (
      <p class="hint">
        {view.page.placeName === null
          ? say('split.none-yet', { k: question.figures.minCell })
          : say('split.none-here', { place: view.page.placeName })}
      </p>
    );
  const isMap = split?.by.name === '@place';
  const chosen = split?.by.name;
  return (
    <form
      class="inline split"
      method="get"
      action={`${questionAddress(view, question.figures.question)}#groups`}
    >
      <input type="hidden" name="lang" value={view.language} />
      <div class="field">
        <label for="by">{say('split.by')}</label>
        <select id="by" name="by">
          {[false, true].map((isQuestion) => {
            const ways = splits.filter((by) => by.isQuestion === isQuestion);
            if (ways.length === 0) return null;
            return (
              <optgroup label={say(isQuestion ? 'split.by-answers' : 'split.by-who')}>
                {ways.map((by) => (
                  <option value={by.name} selected={by.name === chosen}>
                    {by.text}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
      </div>
      {isMap && (
        <div class="field">
          <label for="answer">{say('split.answer')}</label>
          <select id="answer" name="answer">
            {question.figures.cells.map(({ id, label }) => (
              <option value={id} selected={id === answer}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
      {split?.weighted && (
        <label class="choice">
          <input type="checkbox" name="weighted" value="1" checked={isWeighted} />
          <span>{say('split.weighted')}</span>
        </label>
      )}
      <button type="submit">{say('split.show')}</button>
    </form>
  );
}

/** The split itself. */
export function Split(props: SplitChoiceProps & { readonly split: ShownSplit }) {
  const { view, question, split, answer, isWeighted } = props;
  const { figures } = question;
  const say = sayOf(view);
  if (split.table.counts.flat().every((count) => count === null)) {
    return <p class="empty">{say('split.nothing')}</p>;
  }
  const picture = splitPicture(view, figures, split, answer);
  const table = <SplitTable {...{ view, figures, split }} />;
  const isLong = split.groups.length > MOST_BESIDE;
  const isSomeSmall = split.groups.some((_, at) => isSmall(figures, split, at));
  return (
    <>
      <p class="finding">{split.overlaps ? say('split.overlaps') : split.sentence}</p>
      <div class="beside">
        {picture !== null && <div class="picture">{raw(picture)}</div>}
        {!isLong && table}
      </div>
      {isLong && table}
      {isWeighted && split.weighted !== null && <Weighted {...{ view, figures, split }} />}
      {isSomeSmall && <p class="hint">{say('split.few-why')}</p>}
      <p class="hint">{say('split.rounded', { base: split.table.base, k: figures.minCell })}</p>
    </>
  );
}

type SplitProps = { readonly view: ResultView; readonly figures: Figures; readonly split: ShownSplit };

/** What stands in place of a share that is not told: why. */
function whyUntold(
  { figures, split }: Omit<SplitProps, 'view'>,
  group: number,
): 'split.not-asked' | 'split.not-asked.group' | 'split.few' | 'withheld-short' {
  if (split.unasked.includes(split.table.columnIds[group] ?? '')) {
    return split.by.name === '@age' ? 'split.not-asked' : 'split.not-asked.group';
  }
  return isSmall(figures, split, group) ? 'split.few' : 'withheld-short';
}

function SplitTable({ view, figures, split }: SplitProps) {
  const say = sayOf(view);
  const shares = splitShares(figures, split);
  const cells = figures.cells.map(({ id, label }) => ({
    label,
    row: split.groups.map((_, group) => {
      const row = split.table.rowIds.indexOf(id);
      const share = shares[row]?.[group] ?? null;
      const count = split.table.counts[row]?.[group] ?? null;
      if (share !== null) return { isTold: true, text: `${percentOf(share)}%` };
      // Of how many is not known; how many is.
      if (count !== null && (split.table.answered[group] ?? null) === null) {
        return { isTold: true, text: say('split.n', { n: shownCount(view, count) }) };
      }
      return { isTold: false, text: say(whyUntold({ figures, split }, group)) };
    }),
  }));
  const isUnasked = (group: number) => split.unasked.includes(split.table.columnIds[group] ?? '');
  const groups = split.groups.map(({ label }, group) => {
    const answered = split.table.answered[group] ?? null;
    const n = answered === null || isUnasked(group) ? '' : say('split.n', { n: shownCount(view, answered) });
    return { label, n, of: cells.flatMap(({ row }) => row[group] ?? []) };
  });
  // Many groups are rows, and only those of which there is something to read: 34 columns fit no screen.
  const turned = groups.length > MOST_COLUMNS;
  const told = turned ? groups.filter(({ of }) => of.some(({ isTold }) => isTold)) : groups;
  const columns = turned ? cells.map(({ label }) => ({ label, n: '' })) : groups;
  const rows = turned ? told : cells.map(({ label, row }) => ({ label, n: '', of: row }));
  return (
    <section class="table sideways" tabindex={0} aria-label={say('split.table', { by: split.by.text })}>
      {columns.length > 2 && <p class="hint rest sideways-hint">{say('split.sideways')}</p>}
      <table>
        <caption>{say('split.table', { by: split.by.text })}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(({ label, n }) => (
              <th scope="col" class="number">
                {label}
                {n !== '' && <small>{n}</small>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, n, of }, down) => (
            <tr>
              <th scope="row">
                {label}
                {n !== '' && <small> {n}</small>}
              </th>
              {of.map(({ text }, across) => {
                if (turned || !isUnasked(across)) return <td class="number">{text}</td>;
                return down > 0 ? null : (
                  <td class="number" rowspan={rows.length}>
                    {text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {told.length < groups.length && <p class="hint rest">{say('split.other-groups')}</p>}
    </section>
  );
}

function Weighted({ view, figures, split }: SplitProps) {
  const say = sayOf(view);
  const { weighted } = split;
  if (weighted === null) return null;
  return (
    <div class="table">
      <table>
        <caption>
          <span class="tag warning">{say('weighted')}</span> {say('weighted.by', { by: split.by.text })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('table.answer')}</th>
            <th scope="col" class="number">
              {say('weighted.before')}
            </th>
            <th scope="col" class="number">
              {say('weighted')}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.cells.map(({ id, label, count }) => {
            const [before, after] = [
              shareOf(count, figures.answered, figures.base),
              weighted.shares[split.table.rowIds.indexOf(id)] ?? null,
            ];
            return (
              <tr>
                <th scope="row">{label}</th>
                <td class="number">{before === null ? '–' : `${percentOf(before)}%`}</td>
                <td class="number">{after === null ? '–' : `${percentOf(after)}%`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="hint rest">{say('weighted.source', { source: weighted.source })}</p>
    </div>
  );
}
