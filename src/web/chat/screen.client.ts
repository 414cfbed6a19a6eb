/** The screen: everything a child sees of the conversation, and nothing of how it is carried on. */

import type { ReplyMessage } from './chat-message.ts';
import type { PageConfig, PhraseName } from './page-contract.ts';
import {
  type Choice,
  fill,
  isResting,
  makeBubble,
  makeButton,
  makeCall,
  makeControls,
  makeEntry,
  makeOptions,
} from './parts.client.ts';

/** What a child can do under a message. */
export type AnswerHandlers = {
  readonly onTap: (choice: Choice) => void;
  readonly onWords: (text: string) => void;
  readonly onDraft: (text: string) => void;
  /** Words half typed before. */
  readonly draft: string;
};

/** Phrases that stand on the page from the start, by the id of what holds them. */
const STANDING: readonly (readonly [id: string, name: PhraseName])[] = [
  ['help', 'help'],
  ['another', 'another'],
  ['machine', 'machine'],
];

/** Takes over the page that the server drew. */
export class Screen {
  private readonly config: PageConfig;
  private spoken: string;
  private readonly log = part('log');
  private readonly answers = part('answers');
  private readonly status = part('status');
  private readonly dots = part('dots');

  constructor(config: PageConfig) {
    this.config = config;
    this.spoken = config.language;
    fill(this.log);
    fill(this.answers);
  }

  /** The language that the page is in now. */
  get language(): string {
    return this.spoken;
  }

  /** One of the page's own phrases. */
  phrase(name: PhraseName): string {
    return this.config.phrases[this.spoken]?.[name] ?? '';
  }

  /** Turns the page's own phrases into another language, if it has them. */
  speak(language: string): void {
    if (this.config.phrases[language] === undefined || language === this.spoken) return;
    this.spoken = language;
    const title = this.config.languages.find(({ tag }) => tag === language)?.title ?? '';
    document.documentElement.lang = language;
    document.title = `${title} · Em Nói`;
    part('title').textContent = title;
    for (const [id, name] of STANDING) part(id).textContent = this.phrase(name);
    this.log.setAttribute('aria-label', this.phrase('log'));
    this.answers.setAttribute('aria-label', this.phrase('answers'));
    for (const button of Array.from(document.querySelectorAll<HTMLElement>('[data-language]'))) {
      button.hidden = button.getAttribute('data-language') === language;
    }
  }

  /** Adds a message to the child; `call` puts the helpline's button under one that names it. */
  addOurs(message: Pick<ReplyMessage, 'text' | 'language'>, call: boolean): HTMLElement {
    const bubble = makeBubble('ours', this.phrase('we'), message.text);
    bubble.lang = message.language ?? this.spoken;
    if (call && /\b111\b/.test(message.text)) bubble.append(makeCall(this.phrase('call')));
    return this.log.appendChild(bubble);
  }

  /** Adds what the child said. */
  addTheirs(text: string): HTMLElement {
    return this.log.appendChild(makeBubble('theirs', this.phrase('you'), text));
  }

  /** Puts other words into the last message; the same words stay untouched, so that nobody hears them again. */
  rewordLast(text: string): void {
    const last = this.log.lastElementChild;
    const next = makeBubble('ours', this.phrase('we'), text);
    next.lang = this.spoken;
    if (last === null || last.textContent === next.textContent) return;
    last.replaceWith(next);
    next.scrollIntoView({ block: 'nearest' });
  }

  /** Takes all bubbles away. */
  clear(): void {
    fill(this.log);
  }

  /** Shows what can be answered to a message. */
  showAnswers(message: ReplyMessage, handlers: AnswerHandlers): void {
    const choices = message.choices ?? [];
    const controls = makeControls(choices, handlers.onTap);
    fill(this.answers, makeOptions(message, handlers.onTap));
    if (!isResting(message)) this.answers.append(this.makeTyping(message, handlers, controls));
    this.answers.append(controls);
  }

