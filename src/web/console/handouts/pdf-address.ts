/** The address of a handout's PDF. */

import type { Wanted } from './wanted.ts';

/**
 * Gives it, for the language and the code that were chosen.
 *
 * @param name `poster`, `strips`, `parents` or `teachers`
 * @param more `size` of a poster, `sheet` of strips, which then have codes of their own
 */
export function pdfAddress(
  { base, handout, code }: Wanted,
  name: string,
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({
    ...(code === null || more['sheet'] !== undefined ? {} : { code: code.code }),
    language: handout.language,
    ...more,
  });
  return `${base}/${name}.pdf?${query}`;
}
