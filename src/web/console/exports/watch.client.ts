/** Looks every second how far a file is, until it is there. */

const EVERY_MS = 1_000;

async function look(): Promise<void> {
  const answer = await fetch(location.href, { credentials: 'same-origin' });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [shown, fresh] = [document.getElementById('state'), page.getElementById('state')];
  // Signed out meanwhile, or the file has expired: the page itself says so.
  if (shown === null || fresh === null) return location.reload();
  if (shown.innerHTML !== fresh.innerHTML) shown.innerHTML = fresh.innerHTML;
  if (fresh.hasAttribute('data-watch')) wait();
  else shown.removeAttribute('data-watch');
}

function wait(): void {
  setTimeout(() => {
    look().catch(wait);
  }, EVERY_MS);
}

wait();
