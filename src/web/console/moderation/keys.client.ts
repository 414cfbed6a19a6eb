/** Keys for the moderation queue: a digit does what its button says, arrows go from word to word. */

export {};

const words = Array.from(document.querySelectorAll<HTMLInputElement>('.words input'));

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step !== 0 && words.length > 0) {
    const at = words.indexOf(document.activeElement as HTMLInputElement);
    const next =
      at < 0 ? (step > 0 ? 0 : words.length - 1) : Math.min(words.length - 1, Math.max(0, at + step));
    event.preventDefault();
    words[next]?.focus();
    return;
  }
  if (!/^\d$/.test(event.key)) return;
  const button = document.querySelector<HTMLButtonElement>(`button[data-key="${event.key}"]`);
  if (button === null || button.disabled) return;
  event.preventDefault();
  button.click();
});

// One press, one decision: the second of two quick ones would fall on the next text.
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented) return;
  setTimeout(() => {
    document.querySelectorAll<HTMLButtonElement>('button[data-key]').forEach((button) => {
      button.disabled = true;
    });
  }, 0);
});
