// Builds the project: generated code first (Prisma client, browser assets), then the bundles in dist/.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = import.meta.dirname;
/** All that dist/ is made from; whatever src/ comes to import from elsewhere belongs in this list. */
const inputs = [
  ...['src', 'locales', 'prisma', 'package.json', 'prisma.config.ts', 'build.mjs'],
  ...['data/protection', 'data/redaction', 'data/words'],
];
const entries = ['src/node.ts', 'src/cli.ts', 'src/reports/results/press-thread.ts'];
const schema = 'prisma/schema.prisma';
/** Holds a generated client for each runtime: `node/` and `workerd/`. */
const prismaClient = 'src/storage/prisma-client';
const assetsModule = 'src/web/assets.generated.ts';
/** Word lists that people extend, `data/<room>/*.yaml`, become `src/core/<room>/lists.generated.ts`. */
const listRooms = ['protection', 'redaction', 'words'];
/** Holds the fingerprint of the inputs that dist/ was built from. */
const stamp = 'dist/.inputs';

/** Old phones are what children have: the scripts keep to ES2019, the styles to browsers of 2018. */
const clientTarget = { script: ['es2019'], style: ['chrome70', 'firefox68', 'safari12'] };

/** Builds everything that dist/ holds. */
export async function build() {
  const before = await fingerprint();
  await generate();
  await bundleEntries();
  await writeIfChanged(stamp, before);
}

/** Writes the generated code that src/ imports, where it is missing or older than its source. */
export async function generate() {
  await generatePrismaClient();
  await generateAssets();
  await Promise.all(listRooms.map(generateLists));
}

/** Tells whether dist/ was built from other inputs than those that lie here now. */
export async function isStale() {
  const builtFrom = await readText(stamp);
  return builtFrom !== (await fingerprint());
}

async function generatePrismaClient() {
  if (!existsSync(at(schema))) return;
  const clients = [`${prismaClient}/node/client.ts`, `${prismaClient}/workerd/client.ts`];
  const generated = await Promise.all(clients.map(modifiedAt));
  const sources = await Promise.all([schema, 'prisma.config.ts', 'package.json'].map(modifiedAt));
  if (Math.min(...generated) > Math.max(...sources)) return;
  const { spawnSync } = await import('node:child_process');
  const prisma = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const run = spawnSync(process.execPath, [prisma, 'generate', '--no-hints'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (run.status === 0) return;
  process.stderr.write(run.stdout + run.stderr);
  throw new Error(`prisma generate failed on ${schema}; its findings are above`);
}

/** Bundles what browsers load into one module, so that the same code serves it on every runtime. */
async function generateAssets() {
  const files = (await listFiles('src/web')).filter((file) => /\.(client\.ts|css)$/.test(file));
  const assets = [...new Map((await Promise.all(files.map(bundleAsset))).flat())];
  const lines = assets.map(([name, asset]) => `  ${JSON.stringify(name)}: ${JSON.stringify(asset)},\n`);
  await writeIfChanged(
    assetsModule,
    `// Scripts and styles for browsers, written by build.mjs from *.client.ts and *.css; not to be edited.
export type Asset = { readonly body: string; readonly contentType: string; readonly hash: string | null };

/**
 * Keyed by the path under src/web, with \`.client.ts\` written as \`.js\`; \`hash\` changes with the body. A typeface has its hash in
 * its name, and its body in base64.
 */
export const assets: Readonly<Record<string, Asset>> = {
${lines.join('')}};
`,
  );
}

/** Bundles the word lists of a room: not every runtime can read files, and `core/` never does. */
async function generateLists(room) {
  const files = (await listFiles(`data/${room}`)).filter((file) => /^data\/\w+\/[\w-]+\.yaml$/.test(file));
  if (files.length === 0) return;
  const { parse } = await import('yaml');
  const lists = await Promise.all(
    files.map(async (file) => [file.split('/').at(-1).replace('.yaml', ''), parse(await readText(file))]),
  );
  const lines = lists.map(([name, list]) => `  ${JSON.stringify(name)}: ${JSON.stringify(list)},\n`);
  await writeIfChanged(
    `src/core/${room}/lists.generated.ts`,
    `// The lists of data/${room}/*.yaml, written by build.mjs; not to be edited.\nexport const lists = {\n${lines.join('')}};\n`,
  );
}

async function bundleAsset(file) {
  const { build } = await import('esbuild');
  const isStyle = file.endsWith('.css');
  const result = await build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    charset: 'utf8',
    format: 'iife',
    external: ['/assets/*'],
    outdir: at('dist/assets'),
    // Typefaces come from their packages and are served beside the styles that name them.
    loader: { '.woff2': 'file' },
    assetNames: '[name].[hash]',
    publicPath: '/assets',
    target: isStyle ? clientTarget.style : clientTarget.script,
    logLevel: 'warning',
  });
  const typefaces = result.outputFiles.filter(({ path }) => path.endsWith('.woff2')).map(typefaceAsset);
  const body = result.outputFiles.find(({ path }) => /\.(js|css)$/.test(path)).text;
  const name = relative('src/web', file)
    .replaceAll(sep, '/')
    .replace(/\.client\.ts$/, '.js');
  const contentType = isStyle ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
  return [[name, { body, contentType, hash: shortHash(body) }], ...typefaces];
}

