/** A fault as a rule reports it: a finding before its place was turned into words and a line. */

import type { Path } from '../expand-blocks.ts';
import type { Finding } from '../finding.ts';

/** @see Finding */
export type Fault = Omit<Finding, 'path' | 'line' | 'severity'> & {
  /** `error` when left out. */
  readonly severity?: Finding['severity'];
  readonly path: Path;
};

/** Writes a path the way people say it: `questions[3].options[0].label.vi`. */
export function printPath(path: Path): string {
  return path.reduce<string>((done, part) => {
    if (typeof part === 'number') return `${done}[${part}]`;
    return done === '' ? part : `${done}.${part}`;
  }, '');
}
