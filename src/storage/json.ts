/** JSON that PostgreSQL accepts as `jsonb`, whatever characters a child typed. */

/**
 * Writes a value as JSON for a `jsonb` parameter. U+0000 and unpaired surrogates, which JSON may hold and PostgreSQL
 * refuses, become U+FFFD.
 *
 * @see https://www.postgresql.org/docs/current/datatype-json.html#DATATYPE-JSON
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  // `JSON.stringify` escapes exactly these characters with `\u`, besides harmless control characters.
  if (!json.includes('\\u')) return json;
  return json.replace(/\\(?:\\|u(?:0000|d[89a-f][0-9a-f]{2}))/g, (found) =>
    found === '\\\\' ? found : '\\ufffd',
  );
}
