/** Copies a text when its button is pressed, and says whether it did. */

document.querySelectorAll<HTMLButtonElement>('button[data-copy]').forEach((button) => {
  const field = document.getElementById(button.dataset['copy'] ?? '');
  const status = button.parentElement?.querySelector('[role=status]');
  if (!(field instanceof HTMLTextAreaElement) || !status) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void copyText(field).then((done) => {
      status.textContent = (done ? button.dataset['done'] : button.dataset['failed']) ?? '';
    });
  });
});

/** Without a secure connection there is no clipboard; then the text is selected, for whoever presses Ctrl+C. */
async function copyText(field: HTMLTextAreaElement): Promise<boolean> {
  field.select();
  if (!navigator.clipboard) return false;
  return navigator.clipboard.writeText(field.value).then(
    () => true,
    () => false,
  );
}
