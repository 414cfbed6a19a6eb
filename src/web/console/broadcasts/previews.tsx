/** The message as a child gets it, per channel and language. */

import { languageName } from '../../../core/language.ts';
import type { WordingPreview } from '../../../usecases/start-broadcast.ts';
import type { Visit } from '../console-route.ts';
import { say } from './dependencies.ts';

/** Draws one picture for each wording: channels that say it alike share one. */
export function Previews({
  visit,
  previews,
}: {
  readonly visit: Visit;
  readonly previews: readonly WordingPreview[];
}) {
  return (
    <section aria-labelledby="previews">
      <h3 id="previews">{say(visit, 'previews')}</h3>
      <ul class="cards">
        {previews.map(({ channel, language, text, controls }) => (
          <li class="card preview-message">
            <p class="soft">
              {visit.phrase(`channel.${channel}`)} · {languageName(language)}
            </p>
            <p lang={language} class="bubble">
              {text}
            </p>
            <ul class="pills" lang={language}>
              {controls.map((label) => (
                <li>{channel === 'zalo' ? label.toLowerCase() : label}</li>
              ))}
            </ul>
            {channel === 'zalo' && <p class="soft">{say(visit, 'previews.typed')}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
