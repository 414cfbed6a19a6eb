/** Lets questions be dragged to another place; the buttons of each card do the same without a pointer. */

/** The card that is being dragged. */
let dragged: HTMLElement | null = null;

function cardsOf(list: HTMLElement): HTMLElement[] {
  return Array.from(list.children).filter((card): card is HTMLElement => card instanceof HTMLElement);
}

/** The card before which a drop at this height belongs; `null` behind the last. */
function cardBelow(list: HTMLElement, y: number): HTMLElement | null {
  const rest = cardsOf(list).filter((card) => card !== dragged);
  return (
    rest.find((card) => {
      const { top, height } = card.getBoundingClientRect();
      return y < top + height / 2;
    }) ?? null
  );
}

function letDrag(list: HTMLElement): void {
  for (const card of cardsOf(list)) {
    const handle = document.createElement('span');
    handle.className = 'handle';
    handle.draggable = true;
    handle.setAttribute('aria-hidden', 'true');
    card.querySelector('.head')?.prepend(handle);
    handle.addEventListener('dragstart', (event) => {
      dragged = card;
      card.classList.add('dragged');
      event.dataTransfer?.setData('text/plain', card.dataset.key ?? '');
      event.dataTransfer?.setDragImage(card, 20, 20);
    });
    handle.addEventListener('dragend', () => {
      card.classList.remove('dragged');
      dragged = null;
    });
  }
  list.addEventListener('dragover', (event) => {
    if (dragged === null || dragged.parentElement !== list) return;
    event.preventDefault();
    list.insertBefore(dragged, cardBelow(list, event.clientY));
  });
  list.addEventListener('drop', (event) => {
    if (dragged === null || dragged.parentElement !== list) return;
    event.preventDefault();
    send(list, dragged);
  });
}

/** Sends the new place as the buttons of a card would. */
function send(list: HTMLElement, card: HTMLElement): void {
  const form = document.createElement('form');
  form.method = 'post';
  const way = [list.dataset.list ?? '', card.dataset.key ?? ''].map(encodeURIComponent).join('/');
  form.action = `${list.dataset.move}/${way}`;
  for (const [name, value] of [
    ['do', 'move'],
    ['to', String(cardsOf(list).indexOf(card))],
  ]) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name ?? '';
    input.value = value ?? '';
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

for (const list of Array.from(document.querySelectorAll<HTMLElement>('ol.entries'))) letDrag(list);
