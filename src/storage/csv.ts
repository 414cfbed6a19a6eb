/** Reads the shipped tables of places: comma, header line, no quoting. */

/**
 * Reads rows as objects, each with its `line` in the file.
 *
 * @throws when the header is another, a row has another number of fields, or a field is quoted
 */
export function readCsv(
  text: string,
  columns: readonly string[],
): readonly Record<string, string | number>[] {
  if (text.includes('"')) throw new Error('a field is quoted, which these files do without');
  const [header = '', ...lines] = text.trimEnd().split('\n');
  if (header !== columns.join(','))
    throw new Error(`the header is "${header}", expected "${columns.join(',')}"`);
  return lines.map((line, index) => {
    const fields = line.split(',');
    if (fields.length !== columns.length) throw new Error(`line ${index + 2} has ${fields.length} fields`);
    return {
      line: index + 2,
      ...Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? ''])),
    };
  });
}
