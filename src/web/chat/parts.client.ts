/** The pieces a conversation is drawn with: bubbles, answers to tap, a box to type in. */

import type { ReplyMessage } from './chat-message.ts';

/** Something to tap under a message. */
export type Choice = NonNullable<ReplyMessage['choices']>[number];

/** Makes an element; strings become text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** Puts these into an element in place of all that was in it. */
export function fill(element: Element, ...children: (Node | string)[]): void {
  element.textContent = '';
  element.append(...children);
}

/** Makes a button that does something on this page. */
export function makeButton(
  className: string,
  onTap: () => void,
  ...children: (Node | string)[]
): HTMLButtonElement {
  const button = make('button', className, ...children);
  button.type = 'button';
  button.addEventListener('click', onTap);
  return button;
}

/** Makes a bubble; `speaker` is read out but not seen. */
export function makeBubble(whose: 'ours' | 'theirs', speaker: string, text: string): HTMLElement {
  const words = whose === 'ours' ? linked(text) : [text];
  return make('div', `bubble ${whose}`, make('span', 'unseen', `${speaker} `), ...words);
}

/** Makes the helpline and web addresses in our own words tappable. */
function linked(text: string): (Node | string)[] {
  return text.split(/(https?:\/\/[^\s<>"]+|\b111\b)/).map((part, index) => {
    if (index % 2 === 0) return part;
    const link = make('a', '', part);
    link.href = part === '111' ? 'tel:111' : part;
    return link;
  });
}

/** Makes the link that calls the helpline. */
export function makeCall(label: string): HTMLAnchorElement {
  const link = make('a', 'call', label);
  link.href = 'tel:111';
  return link;
}

/** Makes the answer buttons of a message, numbered from 1 or as the message says. */
export function makeOptions(message: ReplyMessage, onTap: (choice: Choice) => void): HTMLElement {
  const options = (message.choices ?? []).filter((choice) => choice.role !== 'control');
  const several = options.some((choice) => choice.picked !== undefined);
  const buttons = options.map((choice, index) => {
    const label = splitFace(choice.label);
    const button = makeButton('option', () => onTap(choice));
    if (message.numbered !== false) {
      button.append(make('span', 'number', `${choice.number ?? index + 1}.`));
    }
    if (label.face !== '') {
      const face = make('span', 'face', label.face);
      face.setAttribute('aria-hidden', 'true');
      button.append(face);
    }
    button.append(make('span', 'label', label.words));
    button.setAttribute('data-choice', choice.id);
    if (several) {
      button.setAttribute('aria-pressed', String(choice.picked === true));
      button.append(make('span', 'box'));
    }
    return button;
  });
  return make('div', `options ${shapeOf(options)}`, ...buttons);
}

/** Many short answers stand two in a row, and so do two very short ones; everything else gets a row of its own. */
function shapeOf(options: readonly Choice[]): string {
  const longest = Math.max(0, ...options.map((choice) => choice.label.length));
  const pairs = (options.length > 7 && longest <= 18) || (options.length === 2 && longest <= 9);
  return pairs ? 'pairs' : '';
}

/** A label that begins with a face: the face is drawn big, and left out where the label is read aloud. */
function splitFace(label: string): { readonly face: string; readonly words: string } {
  const space = label.indexOf(' ');
  const face = label.slice(0, Math.max(space, 0));
  // Faces lie above U+203C and know no case; letters of any language we write in lie below or have one.
  const isFace = face.charCodeAt(0) >= 0x203c && face.toLowerCase() === face.toUpperCase();
  return isFace ? { face, words: label.slice(space + 1) } : { face: '', words: label };
}

/** Makes the quieter buttons: skip, back, stop. */
export function makeControls(choices: readonly Choice[], onTap: (choice: Choice) => void): HTMLElement {
  const controls = choices.filter((choice) => choice.role === 'control');
  const buttons = controls.map((choice) => {
    const button = makeButton(goesOn(choice) ? 'button' : 'control', () => onTap(choice), choice.label);
    button.setAttribute('data-choice', choice.id);
    return button;
  });
  return make('div', 'controls', ...buttons);
}

/** The controls that go on: what was picked is sent, a walk that rests is taken up again. */
function goesOn(choice: Choice): boolean {
  return /:_(done|resume)$/.test(choice.id);
}

/** Whether nothing is expected after a message: the walk is over, or it rests until it is taken up again. */
export function isResting({ done, choices = [] }: ReplyMessage): boolean {
  return done === true || choices.some(({ id }) => /:_resume$/.test(id));
}

/** What a box to type in needs. */
export type EntryProps = {
  readonly kind: 'text' | 'number' | 'letters';
  readonly label: string;
  readonly send: string;
  /** What stands in it at first. */
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onSend: (text: string) => void;
};

/** Longest typed answer that the server takes. */
const MAX_TEXT = 4000;

/** Makes a labelled box with a button to send. */
export function makeEntry(props: EntryProps): HTMLFormElement {
  const words = makeWords(props.kind);
  const label = make('label', '', props.label);
  label.htmlFor = words.id;
  const form = make('form', 'entry', label, make('div', 'row', words, make('button', 'button', props.send)));
  const grow = (): void => {
    words.style.height = 'auto';
    if (words.tagName === 'TEXTAREA') words.style.height = `${words.scrollHeight + 4}px`;
  };
  words.value = props.draft;
  setTimeout(grow);
  words.addEventListener('input', () => {
    grow();
    props.onDraft(words.value);
  });
  const send = (): void => {
    if (words.value.trim() === '') words.focus();
    else props.onSend(words.value.trim());
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  // Enter that ends a composition (Telex, handwriting) belongs to the keyboard.
  form.addEventListener('keydown', (event) => {
    if (
      event.target !== words ||
      event.key !== 'Enter' ||
      event.shiftKey ||
      event.isComposing ||
      event.keyCode === 229
    )
      return;
    event.preventDefault();
    send();
  });
  return form;
}

function makeWords(kind: EntryProps['kind']): HTMLTextAreaElement | HTMLInputElement {
  const words = kind === 'text' ? make('textarea', '') : make('input', '');
  words.id = 'words';
  words.maxLength = MAX_TEXT;
  words.autocomplete = 'off';
  words.spellcheck = false;
  words.setAttribute('enterkeyhint', 'send');
  if (kind === 'text') words.setAttribute('rows', '2');
  if (kind === 'number') words.setAttribute('inputmode', 'numeric');
  return words;
}
