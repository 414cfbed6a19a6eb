/** Writes a flow as a file that authors can go on with. */

import { stringify } from 'yaml';

/** Keys in the order authors write them; others follow as they stand. */
const ORDER = [
  ...[
    'flow',
    'version',
    'title',
    'languages',
    'ages',
    'channels',
    'indicators',
    'closing',
    'blocks',
    'questions',
  ],
  ...['id', 'use', 'as', 'kind', 'min', 'max', 'max-length', 'depth', 'skip', 'when', 'text', 'simpler'],
  ...[
    'declined',
    'partial',
    'yes',
    'no',
    'options',
    'right',
    'explain',
    'routes',
    'face',
    'label',
    'vi',
    'all',
    'to',
  ],
];

/**
 * Writes it in YAML; reading it gives the same data.
 *
 * @param source as `flows/*.yaml` holds it
 */
export function printFlow(source: unknown): string {
  const yaml = stringify(inOrder(source), {
    lineWidth: 110,
    // Quotes what older readers of YAML take for something else: yes, no, on.
    compat: 'yaml-1.1',
    // A flow holds no aliases, and none may come of texts that are used twice.
    aliasDuplicateObjects: false,
  });
  return `# yaml-language-server: $schema=./flow.schema.json\n${yaml}`;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const rank = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([key, inner]) => [key, inOrder(inner)]),
  );
}
