/** The fields of a form, as the rules of editing read them. */

/** What was sent. Names are those of `fieldNames` and of the forms; whatever else comes is left alone. */
export type Fields = {
  /** The field's only or first text; empty where there is none. */
  readonly text: (name: string) => string;
  readonly texts: (name: string) => readonly string[];
  readonly names: readonly string[];
};

/** Longest text of a field, in UTF-16 units: no channel carries more. */
export const MAX_FIELD = 4096;

/** Most rows of options, routes or conditions that a form is read for. */
const MAX_ROWS = 40;

/** Gives the fields whose text is too long to be kept. */
export function overlongFields({ names, texts }: Fields): readonly string[] {
  return names.filter((name) => texts(name).some((text) => text.length > MAX_FIELD));
}

/** Tells whether a form showed a field or a part, so that its absence says something. */
export function wasShown({ names }: Fields, name: string): boolean {
  return names.includes(name);
}

/** A row of a form: options, routes. */
export type Row = {
  /** Names of its fields begin with this. */
  readonly prefix: string;
  /** What it was when the form was drawn. @see rowKey */
  readonly was: string;
};

/** Gives the rows of a part, in the order of the form. Each has a field `<part>.<n>.was`. */
export function rowsOf(fields: Fields, part: string): readonly Row[] {
  const rows: Row[] = [];
  for (let at = 0; at < MAX_ROWS; at++) {
    const prefix = `${part}.${at}`;
    if (!wasShown(fields, `${prefix}.was`)) break;
    rows.push({ prefix, was: fields.text(`${prefix}.was`) });
  }
  return rows;
}

/** Text as it is typed, without what nobody can see and without blanks around it. */
export function tidyWords(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}

/**
 * Gives what a form says about a text or whole number: the value as it was where nothing was changed, a number where one
 * was typed, else the words as they were typed, for the check to find fault with.
 */
export function typedValue(was: unknown, typed: string): unknown {
  const words = tidyWords(typed);
  if (words === (was === undefined || was === null ? '' : String(was))) return was;
  if (words === '') return undefined;
  return /^-?\d{1,9}$/.test(words) ? Number(words) : words;
}
