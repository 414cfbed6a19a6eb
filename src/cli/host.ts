/** What a command gets from whoever runs it: a terminal, or the server that already has the database open. */

import type { FlowTools } from '../compose/flow-tools.ts';
import type { Application } from '../compose.ts';
import type { Config } from '../config.ts';

/** The world of one command. */
export type CommandHost = {
  /** Opens the database on first use. */
  readonly application: () => Promise<Application>;
  /** What needs no database. */
  readonly tools: () => Promise<FlowTools>;
  readonly config: Config;
  /** Folder that file names are relative to. */
  readonly folder: string;
  /** Writes a line of the result. */
  readonly out: (line: string) => void;
  /** Writes a line for a person: news, findings, refusals. */
  readonly tell: (line: string) => void;
  /** Lines of standard input. */
  readonly lines: AsyncIterable<string>;
  /** Whoever types these lines sees them already. */
  readonly isTerminal?: boolean;
};

/** A command that was refused: the message says what is wrong and what to do. Exit code 1, no stack trace. */
export class CommandRefusal extends Error {
  override readonly name = 'CommandRefusal';
}
