/** Keeps the progress of a broadcast up to date while it is looked at; without it the page is loaded again by hand. */

const EVERY_MS = 10_000;

function refresh(): void {
  const shown = document.getElementById('progress');
  if (shown === null || !('live' in shown.dataset)) return;
  if (document.hidden) {
    later();
    return;
  }
  fetch(location.pathname, { credentials: 'same-origin' })
    .then((response) => (response.ok ? response.text() : null))
    .then((text) => {
      const page = text === null ? null : new DOMParser().parseFromString(text, 'text/html');
      const fresh = page?.getElementById('progress');
      // Once it has ended, what can be done with it changes too.
      if (fresh && !('live' in fresh.dataset)) location.reload();
      else if (fresh) shown.innerHTML = fresh.innerHTML;
    })
    .catch(() => {})
    .then(later);
}

function later(): void {
  setTimeout(refresh, EVERY_MS);
}

later();
