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
  const { top } = finding;
  const second = 'second' in finding ? finding.second : null;
  const several = figures.several && finding.kind === 'top' && second !== null;
  // Ranges and places are no one's words.
  const isPlain = figures.kind === 'number' || figures.kind === 'place';
  const sayPercent = (share: number) =>
    figures.base > 1 ? phrase('roughly', { percent: percentOf(share) }) : percentOf(share);
  const kind = finding.kind === 'close' && figures.kind === 'place' ? 'close-homes' : finding.kind;
  const said = phrase(several ? 'several' : kind, {
    ...{
      count: sayTenths(top, voice),
      label: sayLabels(top, voice, isPlain),
      percent: sayPercent(top.share),
    },
    ...(second === null
      ? {}
      : { other: sayLabels(second, voice, isPlain), otherPercent: sayPercent(second.share) }),
  });
  const isSure = finding.kind === 'right' || finding.certain;
  return isSure ? said : `${said} ${phrase('uncertain')}`;
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
function sayTenths({ share }: Group, voice: Voice): string {
  const phrase = phraseOf(voice);
  const n = Math.round(share * 10);
  if (n === 0) return phrase('tenths.few');
  return n === 10 ? phrase('tenths.all') : phrase('tenths.about', { n });
}
