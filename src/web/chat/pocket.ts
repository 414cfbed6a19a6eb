/** What the browser keeps until it is answered: messages on their way, and the words half typed. Nothing else. */

/** A message on its way. The id stays the same however often it is sent. */
export type Outgoing = { readonly id: string; readonly text?: string; readonly choice?: string };

/** The part of `Storage` that is used. */
export type PocketStorage = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

/** Keeps things for one code. Survives a reload; is empty again once everything was answered. */
export type Pocket = {
  /** Unanswered messages, oldest first. */
  waiting(): readonly Outgoing[];
  keep(outgoing: Outgoing): void;
  drop(id: string): void;
  draft(): string;
  keepDraft(text: string): void;
  forget(): void;
};

type Content = { readonly waiting: readonly Outgoing[]; readonly draft: string };

const EMPTY: Content = { waiting: [], draft: '' };

/**
 * Opens the pocket of a code. Every change reads and writes the storage anew, because the page may be open twice.
 *
 * @param storage `null` or one that throws (a browser that forbids it): things are then kept as long as the page is open
 */
export function openPocket(storage: PocketStorage | null, code: string): Pocket {
  const key = `em-noi:${code}`;
  let memory = EMPTY;
  let works = storage !== null;
  const read = (): Content => {
    try {
      if (works) memory = readContent(storage?.getItem(key) ?? null);
    } catch {
      works = false;
    }
    return memory;
  };
  const write = (content: Content): void => {
    memory = content;
    try {
      if (content.waiting.length === 0 && content.draft === '') storage?.removeItem(key);
      else storage?.setItem(key, JSON.stringify(content));
    } catch {
      // Full or forbidden: from now on the copy in memory has to do.
      works = false;
    }
  };
  const without = (id: string) => read().waiting.filter((outgoing) => outgoing.id !== id);
  return {
    waiting: () => read().waiting,
    keep: (outgoing) => write({ ...read(), waiting: [...without(outgoing.id), outgoing] }),
    drop: (id) => write({ ...read(), waiting: without(id) }),
    draft: () => read().draft,
    keepDraft: (draft) => write({ ...read(), draft }),
    forget: () => write(EMPTY),
  };
}

/** Reads what an earlier page wrote; anything else is as good as nothing. */
function readContent(json: string | null): Content {
  if (json === null) return EMPTY;
  try {
    const { waiting, draft } = JSON.parse(json);
    return {
      waiting: Array.isArray(waiting) ? waiting.filter((one) => typeof one?.id === 'string') : [],
      draft: typeof draft === 'string' ? draft : '',
    };
  } catch {
    return EMPTY;
  }
}
