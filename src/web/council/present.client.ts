/** Lets keys and presenters' remotes follow the links of a presentation. */

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  // A space that presses the link it is on must not lead on twice.
  const key = event.key === ' ' && event.target === document.body ? 'ArrowRight' : event.key;
  for (const link of Array.from(document.querySelectorAll<HTMLAnchorElement>('a[data-key]'))) {
    if ((link.dataset.key ?? '').split(' ').indexOf(key) < 0) continue;
    event.preventDefault();
    link.click();
    return;
  }
});
