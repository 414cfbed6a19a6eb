/** Reads flow files written in YAML, keeping the line of every part. */

import { type Document, isNode, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { FlowFormat, LocatedDocument, SyntaxFault } from '../ports/flow-format.ts';

/** Largest flow file, in UTF-16 units; a long consultation in three languages has about 60,000. */
export const MAX_FLOW_FILE = 512 * 1024;

/** One slip can upset everything after it: beyond this many, more faults only frighten. */
const MAX_FAULTS = 10;

/**
 * Makes the reader of flow files: YAML 1.2, so that `no`, `yes` and `7-8` are text, and a key written twice is a
 * fault. Aliases and tags are refused: blocks do their work, and they let a small file grow without bound.
 */
export function yamlFlowFormat(): FlowFormat {
  return {
    parse(text) {
      if (text.length > MAX_FLOW_FILE) {
        const message = `the file is larger than ${MAX_FLOW_FILE / 1024} KiB`;
        return { kind: 'faulty', faults: [{ line: 1, message }] };
      }
      const lines = new LineCounter();
      const document = parseDocument(text, {
        lineCounter: lines,
        prettyErrors: false,
        resolveKnownTags: false,
      });
      const faults = faultsOf(document, lines);
      if (faults.length > 0) return { kind: 'faulty', faults: faults.slice(0, MAX_FAULTS) };
      return { kind: 'parsed', document: locate(document, lines) };
    },
  };
}

/** Gives the faults in order of lines, one a line: what follows on the same line is mostly an echo. */
function faultsOf(document: Document, lines: LineCounter): readonly SyntaxFault[] {
  const byLine = new Map<number, SyntaxFault>();
  for (const error of [...document.errors, ...document.warnings]) {
    const { line } = lines.linePos(error.pos[0]);
    if (!byLine.has(line)) byLine.set(line, { line, message: worded(error) });
  }
  // A faulty document may be too deep to be visited.
  if (byLine.size === 0) {
    visit(document, {
      Alias(_key, node) {
        const line = lineOf(node.range, lines);
        byLine.set(line, { line, message: `the alias *${node.source} is not used in flows; use a block` });
      },
    });
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

function worded(error: YAMLError): string {
  switch (error.code) {
    case 'BLOCK_IN_FLOW':
    case 'UNEXPECTED_TOKEN':
    case 'BAD_SCALAR_START':
      return 'this cannot be read; put a text or condition in quotes that begins with a sign, contains ": " or " #", or stands inside { } with a comma or bracket';
    case 'DUPLICATE_KEY':
      return 'this key is written twice in the same place; keep one';
    case 'TAB_AS_INDENT':
      return 'a tab stands at the beginning of the line; use spaces';
    case 'BAD_INDENT':
      return 'the indentation does not fit the lines above, or a bracket is not closed';
    case 'MISSING_CHAR':
      return 'something is missing here: a colon after a key, or a closing quote, bracket or brace';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here with ---; a file holds one flow';
    case 'RESOURCE_EXHAUSTION':
      return 'the file is nested too deep';
    default:
      return error.message.replace(/\.$/, '').toLowerCase();
  }
}

function locate(document: Document, lines: LineCounter): LocatedDocument {
  return {
    data: document.toJS(),
    lineAt(path) {
      for (let length = path.length; length > 0; length--) {
        const node: unknown = document.getIn(path.slice(0, length), true);
        if (isNode(node)) return lineOf(node.range, lines);
      }
      return lineOf(document.contents?.range, lines);
    },
  };
}

function lineOf(range: readonly [number, number, number] | null | undefined, lines: LineCounter): number {
  // An empty file has no line of its own.
  return Math.max(1, lines.linePos(range?.[0] ?? 0).line);
}
