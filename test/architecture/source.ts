// Reads a source file for the architecture test: its syntax tree, and every place where it names another module.
import { parseAst } from 'vitest/node';

/** A node of the syntax tree; what lies in it depends on its `type` (ESTree with the additions for TypeScript). */
export type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

/** Any import at all: static, dynamic, re-export, type only, `import('…')` in a type, `require('…')`. */
export type Import = { readonly specifier: string; readonly line: number };

export type Source = {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly tree: Node;
  readonly imports: readonly Import[];
};

/** A sentence about one place: what is there and which rule it breaks. */
export type Violation = {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly detail: string;
};

/** @throws when the text is not TypeScript. */
export function readSource(path: string, text: string): Source {
  const tree = parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }, path) as unknown as Node;
  return { path, text, tree, imports: findImports(tree, text) };
}

/** Counts lines from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Calls `visit` for every node below and including `node`, with the node it hangs on and the name it hangs by. */
export function walk(node: Node, visit: (node: Node, parent: Node | null, key: string) => void): void {
  const step = (value: unknown, parent: Node | null, key: string) => {
    if (Array.isArray(value)) for (const each of value) step(each, parent, key);
    if (!isNode(value)) return;
    visit(value, parent, key);
    for (const [name, child] of Object.entries(value)) step(child, value, name);
  };
  step(node, null, '');
}

/** Narrows an unknown value to a node, optionally of one type. */
export function isNode(value: unknown, type?: string): value is Node {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return type === undefined ? typeof value.type === 'string' : value.type === type;
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
  'TSExternalModuleReference',
]);

function findImports(tree: Node, text: string): Import[] {
  const found: Import[] = [];
  walk(tree, (node) => {
    const named = nameOfModule(node);
    if (named) found.push({ specifier: named, line: lineAt(text, node.start) });
  });
  return found;
}

/** A module named by an expression cannot be judged, so it is reported under a name that no rule allows. */
function nameOfModule(node: Node): string | null {
  const isRequire = node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'require';
  if (!isRequire && !importing.has(node.type)) return null;
  const source = isRequire ? firstOf(node.arguments) : (node.source ?? node.expression ?? node.argument);
  if (!isNode(source)) return null;
  return typeof source.value === 'string' ? source.value : '<computed>';
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
