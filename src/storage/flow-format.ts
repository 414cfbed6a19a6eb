/** Reads flow files written in YAML, keeping the line of every part. */

import { type Document, isNode, Lexer, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
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
      const faults = faultsOf(text, document, lines);
      if (faults.length > 0) return { kind: 'faulty', faults: faults.slice(0, MAX_FAULTS) };
      return { kind: 'parsed', document: locate(document, lines) };
    },
  };
}

/** Gives the faults in order of lines, one a line: what follows on the same line is mostly an echo. */
function faultsOf(text: string, document: Document, lines: LineCounter): readonly SyntaxFault[] {
  const errors = [...document.errors, ...document.warnings];
  const quote = errors.length === 0 ? null : openQuote(text, errors);
  const byLine = new Map<number, SyntaxFault>();
  for (const error of errors) {
    // All that comes after an open quote is read wrongly.
    if (quote !== null && error.pos[0] >= quote) continue;
    const { line } = lines.linePos(blamed(error, errors));
    if (!byLine.has(line)) byLine.set(line, { line, message: worded(error) });
  }
  if (quote !== null) {
    const { line } = lines.linePos(quote);
    byLine.set(line, {
      line,
      message: 'a quote opens on this line and is not closed; close it at the end of the text',
    });
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

/** Gives the place of a fault: of a key that a line indented too deep made one with the text before it, that line. */
function blamed({ code, pos }: YAMLError, errors: readonly YAMLError[]): number {
  const begins = (other: string) =>
    errors.find((error) => error.code === other && error.pos[0] === pos[0]) ?? null;
  const long = begins('MULTILINE_IMPLICIT_KEY');
  const isPair = long !== null && begins('BLOCK_AS_IMPLICIT_KEY') !== null;
  return isPair && code.endsWith('IMPLICIT_KEY') ? long.pos[1] : pos[0];
}

/** A further line of what stands in quotes that looks like the next part of the file, so was not meant to be in them. */
const SWALLOWED = /\n[ \t]*(?:- |#|(?:- *)?(?:\{ *)?[\w-]+:(?:\s|$))/;

/**
 * Finds the quote to blame in a file that cannot be read: the first that swallows the next parts of the file, because it
 * only ends where another quote opens, or else the one of which the parser found no end.
 *
 * @returns its place in the text, or `null` where no quote is to blame
 */
function openQuote(text: string, errors: readonly YAMLError[]): number | null {
  const last = Math.max(...errors.map(({ pos }) => pos[0]));
  const unclosed = errors.find(
    ({ code, message }) => code === 'MISSING_CHAR' && /^Missing closing ["']/.test(message),
  );
  let at = 0;
  let found: number | null = null;
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer itself: they stand for no character of the file.
    if (token === '\u0002' || token === '\u0018' || token === '\u001f') continue;
    if (at > last) break;
    if (/^["']/.test(token)) {
      if (SWALLOWED.test(token)) return at;
      if (unclosed !== undefined && at <= unclosed.pos[0]) found = at;
    }
    at += token.length;
  }
  return found;
}

const QUOTES =
  'put a text or condition in quotes that begins with a sign, contains ": " or " #", or stands inside { } with a comma or bracket';

/** Says in plain words what the parser means, and what to do. */
function worded({ code, message }: YAMLError): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'this key is written twice in the same place; keep one';
    case 'TAB_AS_INDENT':
      return 'a tab stands at the beginning of the line; use spaces';
    case 'BAD_INDENT':
      return 'the indentation does not fit the lines above, or a bracket is not closed';
    case 'MISSING_CHAR':
      return message.startsWith('Sequence item')
        ? 'the indentation does not fit the lines above: begin this line under the key above it, or with "- "'
        : 'something is missing here: a colon after a key, or a closing quote, bracket or brace';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'there is a second ": " here, or the next line is indented too deep; put a text that contains ": " in quotes, or check the indentation';
    case 'MULTILINE_IMPLICIT_KEY':
      return 'a colon is missing after a key, or a text goes on in the next line; put the text in quotes, or check the indentation';
    case 'KEY_OVER_1024_CHARS':
      return 'a very long text contains ": "; put it in quotes';
    case 'BAD_DQ_ESCAPE':
      return 'a \\ inside " " has a meaning of its own; write it twice, or put the text in single quotes';
    case 'TAG_RESOLVE_FAILED':
    case 'MULTIPLE_TAGS':
      return 'a word that begins with ! is read as a tag, which flows do not use; put a text that begins with ! in quotes';
    case 'BAD_ALIAS':
    case 'MULTIPLE_ANCHORS':
    case 'BAD_PROP_ORDER':
      return 'a word that begins with & or * has a meaning of its own, which flows do not use; put the text in quotes';
    case 'BAD_DIRECTIVE':
      return 'a line that begins with % has a meaning of its own; put the text in quotes';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here with ---; a file holds one flow';
    case 'RESOURCE_EXHAUSTION':
      return 'the file is nested too deep';
    default:
      return `this cannot be read; ${QUOTES}`;
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
