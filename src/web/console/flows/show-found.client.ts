/** Puts what the check found beside the fields of a form. */

import type { SaveAnswer } from './save-contract.ts';

type Found = Extract<SaveAnswer, { kind: 'saved' }>['found'];

/** Shows it in the rooms that the page keeps for it, and clears the others. */
export function showFound(form: HTMLFormElement, found: Found): void {
  const byName = new Map(Object.entries(found));
  for (const room of Array.from(form.querySelectorAll<HTMLElement>('[data-found]'))) {
    const name = room.dataset.found ?? '';
    const faults = byName.get(name) ?? [];
    // What stays is left alone: a screen reader would read it again.
    const before = Array.from(room.children, (line) => line.textContent).join('\n');
    if (before !== faults.map(({ text }) => text).join('\n')) room.replaceChildren(...faults.map(lineOf));
    const isWrong = faults.some(({ severity }) => severity === 'error');
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLElement && name !== '') {
      if (isWrong) field.setAttribute('aria-invalid', 'true');
      else field.removeAttribute('aria-invalid');
      field.closest('.field')?.classList.toggle('faulty', isWrong);
    }
  }
}

function lineOf({ severity, text }: { readonly severity: string; readonly text: string }): HTMLElement {
  const line = document.createElement('p');
  line.className = severity === 'error' ? 'fault' : 'advice';
  line.textContent = text;
  return line;
}
