/** Carries the conversation on: sends what a child says, keeps it until it is answered, shows what comes back. */

import type { ReplyMessage } from './chat-message.ts';
import { type Delivered, deliver } from './deliver.client.ts';
import { newId } from './new-id.client.ts';
import { type Choice, isResting } from './parts.client.ts';
import type { Outgoing, Pocket } from './pocket.ts';
import type { Screen } from './screen.client.ts';

/** How a message came about. */
type Origin = {
  /** The tapped choice. */
  readonly choice?: Choice;
  /** The bubble that already shows the typed words. */
  readonly bubble?: HTMLElement;
  /** One of the page's own buttons: what is half typed stays. */
  readonly command?: true;
  /** The page was just opened: nothing moves the reader. */
  readonly opening?: true;
};

/** How long a call for help waits for the answer before the page itself shows the helpline, in ms. */
const HELP_PATIENCE = 600;

/** One page's conversation; nothing is sent before `resume`. */
export class Conversation {
  private readonly screen: Screen;
  private readonly pocket: Pocket;
  private readonly url: string;
  /** Something is on its way; what is tapped meanwhile is not sent. */
  private busy = false;
  private done = false;

  constructor(screen: Screen, pocket: Pocket, url: string) {
    this.screen = screen;
    this.pocket = pocket;
    this.url = url;
  }

  /** Whether the walk is over or rests. */
  get isDone(): boolean {
    return this.done;
  }

  /** Sends what is still waiting from before, else asks where the conversation stands. */
  async resume(): Promise<void> {
    let answered = false;
    for (const outgoing of this.pocket.waiting()) {
      const bubble = outgoing.text === undefined ? {} : { bubble: this.screen.addTheirs(outgoing.text) };
      answered = await this.turn(outgoing, { ...bubble, opening: true });
    }
    if (!answered) await this.turn({ id: newId() }, { opening: true });
  }

  /**
   * Says a word of the page's own.
   *
   * @returns false while something else is on its way
   */
  command(text: string): boolean {
    if (this.busy) return false;
    void this.turn({ id: newId(), text }, { command: true });
    return true;
  }

  /** Asks for help, whatever else is on its way. Kept nowhere: the phone may be someone's who must not know. */
  async callForHelp(word: string): Promise<void> {
    const { screen } = this;
    const card = setTimeout(() => {
      screen.moveTo(screen.addOurs({ text: screen.phrase('help-card') }, true));
    }, HELP_PATIENCE);
    const delivered = await this.deliver({ id: newId(), text: word });
    clearTimeout(card);
    if (!this.busy) screen.tell('');
    if (delivered.kind === 'answered') this.present(delivered.messages, { command: true });
  }

  /** Hands the phone to another child. */
  handOver(text: string): void {
    if (this.busy) return;
    this.end();
    this.command(text);
  }

  private tap(choice: Choice): void {
    if (this.busy) return;
    const outgoing = { id: newId(), choice: choice.id };
    this.pocket.keep(outgoing);
    void this.turn(outgoing, { choice });
  }

  private say(text: string): void {
    if (this.busy) return;
    const outgoing = { id: newId(), text };
    this.pocket.keep(outgoing);
    this.pocket.keepDraft('');
    void this.turn(outgoing, { bubble: this.screen.addTheirs(text) });
  }

  private async turn(outgoing: Outgoing, origin: Origin): Promise<boolean> {
    this.busy = true;
    this.screen.setBusy(true, origin.bubble === undefined ? (outgoing.choice ?? '') : undefined);
    const delivered = await this.deliver(outgoing);
    this.busy = false;
    this.screen.setBusy(false);
    this.screen.tell('');
    const answered = delivered.kind === 'answered';
    if (answered) this.present(delivered.messages, origin);
    else this.refuse(delivered.detail, outgoing, origin);
    this.pocket.drop(outgoing.id);
    return answered;
  }

  private deliver(outgoing: Outgoing): Promise<Delivered> {
    const { screen, url } = this;
    return deliver(outgoing, {
      url,
      language: () => screen.language,
      onWaiting: () => screen.tell(screen.phrase('waiting'), 'waiting'),
    });
  }

  private present(messages: readonly ReplyMessage[], origin: Origin): void {
    const { screen, pocket } = this;
    const { choice } = origin;
    const [only] = messages;
    const said = messages[messages.length - 1]?.language;
    if (said !== undefined) screen.speak(said);
    if (choice !== undefined) pocket.keepDraft('');
    if (only !== undefined && messages.length === 1 && screen.isStill(only, choice)) {
      screen.rewordLast(only.text);
      this.show(only);
      screen.moveTo(null, choice?.id);
      return;
    }
    const asking = lastAnswerable(messages);
    const ends = asking !== null && isResting(asking);
    if (ends) this.end();
    else if (choice !== undefined) screen.addTheirs(choice.label);
    // Whoever wrote or called may need the helpline; who tapped an answer is only told of it.
    const call = choice === undefined && origin.opening === undefined;
    const bubbles = messages.map((message) => screen.addOurs(message, call));
    // A call for help may be answered before the message that was already on its way.
    if (asking !== null && !this.busy) this.show(asking);
    else if (origin.bubble !== undefined) screen.emptyWords();
    if (origin.opening === undefined) screen.moveTo(ends ? null : (bubbles[0] ?? null));
  }

  /** Nothing that was said stays on a phone that is handed on: not in its storage, not on its screen. */
  private end(): void {
    this.pocket.forget();
    this.screen.clear();
    scrollTo(0, 0);
  }

  private show(message: ReplyMessage): void {
    const { screen, pocket } = this;
    this.done = isResting(message);
    screen.showProgress(message);
    screen.showAnswers(message, {
      onTap: (choice) => this.tap(choice),
      onWords: (text) => this.say(text),
      onDraft: (text) => pocket.keepDraft(text),
      draft: pocket.draft(),
    });
  }

  /** The words go back to where they were typed, and a sentence says what to do. */
  private refuse(detail: string, outgoing: Outgoing, origin: Origin): void {
    const { screen } = this;
    origin.bubble?.remove();
    if (outgoing.text !== undefined && origin.command === undefined) this.pocket.keepDraft(outgoing.text);
    screen.tell(detail === '' ? screen.phrase('refused') : detail, 'refused');
    screen.offerReload();
  }
}

/** The last message that something can be answered to; where there is none, the answers shown before still hold. */
function lastAnswerable(messages: readonly ReplyMessage[]): ReplyMessage | null {
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message === undefined) continue;
    if (message.done === true || message.entry !== undefined || (message.choices ?? []).length > 0)
      return message;
  }
  return null;
}
