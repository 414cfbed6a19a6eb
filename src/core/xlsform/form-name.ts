/** Makes ids out of the names in a form: `Your_Name` becomes `your-name`. */

import { RESERVED_WORDS } from '../flow/parse-condition.ts';
import { withoutMarks } from './language-name.ts';

/** Longest ids: of a question, of an option, of a flow. */
export const MAX_QUESTION_ID = 24;
/** @see MAX_QUESTION_ID */
export const MAX_OPTION_ID = 16;
const MAX_FLOW_ID = 40;

/** An id and whether more than its spelling was changed: cut, counted up, or made up. */
export type MadeId = { readonly id: string; readonly isOther: boolean };

/** Makes ids that are different from one another. */
export class IdMaker {
  private readonly taken = new Set<string>();
  private readonly reserved: (id: string) => boolean;
  private readonly most: number;
  private readonly fallback: string;

  /** @param of what the ids are for */
  constructor(of: 'question' | 'option') {
    const isQuestion = of === 'question';
    this.most = isQuestion ? MAX_QUESTION_ID : MAX_OPTION_ID;
    this.fallback = isQuestion ? 'q' : 'o';
    // `age` and `place` mean what is known of the child, not a question of the form.
    this.reserved = (id) => isQuestion && (RESERVED_WORDS.has(id) || id === 'age' || id === 'place');
  }

  /** Takes an id as it is. */
  take(id: string): void {
    this.taken.add(id);
  }

  /** Makes one; names that differ in their spelling only get different ids. */
  make(name: string): MadeId {
    const letters = this.fallback === 'q' ? beginningWithLetter(slug(name), 'q') : slug(name);
    const wanted = letters === '' ? this.fallback : letters;
    const free = this.reserved(wanted) ? `${wanted}-q` : wanted;
    let id = cut(free, this.most);
    for (let count = 2; this.taken.has(id); count++) {
      id = `${cut(free, this.most - 1 - String(count).length)}-${count}`;
    }
    this.taken.add(id);
    return { id, isOther: id !== slug(name) };
  }
}

function slug(name: string): string {
  return withoutMarks(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function beginningWithLetter(id: string, prefix: string): string {
  return /^[0-9]/.test(id) ? `${prefix}${id}` : id;
}

function cut(id: string, most: number): string {
  return id.slice(0, most).replace(/-+$/, '');
}

/** Makes the id of a flow; `null` where nothing of the name can be used. */
export function flowIdOf(name: string): string | null {
  const id = cut(beginningWithLetter(slug(name), 'f'), MAX_FLOW_ID);
  return id.length >= 3 ? id : null;
}
