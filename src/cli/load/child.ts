/** One child of the burst: reads what it is asked, and answers with what is offered. */

/** What stands on a child's screen. */
export type Seen = {
  readonly options: readonly string[];
  /** The buttons beside the options: skip, back, done … */
  readonly controls: readonly string[];
  /** Whether a number is asked for. */
  readonly number: boolean;
  readonly done: boolean;
};

/** What a child does next. Ids are those of the screen. */
export type Deed =
  | { readonly kind: 'open' }
  | { readonly kind: 'tap'; readonly id: string }
  | { readonly kind: 'type'; readonly text: string };

/** A child's memory of the question before it. */
export type Mind = { question: string; picked: Set<string>; turns: number; consented: boolean };

/** A mind with nothing in it. */
export function newMind(): Mind {
  return { question: '', picked: new Set(), turns: 0, consented: false };
}

/** More turns than any flow asks for; who needs more goes in a circle. */
const MAX_TURNS = 120;

/** Picks of one question after which a child is content. */
const ENOUGH = 3;

/** Options that end the walk at the question of age. */
const WRONG_AGE = new Set(['under', 'over']);

/**
 * Decides what a child does. Words are never made up: an open question is skipped.
 *
 * @returns `lost` where a child would not know what to do
 */
export function decide(mind: Mind, seen: Seen): Deed | 'finished' | 'lost' {
  if (seen.done) return 'finished';
  mind.turns += 1;
  if (mind.turns > MAX_TURNS) return 'lost';
  const done = seen.controls.find((id) => endOf(id) === '_done');
  const fresh = seen.options.filter((id) => !mind.picked.has(id));
  const question = questionOf(seen.options[0] ?? '');
  if (question !== mind.question) {
    mind.question = question;
    mind.picked = new Set();
  } else if (done !== undefined && (mind.picked.size >= ENOUGH || fresh.length === 0)) return tap(done);
  const options = (fresh.length > 0 ? fresh : seen.options).filter((id) => !WRONG_AGE.has(endOf(id)));
  const yes = mind.consented ? undefined : options.find((id) => endOf(id) === 'yes');
  const option = yes ?? options[Math.floor(Math.random() * options.length)];
  if (yes !== undefined) mind.consented = true;
  if (option !== undefined) {
    mind.picked.add(option);
    return tap(option);
  }
  if (seen.number) return { kind: 'type', text: String(8 + Math.floor(Math.random() * 7)) };
  const skip = seen.controls.find((id) => endOf(id) === '_skip') ?? done;
  return skip === undefined ? 'lost' : tap(skip);
}

function tap(id: string): Deed {
  return { kind: 'tap', id };
}

/** The last part of a button's token: what it stands for. */
export function endOf(id: string): string {
  return id.slice(id.lastIndexOf(':') + 1);
}

function questionOf(id: string): string {
  return id.slice(0, Math.max(id.lastIndexOf(':'), 0));
}