/** A typeface's name holds its hash already, which is how the style names it. */
function typefaceAsset({ path, contents }) {
  const name = path.split(/[/\\]/).at(-1);
  const body = Buffer.from(contents).toString('base64');
  return [name, { body, contentType: 'font/woff2', hash: null }];
}

function shortHash(body) {
  return createHash('sha256').update(body).digest('hex').slice(0, 12);
}

async function bundleEntries() {
  const { build } = await import('esbuild');
  const present = entries.filter((entry) => existsSync(at(entry)));
  if (present.length === 0) return;
  const result = await build({
    absWorkingDir: root,
    entryPoints: present,
    outdir: 'dist',
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    logLevel: 'warning',
  });
  await Promise.all(result.outputFiles.map((file) => replaceFile(file.path, file.contents)));
}

/** Hashes path, size and time of every input: cheap, and it sees files that went as well as files that came. */
async function fingerprint() {
  const files = (await Promise.all(inputs.map(listFiles))).flat();
  const lines = await Promise.all(
    files.map(async (file) => {
      const { mtimeMs, size } = await stat(at(file));
      return `${file} ${size} ${mtimeMs}`;
    }),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** Lists a file or the files under a folder, sorted, without the generated ones; nothing if it is absent. */
async function listFiles(path) {
  const isGenerated = path === prismaClient || path.endsWith('.generated.ts');
  if (isGenerated || !existsSync(at(path))) return [];
  if (!(await stat(at(path))).isDirectory()) return [path];
  const names = (await readdir(at(path))).sort();
  return (await Promise.all(names.map((name) => listFiles(`${path}/${name}`)))).flat();
}

async function writeIfChanged(path, text) {
  if ((await readText(path)) !== text) await replaceFile(at(path), text);
}

/** Writes beside the file and renames, so that a process starting meanwhile never reads half of it. */
async function replaceFile(path, contents) {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

async function readText(path) {
  return existsSync(at(path)) ? readFile(at(path), 'utf8') : undefined;
}

/** Milliseconds since 1970, or 0 if the file is absent. */
async function modifiedAt(path) {
  return existsSync(at(path)) ? (await stat(at(path))).mtimeMs : 0;
}

function at(path) {
  return join(root, path);
}

async function main(options) {
  if (options.includes('--generate')) await generate();
  else if (!options.includes('--if-stale') || (await isStale())) await build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.slice(2)).catch((error) => {
    process.stderr.write(`The build failed: ${error.message}\n`);
    process.exit(1);
  });
}
