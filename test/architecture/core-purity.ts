// Keeps the core a function of its arguments: no clock, no chance, no network, no environment.
import { isNode, lineAt, type Node, type Source, type Violation, walk } from './source.ts';

const forbiddenGlobals = new Set([
  'fetch',
  'process',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'performance',
  'console',
  'crypto',
  'globalThis',
  'require',
]);
const forbiddenMembers = new Set(['Date.now', 'Math.random']);

/** The one file that may compute a keyed hash, with a key handed in. */
const hashingFile = 'src/core/pseudonym.ts';

/** Reports what a file of core takes from its surroundings; other files may. */
export function checkCorePurity({ path, text, tree }: Source): Violation[] {
  if (!path.startsWith('src/core/')) return [];
  const violations: Violation[] = [];
  walk(tree, (node, parent, key) => {
    const taken = takenFromOutside(node, parent, key);
    if (taken === null || (taken === 'crypto.subtle' && path === hashingFile)) return;
    const line = lineAt(text, node.start);
    violations.push({ path, line, rule: 'core is pure', detail: `${taken} comes from outside; hand it in` });
  });
  return violations;
}

function takenFromOutside(node: Node, parent: Node | null, key: string): string | null {
  if (node.type === 'NewExpression' && isNamed(node.callee, 'Date') && isEmpty(node.arguments))
    return 'new Date()';
  if (node.type === 'CallExpression' && isNamed(node.callee, 'Date')) return 'Date()';
  if (node.type === 'MemberExpression' && isNode(node.object, 'Identifier') && isNode(node.property)) {
    const member = `${node.object.name}.${node.property.name ?? node.property.value}`;
    return forbiddenMembers.has(member) ? member : null;
  }
  if (node.type !== 'Identifier' || !forbiddenGlobals.has(String(node.name))) return null;
  if (isOnlyAName(parent, key)) return null;
  const isSubtle = node.name === 'crypto' && key === 'object' && isNamed(parent?.property, 'subtle');
  return isSubtle ? 'crypto.subtle' : String(node.name);
}

/** In `turn.process` and `{ process: 1 }` the word is the name of a property, not of the global. */
function isOnlyAName(parent: Node | null, key: string): boolean {
  return (key === 'property' || key === 'key') && parent?.computed !== true;
}

function isNamed(value: unknown, name: string): boolean {
  return isNode(value, 'Identifier') && value.name === name;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
