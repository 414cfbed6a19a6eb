/** The script of the chat page: starts the conversation and listens to the buttons around it. */

import { browserStorage } from './browser-storage.client.ts';
import { Conversation } from './conversation.client.ts';
import type { PageConfig } from './page-contract.ts';
import { make, makeButton } from './parts.client.ts';
import { openPocket } from './pocket.ts';
import { part, Screen } from './screen.client.ts';

function start(): void {
  const config: PageConfig = JSON.parse(part('config').textContent ?? '');
  const screen = new Screen(config);
  const pocket = openPocket(browserStorage(), config.code);
  const conversation = new Conversation(screen, pocket, `/c/${config.code}/messages`);
  listen(screen, conversation);
  if (!navigator.cookieEnabled) screen.tell(screen.phrase('cookies'), 'refused');
  else void conversation.resume();
}

/** Without a script these buttons post a form; here they say their word in the conversation. */
function listen(screen: Screen, conversation: Conversation): void {
  for (const button of Array.from(document.querySelectorAll<HTMLElement>('[data-language]'))) {
    onTap(button, () => {
      const language = button.getAttribute('data-language') ?? '';
      if (!conversation.command(wordOf(button))) return;
      screen.speak(language);
      history.replaceState(null, '', `?lang=${language}`);
      part('help').focus();
    });
  }
  const [help, another] = [part('help'), part('another')];
  onTap(help, () => void conversation.callForHelp(wordOf(help)));
  onTap(another, () => {
    const handOver = (): void => conversation.handOver(another.getAttribute('data-sure') ?? '');
    if (conversation.isDone) handOver();
    else askFirst(screen, handOver);
  });
}

/** What a button says in the conversation. */
function wordOf(button: HTMLElement): string {
  return button.getAttribute('value') ?? '';
}

function onTap(button: HTMLElement, act: () => void): void {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    act();
  });
}

/** Puts a question before it acts: a child who tapped by mistake must not lose the thread. */
function askFirst(screen: Screen, act: () => void): void {
  const answers = part('answers');
  if (answers.hidden) return;
  const close = (): void => {
    box.remove();
    answers.hidden = false;
    answers.focus();
  };
  const yes = makeButton(
    'option',
    () => {
      close();
      act();
    },
    make('span', 'label', screen.phrase('another-yes')),
  );
  const no = makeButton('option', close, make('span', 'label', screen.phrase('another-no')));
  const question = make('p', '', screen.phrase('another-ask'));
  question.id = 'ask';
  const box = make('div', 'ask', question, make('div', 'options', no, yes));
  box.setAttribute('role', 'group');
  box.setAttribute('aria-labelledby', question.id);
  answers.hidden = true;
  answers.after(box);
  no.focus();
}

start();
