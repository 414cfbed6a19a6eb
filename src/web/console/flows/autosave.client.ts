/** Saves the form of a question by itself a moment after typing, and shows beside the fields what the check found. */

import { countDown } from './countdown.client.ts';
import type { SaveAnswer } from './save-contract.ts';
import { showFound } from './show-found.client.ts';

/** Time without a key before saving, in milliseconds. */
const PAUSE_MS = 900;

/** Time after a save that did not arrive before it is tried again, in milliseconds. */
const RETRY_MS = 5_000;

class Autosave {
  private readonly form: HTMLFormElement;
  private readonly said: HTMLElement;
  private timer = 0;
  /** What was typed since the last save began. */
  private isDirty = false;
  /** Nothing more can be saved from here: somebody else changed it, or it is gone. */
  private isStopped = false;
  private running: Promise<void> | null = null;

  constructor(form: HTMLFormElement, said: HTMLElement) {
    this.form = form;
    this.said = said;
  }

  listen(): void {
    this.form.addEventListener('input', () => this.touched());
    this.form.addEventListener('change', () => this.touched());
    this.form.addEventListener('submit', (event) => this.submitted(event));
    document.addEventListener('click', (event) => this.clicked(event));
    window.addEventListener('pagehide', () => this.sendLast());
    // A page that comes back from the browser's memory does not know what was saved since.
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) location.reload();
    });
  }

  private touched(): void {
    if (this.isStopped) return;
    this.isDirty = true;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), PAUSE_MS);
  }

  /** Saves; while one save is under way the next waits for it, since it goes out from what that one leaves. */
  private save(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running !== null) return this.running.then(() => this.saveIfDirty());
    return this.saveIfDirty();
  }

  private saveIfDirty(): Promise<void> {
    if (!this.isDirty || this.isStopped || this.running !== null) return Promise.resolve();
    this.isDirty = false;
    this.say(this.said.dataset.busy ?? '');
    this.running = this.send().then(() => {
      this.running = null;
    });
    return this.running;
  }

  private async send(): Promise<void> {
    try {
      const response = await fetch(this.form.action, {
        method: 'POST',
        body: this.body(),
        headers: { accept: 'application/json' },
      });
      if (!(response.headers.get('content-type') ?? '').startsWith('application/json'))
        throw new Error('no answer of ours');
      this.take(await response.json());
    } catch {
      this.isDirty = true;
      this.say(this.said.dataset.failed ?? '', true);
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.save(), RETRY_MS);
    }
  }

  private body(): FormData {
    const data = new FormData(this.form);
    // A button's word is not sent: saving alone presses none.
    data.delete('do');
    return data;
  }

  private take(answer: SaveAnswer): void {
    if (answer.kind === 'stopped') {
      this.isStopped = true;
      this.say(answer.said, true);
      return;
    }
    const base = this.form.elements.namedItem('base');
    if (base instanceof HTMLInputElement) base.value = answer.base;
    showFound(this.form, answer.found);
    this.say(answer.said);
  }

  private say(words: string, isTrouble = false): void {
    this.said.textContent = words;
    this.said.classList.toggle('fault', isTrouble);
  }

  /** A button of the form: it goes out from what the save under way leaves. */
  private submitted(event: SubmitEvent): void {
    clearTimeout(this.timer);
    if (this.running === null) {
      this.isDirty = false;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    void this.running.then(() => this.form.requestSubmit(button instanceof HTMLElement ? button : undefined));
  }

  /** A link away: what was typed is saved first, so that the next page shows it. */
  private clicked(event: MouseEvent): void {
    if (!this.isDirty && this.running === null) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (link === null || !isPlain || this.isStopped || link.getAttribute('href')?.startsWith('#')) return;
    event.preventDefault();
    void this.save().then(() => {
      if (!this.isDirty) location.assign(link.href);
    });
  }

  /** The page is closed in the middle of typing. */
  private sendLast(): void {
    if (!this.isDirty || this.isStopped) return;
    this.isDirty = false;
    navigator.sendBeacon(this.form.action, this.body());
  }
}

function start(): void {
  const form = document.querySelector('form[data-autosave]');
  const said = document.querySelector('[data-said]');
  if (!(form instanceof HTMLFormElement) || !(said instanceof HTMLElement)) return;
  new Autosave(form, said).listen();
  countDown(form);
  // A link that leads to a field is there to mend it: the field takes the keyboard.
  const target = document.getElementById(location.hash.slice(1));
  if (target !== null && form.contains(target)) {
    for (let part = target.parentElement; part !== null; part = part.parentElement) {
      if (part instanceof HTMLDetailsElement) part.open = true;
    }
    target.focus();
    target.scrollIntoView({ block: 'center' });
  }
}

start();
