/** What children read before they agree, as it stands in a plan. */

import type { ConsultationTerms } from '../../../core/consultation.ts';
import type { Language } from '../../../core/language.ts';
import { openingOf, toldOf } from '../../../usecases/consultation-words.ts';
import type { Visit } from '../console-route.ts';
import { type ConsultationDependencies, say } from './dependencies.ts';

/** Draws both messages: who asks and why, as planned, and what every child is told. */
export function Opening(props: {
  readonly visit: Visit;
  readonly deps: Pick<ConsultationDependencies, 'contactDays'>;
  readonly plan: ConsultationTerms & { readonly minCell: number };
  readonly languages: readonly Language[];
}) {
  const { visit, deps, plan, languages } = props;
  const { contactDays } = deps;
  const words = visit.ground.say;
  return (
    <figure class="opening">
      <figcaption class="hint">{say(visit, 'opening')}</figcaption>
      {languages.map((language) => [
        <blockquote lang={language}>
          {openingOf(words, { terms: plan, minCell: plan.minCell }, language)[0]?.text}
        </blockquote>,
        <blockquote lang={language}>{toldOf(words, plan, { contactDays, language })}</blockquote>,
      ])}
    </figure>
  );
}
