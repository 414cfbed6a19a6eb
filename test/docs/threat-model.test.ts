/** The threat model names attackers, what remains of each, and tests that are there under these very names. */

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ATTACKERS = [
  'Curious staff member',
  'Thief with the database',
  "Parent, or anyone, with the child's phone",
  'Classmate guessing codes',
  'Spammer',
  'Hostile vendor message',
  'Stranger at the console',
  'Whoever writes into a form, or into what we are built from',
  'Neighbour place',
];

const sections = new Map(
  readFileSync('docs/threat-model.md', 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section): [string, string] => {
      const [title = '', ...lines] = section.split('\n');
      return [title, lines.join('\n')];
    }),
);

/** Lines such as - `test/a.test.ts`: “what it shows”. */
function testsIn(section: string): readonly { readonly file: string; readonly name: string }[] {
  return [...section.matchAll(/^- `(test\/[^`]+)`: “([^”]+)”$/gm)].map(([, file = '', name = '']) => ({
    file,
    name,
  }));
}

test('each attacker has a section', () => {
  expect([...sections.keys()]).toEqual(expect.arrayContaining(ATTACKERS));
});

test.each([...sections.keys()])(
  '%s: what they can, what stands against it, what remains, and tests',
  (title) => {
    const section = sections.get(title) ?? '';
    for (const part of ['**Can**', '**Stands against it.**', '**Remains.**']) expect(section).toContain(part);
    const named = testsIn(section);
    expect(named.length).toBeGreaterThan(0);
    expect(named).toHaveLength(section.match(/^- /gm)?.length ?? 0);
    for (const { file, name } of named) {
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, 'utf8'), file).toContain(`'${name}'`);
    }
  },
);
