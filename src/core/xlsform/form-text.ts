/** Cells and texts of a form in our spelling, and ours in a form's. */

import { MAX_CELL } from './workbook.ts';

/**
 * Tidies the text of a cell: marks joined to their letters, plain line breaks, no space at the ends, no half characters.
 * Cells are compared in this spelling.
 */
export function tidyCell(text: string): string {
  return text.slice(0, MAX_CELL).toWellFormed().replaceAll('\r\n', '\n').normalize('NFC').trim();
}

/** Tells whether tidying joined marks to letters. */
export function wasNormalised(text: string): boolean {
  return text.toWellFormed().normalize('NFC') !== text.toWellFormed();
}

/** Writes a text with `{mood}` and `{{` as forms do: `${mood}` and `{`. */
export function toFormText(text: string): string {
  return text.replace(/\{\{|\{([a-z][a-z0-9.-]*)\}/g, (_whole, id: string | undefined) =>
    id === undefined ? '{' : `\${${id}}`,
  );
}

/**
 * Reads a text of a form.
 *
 * @param idOf our id of a question of the form
 */
export function fromFormText(text: string, idOf: (name: string) => string): string {
  return text.replace(/\$\{([^{}]+)\}|\{/g, (_whole, name: string | undefined) =>
    name === undefined ? '{{' : `{${idOf(name.trim())}}`,
  );
}

/** Tells whether a text holds marks of a layout that a chat would show as they are. */
export function hasMarkup(text: string): boolean {
  return /<\/?[a-z][^<>]*>|\*\*|(^|\n)#{1,6} |\[[^[\]]*\]\([^()]*\)/i.test(text);
}

/** Tells whether a text holds a letter that only Vietnamese writes so. */
export function looksVietnamese(text: string): boolean {
  return /[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/i.test(text.normalize('NFC'));
}
