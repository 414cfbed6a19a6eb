/** What stands on a page of results: whose answers they are, and each question with its picture and its sentences. */

import type { ShownQuestion } from '../../usecases/read-result-page.ts';
import { commentsAddress } from './comments-body.tsx';
import { type ResultView, sayOf, shownCount } from './dependencies.ts';
import { Answered, AskedOf, FigureTable, Picture, Rounded } from './figure.tsx';
import { pictureOf } from './pictures.ts';
import { Quality } from './quality.tsx';

/** Draws it. */
export function ResultBody({ view }: { readonly view: ResultView }) {
  return (
    <>
      <Printed view={view} />
      <About view={view} />
      {view.page.state === 'results' ? <Questions view={view} /> : <Nothing view={view} />}
      <OpenQuestions view={view} />
      <Quality view={view} />
    </>
  );
}

/** What children said; then who they were, and how they found the asking: no findings, but good to know. */
function Questions({ view }: { readonly view: ResultView }) {
  const say = sayOf(view);
  const { homes } = view.page;
  const numbered = view.page.questions.map((question, at) => ({ question, at }));
  const cards = (role: ShownQuestion['role']) =>
    numbered
      .filter(({ question }) => question.role === role)
      .map(({ question, at }) => (
        <li>
          <QuestionCard {...{ view, question, at }} />
        </li>
      ));
  const [matter, who, way] = [cards('matter'), cards('who'), cards('way')];
  return (
    <>
      <ol class="questions">{matter}</ol>
      {(who.length > 0 || homes !== null) && (
        <section aria-labelledby="who">
          <h2 id="who">{say('who')}</h2>
          {homes !== null && (
            <article class="card question">
              <h3>{homes.text}</h3>
              <div class="beside">
                {view.page.placeName === null && <Picture {...{ view, figures: homes }} />}
                <div>
                  <details open={view.page.placeName !== null}>
                    <summary>{say('table')}</summary>
                    <FigureTable {...{ view, figures: homes }} />
                  </details>
                  <Rounded {...{ view, figures: homes }} />
                </div>
              </div>
            </article>
          )}
          <ol class="questions">{who}</ol>
        </section>
      )}
      {way.length > 0 && (
        <section aria-labelledby="way">
          <h2 id="way">{say('way')}</h2>
          <ol class="questions">{way}</ol>
        </section>
      )}
    </>
  );
}

/** What a sheet of paper says of itself: on a screen the way here and the page about it do. */
export function Printed({ view }: { readonly view: ResultView }) {
  const { consultation, placeName, release } = view.page;
  if (release === null) return null;
  const say = sayOf(view);
  const parts = [
    consultation.title,
    placeName ?? say('all-places'),
    say('released', { number: release.number, day: shownDay(release.day) }).replace(/\.$/, ''),
  ];
  return <p class="printed">{parts.join(' · ')}</p>;
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
  const heading = <a href={address}>{figures.text}</a>;
  return (
    <article class="card question" id={`question-${at + 1}`}>
      {question.role === 'matter' ? <h2>{heading}</h2> : <h3>{heading}</h3>}
      <AskedOf {...{ view, question }} />
      {question.role === 'matter' && <p class="finding">{question.main}</p>}
      <div class="beside">
        <Picture {...{ view, figures }} />
        <div>
          {question.role === 'matter' && question.differs !== null && <p>{question.differs}</p>}
          <Answered {...{ view, figures }} />
          <Rounded {...{ view, figures }} />
          <details>
            <summary>{say('table')}</summary>
            <FigureTable {...{ view, figures }} />
          </details>
        </div>
      </div>
      <p class="more">
        <a href={address}>{say(view.page.hasSplits ? 'more' : 'more-plain')}</a>
        <Files {...{ view, question }} what="slide" />
      </p>
    </article>
  );
}

/** Ways to take a question's picture along; nothing where none is drawn. */
export function Files(props: {
  readonly view: ResultView;
  readonly question: ShownQuestion;
  readonly what: 'picture' | 'slide';
}) {
  const { view, question, what } = props;
  if (pictureOf(view, question.figures) === null) return null;
  const address = `${questionAddress(view, question.figures.question)}/${what}`;
  return (
    <>
      {view.forms.map((form) => (
        <a href={`${address}.${form}?lang=${view.language}`} download="">
          {sayOf(view)(`${what}-${form}`)}
        </a>
      ))}
    </>
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
