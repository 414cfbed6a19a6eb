/** One open answer, alone, with what can be done with it. */

import { readText } from '../../../core/flow/text.ts';
import { wordsOf } from '../../../core/redaction/mask-words.ts';
import type { TextToModerate } from '../../../usecases/moderate-texts.ts';
import type { Visit } from '../console-route.ts';
import { showConsolePage } from '../frame.tsx';

/** What is shown. */
export type TextOnScreen = { readonly text: TextToModerate | null; readonly canTakeBack: boolean };

const NEWS = ['show', 'withhold', 'danger', 'gone', 'taken-back', 'nothing'] as const;

/** Keys that do the same as the buttons; shown on them. */
const KEYS = { show: '1', withhold: '2', danger: '3', undo: '0' } as const;

/** Shows it. */
export function showTextPage(
  visit: Visit,
  { text, canTakeBack }: TextOnScreen,
): Response | Promise<Response> {
  const { phrase } = visit;
  const done = NEWS.find((one) => one === visit.c.req.query('done'));
  return showConsolePage(visit, {
    ...{ area: 'moderation', title: phrase('console.moderation.text'), script: 'console/moderation/keys.js' },
    trail: [{ href: '/console/moderation', text: phrase('console.moderation.title') }],
    news: done === undefined ? undefined : phrase(`console.moderation.done.${done}`),
    children: [
      text === null ? (
        <p class="empty">{phrase('console.moderation.none')}</p>
      ) : (
        <Deciding visit={visit} text={text} />
      ),
      canTakeBack && (
        <form class="take-back" method="post" action="/console/moderation/undo">
          <button class="quiet" type="submit" data-key={KEYS.undo}>
            <span class="press-key" aria-hidden="true">
              {KEYS.undo}
            </span>{' '}
            {phrase('console.moderation.undo')}
          </button>
        </form>
      ),
    ],
  });
}

function Deciding({ visit, text }: { readonly visit: Visit; readonly text: TextToModerate }) {
  const { phrase, language } = visit;
  return (
    <form class="moderating card" method="post" action="/console/moderation/decide">
      <input type="hidden" name="id" value={text.id} />
      {text.question !== null && (
        <p class="asked">
          <span class="unseen">{phrase('console.moderation.asked')} </span>
          {readText(text.question, language, null)}
        </p>
      )}
      <fieldset class="words">
        <legend>{phrase('console.moderation.words')}</legend>
        <p lang="vi">
          {wordsOf(text.text).map(({ gap, word }, at) => [
            gap.includes('\n') ? <br /> : gap === '' ? '' : ' ',
            <label>
              <input class="unseen" type="checkbox" name="word" value={String(at)} />
              <span>{word}</span>
            </label>,
          ])}
        </p>
      </fieldset>
      <div class="actions">
        <Act visit={visit} name="show" />
        <Act visit={visit} name="withhold" />
        <Act visit={visit} name="danger" />
      </div>
    </form>
  );
}

function Act({ visit, name }: { readonly visit: Visit; readonly name: 'show' | 'withhold' | 'danger' }) {
  return (
    <button
      class={name === 'show' ? 'button' : 'button second'}
      type="submit"
      name="do"
      value={name}
      data-key={KEYS[name]}
    >
      <span class="press-key" aria-hidden="true">
        {KEYS[name]}
      </span>{' '}
      {visit.phrase(`console.moderation.act.${name}`)}
    </button>
  );
}
