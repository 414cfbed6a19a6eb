/** The presentation: one question a screen, large enough for the last row; arrow keys lead on. */

import { Layout } from '../layout.tsx';
import { type ResultView, sayOf, shownCount } from './dependencies.ts';
import { AskedOf, Picture, Rounded } from './figure.tsx';
import { Simulated, shownDay } from './result-body.tsx';

/** Draws the screen of a question. @param at its number, from 1; 0 is the title, and what is beyond the last is the last */
export function PresentPage({ view, at }: { readonly view: ResultView; readonly at: number }) {
  const say = sayOf(view);
  const { consultation, release } = view.page;
  // What is shown to a room is what children said.
  const questions = view.page.questions.filter(({ role }) => role === 'matter');
  const number = Math.max(0, Math.min(questions.length, at));
  const question = questions[number - 1];
  const address = (of: number) => `${view.base}/show/${of}?lang=${view.language}`;
  return (
    <Layout
      language={view.language}
      title={`${consultation.title} · Em Nói`}
      style="council/results.css"
      script="council/present.js"
      hidden={!view.isPublic}
    >
      <main id="main" class="present">
        <Simulated view={view} />
        {question === undefined || release === null ? (
          <div class="cover">
            <h1>{consultation.title}</h1>
            {release !== null && (
              <p>
                {say(release.base > 1 ? 'about-responses' : 'responses', {
                  count: shownCount(view, release.responses),
                })}
                {view.page.placeName !== null && ` ${say('at-place', { place: view.page.placeName })}`}
                <br />
                {say('released', { number: release.number, day: shownDay(release.day) })}
              </p>
            )}
          </div>
        ) : (
          <>
            <h1>{question.figures.text}</h1>
            <div class="stage">
              <Picture {...{ view, figures: question.figures }} />
              <div class="said">
                <p>{question.main}</p>
                {question.differs !== null && <p>{question.differs}</p>}
                <AskedOf {...{ view, question }} />
                <Rounded {...{ view, figures: question.figures }} />
              </div>
            </div>
          </>
        )}
      </main>
      <nav class="turn" aria-label={say('present.turn')}>
        <a href={view.base} data-key="Escape">
          {say('present.end')}
        </a>
        {number > 0 && (
          <span>
            {number}/{questions.length}
          </span>
        )}
        {number > 0 && (
          <a class="button second" href={address(number - 1)} rel="prev" data-key="ArrowLeft PageUp">
            {say('present.back')}
          </a>
        )}
        {number < questions.length && (
          <a class="button" href={address(number + 1)} rel="next" data-key="ArrowRight PageDown">
            {say('present.next')}
          </a>
        )}
      </nav>
    </Layout>
  );
}
