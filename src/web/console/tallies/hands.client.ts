/** Counts hands without a new page: plus and minus change the number at once, and every change is kept at once. */

export {};

const form = document.querySelector<HTMLFormElement>('form[data-hands]');
if (form !== null) startCounting(form);

function startCounting(form: HTMLFormElement): void {
  const keeper = keeperOf(form);
  form.addEventListener('click', (event) => {
    const target = event.target;
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('button.step-hand') : null;
    if (button === null) return;
    const [deed, name] = button.value.split(':');
    const field = form.elements.namedItem(name || '');
    if (!(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    const most = Number(field.getAttribute('data-most') || 200);
    const next = numberIn(field) + (deed === 'more' ? 1 : -1);
    field.value = String(Math.min(most, Math.max(0, next)));
    changed();
  });
  form.addEventListener('input', changed);
  // Enter in a number goes on to the next number; the buttons below go on to the next question.
  form.addEventListener('keydown', (event) => {
    const fields = numbersOf(form);
    const at = event.target instanceof HTMLInputElement ? fields.indexOf(event.target) : -1;
    if (event.key !== 'Enter' || at < 0) return;
    const next = fields[at + 1];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
    next.select();
  });
  // Whoever goes on sends everything anyway.
  form.addEventListener('submit', () => keeper.stop());

  function changed(): void {
    showTooMany(form);
    keeper.keep();
  }
}

function numberIn(field: HTMLInputElement): number {
  const number = Number(field.value);
  return Number.isFinite(number) ? number : 0;
}

function numbersOf(form: HTMLFormElement): HTMLInputElement[] {
  return Array.from(form.querySelectorAll<HTMLInputElement>('.hand-count input'));
}

function showTooMany(form: HTMLFormElement): void {
  const rows = form.querySelector('.hand-rows');
  const line = form.querySelector('[data-too-many]');
  if (rows === null || line === null) return;
  const numbers = numbersOf(form).map(numberIn);
  const skipped = numbers.pop() || 0;
  const several = rows.getAttribute('data-several') === 'yes';
  const answered = several ? Math.max(0, ...numbers) : numbers.reduce((sum, one) => sum + one, 0);
  line.toggleAttribute('hidden', answered + skipped <= Number(rows.getAttribute('data-present')));
}

/** Sends the form in the background, one sending at a time; what changed meanwhile is sent after it. */
function keeperOf(form: HTMLFormElement): { keep(): void; stop(): void } {
  const line = form.querySelector('[data-saved]');
  let sending = false;
  let waiting = false;
  let stopped = false;

  function say(what: 'data-kept' | 'data-lost'): void {
    if (line !== null) line.textContent = line.getAttribute(what);
  }

  function keep(): void {
    if (stopped) return;
    if (sending) {
      waiting = true;
      return;
    }
    sending = true;
    const body = new FormData(form);
    body.set('do', 'keep');
    fetch(form.action, { method: 'POST', body, keepalive: true, redirect: 'manual' })
      .then((answer) => say(answer.ok || answer.type === 'opaqueredirect' ? 'data-kept' : 'data-lost'))
      .catch(() => say('data-lost'))
      .then(() => {
        sending = false;
        if (!waiting) return;
        waiting = false;
        keep();
      });
  }

  return {
    keep,
    stop: () => {
      stopped = true;
    },
  };
}
