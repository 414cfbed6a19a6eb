/** Old and new words side by side, with those that changed marked. */

import type { Piece, WordingChange } from '../../../core/flow/word-difference.ts';
import { languageName } from '../../../core/language.ts';
import type { Visit } from '../console-route.ts';

/** Draws a table of them. */
export function WordingTable({
  visit,
  caption,
  wordings,
}: {
  readonly visit: Visit;
  readonly caption: string;
  readonly wordings: readonly WordingChange[];
}) {
  const { phrase } = visit;
  return (
    <div class="table">
      <table class="wordings">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{phrase('console.preview.wording.for')}</th>
            <th scope="col">{phrase('console.preview.wording.before')}</th>
            <th scope="col">{phrase('console.preview.wording.after')}</th>
          </tr>
        </thead>
        <tbody>
          {wordings.map(({ language, band, before, after }) => (
            <tr>
              <th scope="row">{readerWords(visit, language, band)}</th>
              <td lang={language}>
                {before === null ? <Nothing {...visit} /> : <Marked pieces={before} as="del" />}
              </td>
              <td lang={language}>
                {after === null ? <Nothing {...visit} /> : <Marked pieces={after} as="ins" />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** For whom a wording is: its language, and its age band where it has one. */
export function readerWords(
  { phrase }: Pick<Visit, 'phrase'>,
  language: string,
  band: WordingChange['band'],
): string {
  const name = languageName(language);
  return band === 'all'
    ? name
    : phrase('console.preview.wording.band', { language: name, band: band.replace('-', '–') });
}

function Nothing({ phrase, language }: Visit) {
  return (
    <span class="soft" lang={language}>
      {phrase('console.preview.wording.none')}
    </span>
  );
}

function Marked({ pieces, as: Mark }: { readonly pieces: readonly Piece[]; readonly as: 'del' | 'ins' }) {
  return (
    <>
      {pieces.map(({ words, isChanged }, at) => (
        <>
          {at > 0 && ' '}
          {isChanged ? <Mark>{words}</Mark> : words}
        </>
      ))}
    </>
  );
}
