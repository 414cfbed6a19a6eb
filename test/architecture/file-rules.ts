// What each file must be: named for a noun, introduced by a sentence, short, without a default export.
import { basename, dirname } from 'node:path/posix';
import { isNode, lineAt, type Source, type Violation, walk } from './source.ts';

const longestFile = 400;
/** Characters; two lines of the house's width are no longer short. */
const longestIntroduction = 160;
const vagueNames = new Set(['utils', 'common', 'shared', 'helpers', 'types', 'constants', 'util', 'helper']);

/** Holds one file to the rules that need no other file. */
export function checkFile(source: Source): Violation[] {
  return [
    ...checkNames(source),
    ...checkIntroduction(source),
    ...checkLength(source),
    ...checkExports(source),
  ];
}

/** What a channel is made of; a client or tokens, which only some vendors need, may stand beside it. */
const channelParts = new Set([
  'channel.ts',
  'decode.ts',
  'render.ts',
  'schema.ts',
  'send.ts',
  'show.ts',
  'verify.ts',
]);

/** Every channel is made of the same parts, so that whoever knows one knows all. */
export function checkChannelFolders(sources: readonly Source[]): Violation[] {
  const files = new Map<string, Set<string>>();
  for (const { path } of sources) {
    const [, channel, file] = /^src\/channels\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (!channel || !file) continue;
    const names = files.get(channel) ?? new Set<string>();
    files.set(channel, channelParts.has(file) ? names.add(file) : names);
  }
  const all = new Set([...files.values()].flatMap((names) => [...names]));
  return [...files].flatMap(([channel, names]) => {
    const missing = [...all].filter((name) => !names.has(name)).sort();
    if (missing.length === 0) return [];
    const detail = `lacks ${missing.join(', ')}, which another channel has`;
    return [{ path: `src/channels/${channel}`, line: 1, rule: 'channels have the same files', detail }];
  });
}

function checkNames({ path }: Source): Violation[] {
  const names = path.split('/').map((part) => part.split('.')[0] ?? '');
  const vague = names.filter((name) => vagueNames.has(name));
  const violations = vague.map((name) => `'${name}' names no noun`);
  if (/^index\.tsx?$/.test(basename(path))) {
    violations.push(`barrel or not, index says less than ${basename(dirname(path))}`);
  }
  return violations.map((detail) => ({ path, line: 1, rule: 'names', detail }));
}

function checkIntroduction({ path, text }: Source): Violation[] {
  const comment = firstComment(text.replace(/^#!.*\n/, ''));
  const sentence = /^(.*?[.!?])(\s|$)/.exec(comment)?.[1];
  if (sentence && sentence.length <= longestIntroduction) return [];
  const detail = sentence
    ? `its first sentence has ${sentence.length} characters, at most ${longestIntroduction} are short`
    : 'it does not begin with a comment that is a sentence';
  return [{ path, line: 1, rule: 'a sentence first', detail }];
}

/** The words of the comment that a text begins with, on one line; empty if it begins with none. */
function firstComment(text: string): string {
  const block = /^\/\*\*?([\s\S]*?)\*\//.exec(text)?.[1];
  const lines =
    block?.split('\n').map((line) => line.replace(/^\s*\*/, '')) ??
    /^(\/\/.*\n)+/.exec(text)?.[0].split('\n');
  return (lines ?? [])
    .map((line) => line.replace(/^\/\//, '').trim())
    .join(' ')
    .trim();
}

function checkLength({ path, text }: Source): Violation[] {
  const lines = text.trimEnd().split('\n').length;
  if (lines <= longestFile) return [];
  return [{ path, line: longestFile + 1, rule: 'length', detail: `${lines} lines, at most ${longestFile}` }];
}

/** Only the Workers runtime asks for a default export. */
function checkExports({ path, text, tree }: Source): Violation[] {
  if (path === 'src/worker.ts') return [];
  const violations: Violation[] = [];
  walk(tree, (node) => {
    const isDefault =
      node.type === 'ExportDefaultDeclaration' ||
      (node.type === 'ExportSpecifier' && isNode(node.exported) && node.exported.name === 'default');
    if (!isDefault) return;
    const line = lineAt(text, node.start);
    violations.push({ path, line, rule: 'no default export', detail: 'export it by its name' });
  });
  return violations;
}
