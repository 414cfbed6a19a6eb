// Holds the house to its plan: who imports whom, what the core may touch, how files are named and introduced.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCorePurity } from './architecture/core-purity.ts';
import { findCycles } from './architecture/cycles.ts';
import { checkChannelFolders, checkFile } from './architecture/file-rules.ts';
import { checkImports } from './architecture/import-table.ts';
import { readSource, type Violation } from './architecture/source.ts';

const root = join(import.meta.dirname, '..');
const generated = /^src\/storage\/prisma-client\/|\.generated\.ts$/;

/** Checks a whole tree of files, given as text by path. */
function checkHouse(files: Readonly<Record<string, string>>): string[] {
  const sources = Object.entries(files).map(([path, text]) => readSource(path, text));
  const violations = [
    ...sources.flatMap((source) => [
      ...checkImports(source),
      ...checkCorePurity(source),
      ...checkFile(source),
    ]),
    ...findCycles(sources),
    ...checkChannelFolders(sources),
  ];
  return violations.map(inWords).sort();
}

function inWords({ path, line, rule, detail }: Violation): string {
  return `${path}:${line} [${rule}] ${detail}`;
}

function readHouse(folder = 'src'): Record<string, string> {
  const paths = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !generated.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

describe('the architecture', () => {
  it('is what the plan says', () => {
    const violations = checkHouse(readHouse());
    expect(violations, violations.join('\n')).toHaveLength(0);
  });

  it('reaches to the files of the benchmarks, which may import what they like but in no circle', () => {
    const sources = Object.entries(readHouse('bench')).map(([path, text]) => readSource(path, text));
    const violations = [...sources.flatMap(checkFile), ...findCycles(sources)].map(inWords);
    expect(violations, violations.join('\n')).toHaveLength(0);
  });
});

describe('the check of the architecture', () => {
  const sentence = '// Says ệ and 👋.\n';

  it('finds nothing in a house built to the plan', () => {
    const clean = {
      'src/core/day.ts': `// Days, as people in Việt Nam count them.
import { z } from 'zod';
export const day = z.string();
export const at = (text: string, turn: { process: number }) => new Date(text).getTime() + turn.process;`,
      'src/core/pseudonym.ts': `${sentence}export const sign = (key: CryptoKey, data: Uint8Array) =>
  crypto.subtle.sign('HMAC', key, data);`,
      'src/channels/signature.ts': `/**\n * Compares in constant time.\n */\nexport const same = 1;`,
      'src/channels/telegram/decode.ts': `${sentence}import type { Update } from 'grammy/types';
import { same } from '../signature.ts';
export const decode = (update: Update) => [update, same];`,
      'src/channels/zalo/decode.ts': `${sentence}import { same } from '../signature.ts';\nexport const a = same;`,
      'src/i18n/say.ts': `${sentence}import vi from '../../locales/vi.json' with { type: 'json' };\nexport const a = vi;`,
      'src/web/page.tsx': `${sentence}import { assets } from './assets.generated.ts';
import { Hono } from 'hono';\nexport const page = () => <p>{assets}{Hono}</p>;`,
      'src/cli.ts': `#!/usr/bin/env node\n${sentence}import { Command } from 'commander';\nexport const a = Command;`,
      'src/worker.ts': `${sentence}export default { fetch };`,
    };
    expect(checkHouse(clean)).toEqual([]);
  });

  /** What is wrong, the file it is in, the text after the opening comment, and what the check says. */
  const broken: readonly (readonly [string, string, string, string])[] = [
    [
      'an import upward',
      'src/core/a.ts',
      `import { b } from '../ports/b.ts';`,
      ':2 [imports] core must not import ports',
    ],
    [
      'a type-only import',
      'src/usecases/a.ts',
      `import type { B } from '../storage/b.ts';`,
      ':2 [imports] usecases must',
    ],
    [
      'an inline type import',
      'src/web/a.ts',
      `\ntype B = import('../ports/b.ts').B;`,
      ':3 [imports] web must not',
    ],
    [
      'a dynamic import',
      'src/web/a.tsx',
      `const b = <p>{await import('../channels/b.ts')}</p>;`,
      ':2 [imports] web must',
    ],
    [
      'a computed import',
      'src/web/a.ts',
      `const b = await import(name);`,
      `:2 [imports] web must not import '<computed>'`,
    ],
    [
      'a re-export',
      'src/ports/a.ts',
      `export { b } from '../web/b.ts';`,
      ':2 [imports] ports must not import web',
    ],
    [
      'an export of all',
      'src/ports/a.ts',
      `export * from '../web/b.ts';`,
      ':2 [imports] ports must not import web',
    ],
    [
      'a required package',
      'src/web/a.ts',
      `const b = require('fs');`,
      `:2 [imports] web must not import 'fs'`,
    ],
    [
      'an unlisted package',
      'src/usecases/a.ts',
      `import { z } from 'zod';`,
      `:2 [imports] usecases must not import 'zod'`,
    ],
    [
      'a Node module in core',
      'src/core/a.ts',
      `import 'node:fs';`,
      `:2 [imports] core must not import 'node:fs'`,
    ],
    [
      'locales in core',
      'src/core/a.ts',
      `import vi from '../../locales/vi.json';`,
      ':2 [imports] core must not',
    ],
    [
      'a look-alike package',
      'src/web/a.ts',
      `import 'honolulu';`,
      `:2 [imports] web must not import 'honolulu'`,
    ],
    [
      'another vendor',
      'src/channels/zalo/a.ts',
      `import 'grammy';`,
      `:2 [imports] zalo must not import 'grammy'`,
    ],
    [
      'a channel in a channel',
      'src/channels/zalo/a.ts',
      `import '../web/a.ts';`,
      ':2 [imports] channel zalo must not',
    ],
    [
      'Prisma outside storage',
      'src/node.ts',
      `import '@prisma/client';`,
      ':2 [imports] only storage imports Prisma',
    ],
    [
      'its client outside storage',
      'src/cli/a.ts',
      `import '../storage/prisma-client/client.ts';`,
      'only storage imports',
    ],
    [
      'an entry with rules',
      'src/worker.ts',
      `import './usecases/a.ts';`,
      ':2 [imports] worker must not import usecases',
    ],
    ['an unplanned room', 'src/attic/a.ts', '', ':1 [rooms] the plan has no room named attic'],
    [
      'the clock',
      'src/core/a.ts',
      'export const a = Date.now();',
      ':2 [core is pure] Date.now comes from outside',
    ],
    [
      'the clock as text',
      'src/core/a.ts',
      `export const a = Date['now']();`,
      ':2 [core is pure] Date.now comes',
    ],
    [
      'a new date of now',
      'src/core/a.ts',
      'export const a = new Date();',
      ':2 [core is pure] new Date() comes',
    ],
    ['a date of now, called', 'src/core/a.ts', 'export const a = Date();', ':2 [core is pure] Date() comes'],
    ['chance', 'src/core/a.ts', 'export const a = Math.random();', ':2 [core is pure] Math.random comes'],
    [
      'the network',
      'src/core/a.ts',
      `export const a = fetch('x');`,
      ':2 [core is pure] fetch comes from outside',
    ],
    [
      'the environment',
      'src/core/a.ts',
      'export const a = process.env.A;',
      ':2 [core is pure] process comes',
    ],
    [
      'a timer',
      'src/core/a.ts',
      'setTimeout(() => {}, 1);',
      ':2 [core is pure] setTimeout comes from outside',
    ],
    [
      'a stopwatch',
      'src/core/a.ts',
      'export const a = performance.now();',
      ':2 [core is pure] performance comes',
    ],
    ['a console', 'src/core/a.ts', 'console.log(1);', ':2 [core is pure] console comes from outside'],
    [
      'a global by detour',
      'src/core/a.ts',
      'globalThis.b();',
      ':2 [core is pure] globalThis comes from outside',
    ],
    [
      'a shorthand global',
      'src/core/a.ts',
      'export const a = { process };',
      ':2 [core is pure] process comes',
    ],
    ['hashing elsewhere', 'src/core/a.ts', 'crypto.subtle.sign();', ':2 [core is pure] crypto.subtle comes'],
    [
      'chance beside hashing',
      'src/core/pseudonym.ts',
      'crypto.randomUUID();',
      ':2 [core is pure] crypto comes',
    ],
    ['a vague file', 'src/core/types.ts', '', ":1 [names] 'types' names no noun"],
    ['a vague folder', 'src/web/shared/a.ts', '', ":1 [names] 'shared' names no noun"],
    ['an index', 'src/web/pages/index.tsx', '', ':1 [names] barrel or not'],
    ['a default export', 'src/web/a.ts', 'export default 1;', ':2 [no default export]'],
    [
      'a default export in disguise',
      'src/web/a.ts',
      'const a = 1;\nexport { a as default };',
      ':3 [no default export]',
    ],
    ['a long file', 'src/web/a.ts', 'a;\n'.repeat(400), ':401 [length] 401 lines, at most 400'],
  ];

  it.each(broken)('finds %s', (_what, path, text, expected) => {
    const violations = checkHouse({ [path]: sentence + text });
    expect(violations).toEqual([expect.stringContaining(expected)]);
    expect(violations[0]).toContain(path);
  });

  it.each([
    ['code', 'export const a = 1;'],
    ['a comment that is no sentence', '// a\nexport const a = 1;'],
    ['a sentence that is not short', `// ${'Very '.repeat(40)}long.\nexport const a = 1;`],
  ])('finds a file that begins with %s', (_what, text) => {
    expect(checkHouse({ 'src/web/a.ts': text })).toEqual([expect.stringContaining(':1 [a sentence first]')]);
  });

  it('finds a circle, also one closed by a type, and tells its way', () => {
    const circle = checkHouse({
      'src/core/a.ts': `${sentence}import { b } from './b.ts';`,
      'src/core/b.ts': `${sentence}import { c } from './deep/c.ts';`,
      'src/core/deep/c.ts': `${sentence}\nimport type { A } from '../a.ts';`,
      'src/core/d.ts': `${sentence}import { a } from './a.ts';`,
    });
    expect(circle).toEqual([
      'src/core/deep/c.ts:3 [no circles] src/core/a.ts → src/core/b.ts → src/core/deep/c.ts → src/core/a.ts',
    ]);
  });

  it('finds a channel that lacks a part of another', () => {
    const unlike = checkHouse({
      'src/channels/telegram/decode.ts': sentence,
      'src/channels/telegram/send.ts': sentence,
      'src/channels/zalo/decode.ts': sentence,
    });
    expect(unlike).toEqual([
      expect.stringContaining('src/channels/zalo:1 [channels have the same files] lacks send.ts'),
    ]);
  });

  it('reports everything at once', () => {
    const text = 'import "../web/b.ts";\nfetch(Date.now());\nexport default 1;';
    expect(checkHouse({ 'src/core/utils.ts': text })).toHaveLength(6);
  });
});
