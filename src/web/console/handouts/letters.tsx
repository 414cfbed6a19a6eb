/** The letters to parents and teachers as files, and all texts to copy. */

import { phrasesFor } from '../../../reports/handouts/handout-words.ts';
import { letterAsText } from '../../../reports/handouts/letter.ts';
import { parentsLetter, parentsMessage } from '../../../reports/handouts/parents-letter.ts';
import { teachersLetter } from '../../../reports/handouts/teachers-letter.ts';
import { CopyText } from './copy-text.tsx';
import { pdfAddress } from './pdf-address.ts';
import type { Wanted } from './wanted.ts';

/** Draws them. */
export function Letters(wanted: Wanted) {
  const { visit, handout } = wanted;
  const { phrase } = visit;
  const words = phrasesFor(handout, visit.ground.say);
  const texts = [
    { name: 'message', text: parentsMessage(handout, words) },
    { name: 'parents', text: letterAsText(parentsLetter(handout, words)) },
    { name: 'teachers', text: letterAsText(teachersLetter(handout, words)) },
  ];
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{phrase('console.handouts.letters')}</h2>
      <p class="actions">
        <a class="button" href={pdfAddress(wanted, 'parents', {})} download>
          {phrase('console.handouts.parents')}
        </a>
        <a class="button" href={pdfAddress(wanted, 'teachers', {})} download>
          {phrase('console.handouts.teachers')}
        </a>
      </p>
      <h3>{phrase('console.handouts.texts')}</h3>
      {texts.map(({ name, text }) => (
        <CopyText
          {...{ name, text, phrase }}
          label={phrase(`console.handouts.text.${name}`)}
          language={handout.language}
        />
      ))}
    </section>
  );
}
