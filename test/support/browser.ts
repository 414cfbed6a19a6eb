// A headless Chromium for tests that look at pages; browser, libraries and fonts all come out of npm packages.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const packages = createRequire(import.meta.url);
const chromiumPackage = join(dirname(packages.resolve('@sparticuz/chromium')), '..');
const emojiFont = packages.resolve(
  '@expo-google-fonts/noto-color-emoji/400Regular/NotoColorEmoji_400Regular.ttf',
);
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** Keeps Chromium to the pages it is shown: no sandbox (tests may run as root), no GPU, no calls home. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
  '--hide-scrollbars',
];

/** Starts a browser with the same fonts on every machine; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  });
}

/** Unpacks browser, libraries and fonts once per installed version, and tells the folder. */
async function unpackChromium(): Promise<string> {
  const { version } = packages(join(chromiumPackage, 'package.json'));
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const unpacking = await mkdtemp(`${folder}-`);
  await inTemporaryFolder(unpacking, () =>
    Promise.all([
      sparticuz.executablePath(),
      inflate(join(chromiumPackage, 'bin/al2023.tar.br')), // the system libraries that Chromium is linked to
    ]),
  );
  await writeFile(join(unpacking, 'fonts.conf'), fontConfiguration(folder));
  // Another test file may have been quicker; then its folder is as good as ours.
  await rename(unpacking, folder).catch(() => rm(unpacking, { recursive: true, force: true }));
  return folder;
}

/** The package unpacks into the system's temporary folder, which it asks for while `start` is called. */
async function inTemporaryFolder(folder: string, start: () => Promise<unknown>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const started = start();
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await started;
}

/** Only these fonts exist for the tests: Open Sans, which has every Vietnamese letter, and the emoji. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>${dirname(emojiFont)}</dir>
  <cachedir>${join(folder, 'fontconfig')}</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>emoji</family><prefer><family>Noto Color Emoji</family></prefer></alias>
</fontconfig>
`;
}