  /** A box where words are expected; elsewhere a small button brings it out, because a child may always type. */
  private makeTyping(message: ReplyMessage, handlers: AnswerHandlers, controls: HTMLElement): HTMLElement {
    const kind = message.entry ?? 'text';
    const entry = makeEntry({
      kind,
      label: this.phrase(kind),
      send: this.phrase('send'),
      draft: handlers.draft,
      onDraft: handlers.onDraft,
      onSend: handlers.onWords,
    });
    const isExpected = message.entry !== undefined || (message.choices ?? []).length === 0;
    if (isExpected || handlers.draft !== '') return entry;
    entry.hidden = true;
    const bringOut = (): void => {
      entry.hidden = false;
      opener.remove();
      entry.querySelector<HTMLElement>('#words')?.focus();
    };
    const opener = makeButton('control', bringOut, this.phrase('type'));
    controls.append(opener);
    return entry;
  }

  /** Empties the box, where it stays after its words were sent. */
  emptyWords(): void {
    const form = this.answers.querySelector<HTMLFormElement>('form.entry');
    form?.reset();
  }

  /** Shows which question this is; nothing without figures. */
  showProgress(message: ReplyMessage): void {
    const { progress } = message;
    const box = part('progress');
    box.hidden = progress === undefined || isResting(message);
    document.body.classList.toggle('over', isResting(message));
    const [figures, bar] = [box.querySelector('span'), box.querySelector('progress')];
    if (progress === undefined || figures === null || bar === null) return;
    figures.textContent = `${progress.at}/${progress.of}`;
    bar.max = progress.of;
    bar.value = progress.at;
    const [at, of] = [String(progress.at), String(progress.of)];
    bar.setAttribute('aria-label', this.phrase('progress').replace('{at}', at).replace('{of}', of));
  }

  /**
   * While a message is on its way nothing else can be answered.
   *
   * @param tapped the choice that is on its way and stays marked; without one the words have left the box, and it goes
   */
  setBusy(busy: boolean, tapped?: string): void {
    this.answers.classList.toggle('busy', busy);
    this.answers.hidden = busy && tapped === undefined;
    this.dots.hidden = !busy;
    for (const button of Array.from(this.answers.querySelectorAll('button'))) {
      if (busy) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
      button.classList.toggle('tapped', busy && button.getAttribute('data-choice') === tapped);
    }
  }

  /** A line under the conversation: waiting, or refused. Empty for none. */
  tell(text: string, tone: 'waiting' | 'refused' | '' = ''): void {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.className = tone;
  }

  /** Where there is nothing to answer, the page can at least be loaded again. */
  offerReload(): void {
    if (this.answers.firstChild !== null) return;
    this.answers.append(makeButton('button', () => location.reload(), this.phrase('reload')));
  }

  /**
   * Whether a message is still the question that is shown, so that it changes in place and is not said again: while
   * several answers are being picked or ordered, and when a control only turns the page.
   */
  isStill(message: ReplyMessage, tapped: Choice | undefined): boolean {
    if (tapped === undefined) return false;
    const isControl = tapped.role === 'control';
    const shown = this.answers.querySelectorAll(isControl ? '[data-choice]' : '.option');
    const ids = Array.from(shown, (button) => button.getAttribute('data-choice'));
    const isSame = (message.choices ?? []).some(({ id }) => ids.indexOf(id) >= 0);
    return isSame && (!isControl || this.log.lastElementChild?.lastChild?.textContent === message.text);
  }

  /** Moves the reader to what is new: the answer that was just tapped, the box to type in, or the answers. */
  moveTo(first: HTMLElement | null, choice?: string): void {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
    if (first !== null) first.scrollIntoView({ block: 'start', behavior });
    const buttons = Array.from(this.answers.querySelectorAll('button'));
    const tapped = buttons.find((button) => button.getAttribute('data-choice') === choice);
    const words = this.answers.querySelector<HTMLElement>('.entry:not([hidden]) #words');
    // On a touch screen the keyboard would hide the question that was just asked.
    const target = tapped ?? (matchMedia('(pointer: fine)').matches ? words : null) ?? this.answers;
    target.focus({ preventScroll: true });
  }
}

/** @throws if the page was drawn without it */
export function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`No #${id}`);
  return element;
}
