/** What stands on a page of results: whose answers they are, and each question with its picture and its sentences. */

import type { ShownQuestion } from '../../usecases/read-result-page.ts';
import { commentsAddress } from './comments-body.tsx';
import { type ResultView, sayOf, shownCount } from './dependencies.ts';
import { Answered, FigureTable, Picture } from './figure.tsx';
import { Quality } from './quality.tsx';

/** Draws it. */
export function ResultBody({ view }: { readonly view: ResultView }) {
  return (
    <>
      <About view={view} />
      {view.page.state === 'results' ? (
        <ol class="questions">
          {view.page.questions.map((question, at) => (
            <li>
              <QuestionCard {...{ view, question, at }} />
            </li>
          ))}
        </ol>
      ) : (
        <Nothing view={view} />
      )}
      <OpenQuestions view={view} />
      <Quality view={view} />
    </>
  );
}

/** Where the figures come from. Made-up answers are called so before anything else. */
export function About({ view }: { readonly view: ResultView }) {
  const say = sayOf(view);
  const { release, consultation, placeName } = view.page;
  if (release === null) return null;
  const rounded = release.base > 1;
  return (
    <>
      <Simulated view={view} />
      <section class="about" aria-label={say('about')}>
        <p class="much">
          {say(rounded ? 'about-responses' : 'responses', { count: shownCount(view, release.responses) })}
          {placeName !== null && ` ${say('at-place', { place: placeName })}`}
        </p>
        <p class="hint">
          {say('released', { number: release.number, day: shownDay(release.day) })}{' '}
          {consultation.status !== 'closed' && say('still-open')}{' '}
          {say(rounded ? 'rule-rounded' : 'rule', { k: release.minCell, base: release.base })}
        </p>
      </section>
    </>
  );
}

/** Said on every page whose answers nobody gave. */
export function Simulated({ view }: { readonly view: ResultView }) {
  const { release } = view.page;
  if (release === null || release.simulated === 0) return null;
  return <p class="note warning">{sayOf(view)(view.isPublic ? 'simulated.public' : 'simulated')}</p>;
}

/** The way to what children wrote. */
function OpenQuestions({ view }: { readonly view: ResultView }) {
  const say = sayOf(view);
  const { openQuestions, release } = view.page;
  if (openQuestions.length === 0 || release === null) return null;
  return (
    <section class="card" aria-labelledby="open-questions">
      <h2 id="open-questions">{say('comments')}</h2>
      <ul>
        {openQuestions.map(({ id, text }) => (
          <li>
            <a href={commentsAddress(view, id)}>{text}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is true and useful where there is nothing to show. */
function Nothing({ view }: { readonly view: ResultView }) {
  const say = sayOf(view);
  const { state, placeName, consultation } = view.page;
  const why = state === 'too-few' ? 'too-few' : consultation.status === 'closed' ? 'ended' : 'running';
  return (
    <div class="empty">
      <p class="much">{say(`nothing.${why}`, { place: placeName ?? '' })}</p>
      <p>{say(`nothing.${why}.text`, { k: consultation.minCell })}</p>
    </div>
  );
}

function QuestionCard(props: {
  readonly view: ResultView;
  readonly question: ShownQuestion;
  readonly at: number;
}) {
  const { view, question, at } = props;
  const { figures } = question;
  const say = sayOf(view);
  const address = questionAddress(view, figures.question);
  return (
    <article class="card question" id={`question-${at + 1}`}>
      <h2>
        <a href={address}>{figures.text}</a>
      </h2>
      <p class="finding">{question.main}</p>
      <div class="beside">
        <Picture {...{ view, figures }} />
        <div>
          {question.differs !== null && <p>{question.differs}</p>}
          <Answered {...{ view, figures }} />
          <details>
            <summary>{say('table')}</summary>
            <FigureTable {...{ view, figures }} />
          </details>
        </div>
      </div>
      <p class="more">
        <a href={address}>{say('more')}</a>
        <a href={`${address}/slide.png?lang=${view.language}`} download="">
          {say('slide-png')}
        </a>
        <a href={`${address}/slide.svg?lang=${view.language}`} download="">
          {say('slide-svg')}
        </a>
      </p>
    </article>
  );
}

/** Address of a question's own page. */
export function questionAddress({ base }: Pick<ResultView, 'base'>, question: string): string {
  return `${base}/questions/${question}`;
}

/** A day as it is written in Viet Nam. @param day `YYYY-MM-DD` */
export function shownDay(day: string): string {
  return day.split('-').reverse().join('/');
}
