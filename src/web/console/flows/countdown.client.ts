/** Counts down what a text may still hold on the strictest channel of the flow. */

/** Shown from this share of the limit on, and never before this many characters. */
const NEAR = { share: 0.25, characters: 60 };

/** Numbers as the language of the page writes them. */
const NUMBER = new Intl.NumberFormat(document.documentElement.lang);

/** Watches every field that has a limit. */
export function countDown(form: HTMLFormElement): void {
  for (const field of Array.from(
    form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[data-limit]'),
  )) {
    const shown = document.createElement('p');
    shown.className = 'countdown';
    shown.hidden = true;
    field.insertAdjacentElement('afterend', shown);
    const count = (): void => show(form, { field, shown });
    field.addEventListener('input', count);
    count();
  }
}

function show(
  form: HTMLFormElement,
  { field, shown }: { field: HTMLInputElement | HTMLTextAreaElement; shown: HTMLElement },
): void {
  const limit = Number(field.dataset.limit);
  const left = limit - field.value.length;
  shown.hidden = left > Math.min(NEAR.characters, limit * NEAR.share);
  const words = left < 0 ? form.dataset.over : form.dataset.left;
  shown.textContent = (words ?? '').replace('#', NUMBER.format(Math.abs(left)));
  shown.classList.toggle('fault', left < 0);
}
