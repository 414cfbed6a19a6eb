/** Reads a flow file into plain data while keeping where each part stands. */

/** Parsed data and the way back to its lines. */
export type LocatedDocument = {
  readonly data: unknown;
  /** Line, from 1, of the value at a path such as `['questions', 3, 'text']`, or of its nearest existing ancestor. */
  lineAt(path: readonly (string | number)[]): number;
};

/** Faults of the file's syntax, all of them. */
export type SyntaxFault = { readonly line: number; readonly message: string };

/** Reads flow files. */
export interface FlowFormat {
  parse(
    text: string,
  ):
    | { readonly kind: 'parsed'; readonly document: LocatedDocument }
    | { readonly kind: 'faulty'; readonly faults: readonly SyntaxFault[] };
}
