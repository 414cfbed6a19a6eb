/** Reads our Dockerfile and .dockerignore, as far as they go. */

/** One instruction; a line that goes on is one. */
export type Instruction = { readonly name: string; readonly words: string };

/** What is copied where, and from which stage. */
export type Copy = { readonly from: string | null; readonly sources: readonly string[]; readonly to: string };

/** Splits into instructions. */
export function readDockerfile(text: string): readonly Instruction[] {
  return text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', words = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      if (name === '') throw new Error(`no instruction: ${line}`);
      return { name, words };
    });
}

/** Reads the words of a COPY. */
export function readCopy(words: string): Copy {
  const parts = words.split(/\s+/);
  const flags = parts.filter((part) => part.startsWith('--'));
  const paths = parts.filter((part) => !part.startsWith('--'));
  const from = flags.find((flag) => flag.startsWith('--from='))?.slice('--from='.length) ?? null;
  return { from, sources: paths.slice(0, -1), to: paths.at(-1) ?? '' };
}

/** Reads `NAME=value` pairs of an ENV. */
export function readEnvironment(words: string): Readonly<Record<string, string>> {
  return Object.fromEntries(words.split(/\s+/).map((pair) => pair.split('=', 2) as [string, string]));
}

/**
 * Makes the test of .dockerignore: whether a file, by its path from the top, goes along. The last pattern that fits the
 * file or a folder above it decides.
 *
 * @see https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
export function admits(dockerignore: string): (path: string) => boolean {
  const rules = dockerignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ admits: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => {
    const steps = path.split('/');
    const lineage = steps.map((_, index) => steps.slice(0, index + 1).join('/'));
    const deciding = rules.findLast(({ pattern }) => lineage.some((one) => pattern.test(one)));
    return deciding?.admits ?? true;
  };
}

/** A star stands for anything within one step, hidden files among it. Our file has no other signs. */
function patternOf(glob: string): RegExp {
  if (/[?[\]\\]|\*\*/.test(glob)) throw new Error(`not understood here: ${glob}`);
  return new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
}
