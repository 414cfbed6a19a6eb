/** Says findings in one plain sentence each, for readers of thirteen. */

import type { Language } from '../language.ts';
import type { PhraseValues, Say } from '../say.ts';
import type { Comparison, Difference } from './differences.ts';
import { type Figures, percentOf } from './figures.ts';
import type { Group, MainFinding } from './main-finding.ts';

/** How to speak. */
export type Voice = { readonly say: Say; readonly language: Language };

/** Words of a table's two variables, by their ids. */
export type TableWords = {
  readonly kind: Figures['kind'];
  readonly rowLabel: (id: string) => string;
  readonly columnLabel: (id: string) => string;
};

/** Says the main finding of a question; nothing but a full sentence or two. */
export function sayMain(finding: MainFinding, figures: Figures, voice: Voice): string {
  const phrase = phraseOf(voice);
  if (finding.kind === 'nothing') return phrase('nothing', { k: figures.minCell });
  if (finding.kind === 'few' || finding.kind === 'counts') return phrase(finding.kind);
  const { top } = finding;
  const second = 'second' in finding ? finding.second : null;
  const several = figures.several && finding.kind === 'top' && second !== null;
  // Ranges and places are no one's words.
  const isPlain = figures.kind === 'number' || figures.kind === 'place';
  const sayPercent = ({ percent }: Group) => (figures.base > 1 ? phrase('roughly', { percent }) : percent);
  const isSure = finding.kind === 'right' || finding.certain;
  const said =
    finding.kind === 'close'
      ? phrase(closeKey(figures, finding.all), {
          labels: sayLeaders(
            finding.leaders.map((one) => `${sayLabels(one, voice, isPlain)} (${sayPercent(one)}%)`),
            voice,
          ),
        })
      : phrase(several ? 'several' : finding.kind, {
          ...{
            count: sayTenths(top, voice),
            label: sayLabels(top, voice, isPlain),
            percent: sayPercent(top),
          },
          ...(second === null
            ? {}
            : { other: sayLabels(second, voice, isPlain), otherPercent: sayPercent(second) }),
        });
  return isSure ? said : `${said} ${phrase('uncertain')}`;
}

function closeKey({ kind }: Figures, all: boolean): string {
  if (kind === 'place') return 'close-homes';
  return all ? 'close-all' : 'close';
}

/** Most of those that lead together that are named. */
const MOST_NAMED = 3;

/** "A, B and C", and how many more there are. */
function sayLeaders(labels: readonly string[], voice: Voice): string {
  const phrase = phraseOf(voice);
  const named = labels.slice(0, MOST_NAMED);
  const more = labels.length - named.length;
  const [last = ''] = more > 0 ? [phrase('more-leaders', { n: more })] : named.splice(-1);
  return phrase('and', { list: named.join(', '), last });
}

/** Says which group differs most clearly, that none does, or that nobody can tell. */
export function sayDifference(comparison: Comparison, words: TableWords, voice: Voice): string {
  const phrase = phraseOf(voice);
  if (comparison.kind !== 'differ') return phrase(comparison.kind);
  const [clearest] = comparison.differences;
  return clearest === undefined ? phrase('alike') : sayOne(clearest, words, voice);
}

/** Says one difference. */
export function sayOne(difference: Difference, words: TableWords, voice: Voice): string {
  const phrase = phraseOf(voice);
  const label = words.columnLabel(difference.column);
  const group = difference.columns.startsWith('@')
    ? phrase(`group.${difference.columns.slice(1)}`, { label })
    : phrase('group.answer', { label });
  const did = DEEDS[words.kind] ?? 'chose';
  return phrase(difference.share > difference.others ? 'more' : 'less', {
    group,
    did: phrase(`did.${did}`, { label: words.rowLabel(difference.row) }),
    percent: percentOf(difference.share),
    otherPercent: percentOf(difference.others),
  });
}

const DEEDS: { readonly [kind in Figures['kind']]?: string } = {
  rank: 'put-first',
  number: 'answered',
  place: 'lives',
};

function phraseOf({ say, language }: Voice) {
  return (key: string, values?: PhraseValues) => say(language, `findings.${key}`, values);
}

/** “A” or “B”. */
function sayLabels({ cells }: Group, voice: Voice, isPlain: boolean): string {
  const phrase = phraseOf(voice);
  return cells.map(({ label }) => (isPlain ? label : phrase('quoted', { label }))).join(` ${phrase('or')} `);
}

/** "about 6 of 10". */
function sayTenths({ percent }: Group, voice: Voice): string {
  const phrase = phraseOf(voice);
  const n = Math.round(percent / 10);
  if (n === 0) return phrase('tenths.few');
  return n === 10 ? phrase('tenths.all') : phrase('tenths.about', { n });
}
