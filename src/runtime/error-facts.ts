/** What the log may hold of an error: what it is and where it arose, and its words only where those are known. */

/** An error without anything that came from a child, a vendor or a row. */
export type ErrorFacts = {
  readonly type: string;
  readonly code?: string | number;
  readonly message?: string;
  /** Names of the schema, from PostgreSQL. */
  readonly constraint?: string;
  readonly table?: string;
  readonly column?: string;
  /** Where in the code: frames only, without the line that repeats the message. */
  readonly stack?: string;
  readonly cause?: ErrorFacts;
};

const MAX_CAUSES = 4;
const MAX_FRAMES = 12;

/**
 * Classes of SQLSTATE whose messages name tables and constraints but never values: connections, integrity, rollbacks,
 * resources, locks, operators. Values stand in the messages of class 22, and after any error in `detail`, `where` and
 * `hint`, of which nothing is taken.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const WORDS_WITHOUT_VALUES = /^(08|23|40|53|55|57|58)/;

/** Messages of drivers and of JavaScript that are always the same. */
const KNOWN_WORDS: ReadonlySet<string> = new Set([
  'Cannot use a pool after calling end on the pool',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'Invalid time value',
  'Maximum call stack size exceeded',
  'PGlite is closed',
  'Query read timeout',
  'fetch failed',
  'timeout exceeded when trying to connect',
]);

/** Gives the facts. Whatever is no error gives its type alone. */
export function errorFacts(error: unknown, causes: number = MAX_CAUSES): ErrorFacts {
  if (!(error instanceof Error)) return { type: error === null ? 'null' : typeof error };
  const code = plainCode(Reflect.get(error, 'code'));
  const message = knownMessage(error, code);
  const stack = framesOf(error);
  return {
    type: nameOr(error.name) ?? 'Error',
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...schemaNames(error),
    ...(stack === undefined ? {} : { stack }),
    ...(error.cause === undefined || causes === 0 ? {} : { cause: errorFacts(error.cause, causes - 1) }),
  };
}

function knownMessage(error: Error, code: string | number | undefined): string | undefined {
  const { message } = error;
  if (message === code || KNOWN_WORDS.has(message)) return message;
  // The name of the property, which follows, may be a word that somebody typed.
  const nothing = /^Cannot (?:read|set) properties of (?:undefined|null)/.exec(message)?.[0];
  if (nothing !== undefined) return nothing;
  // Names in the code, which are ours; a ReferenceError quotes nothing else.
  if (error.name === 'ReferenceError' && /^[\w$]{1,80} is not defined$/.test(message)) return message;
  const isOfSystem = typeof Reflect.get(error, 'syscall') === 'string' && /^E[A-Z0-9]+$/.test(`${code}`);
  const isOfDatabase = 'severity' in error && /^[0-9A-Z]{5}$/.test(`${code}`);
  if (isOfSystem || (isOfDatabase && WORDS_WITHOUT_VALUES.test(`${code}`))) return message.slice(0, 300);
  return undefined;
}

function schemaNames(error: Error): Pick<ErrorFacts, 'constraint' | 'table' | 'column'> {
  if (!('severity' in error)) return {};
  const [constraint, table, column] = ['constraint', 'table', 'column'].map((key) =>
    nameOr(Reflect.get(error, key)),
  );
  return {
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(column === undefined ? {} : { column }),
  };
}

/** The frames at the end of the stack; above them stands the message, which may look like anything. */
function framesOf({ stack, message }: Error): string | undefined {
  if (typeof stack !== 'string') return undefined;
  const said = message === '' ? -1 : stack.indexOf(message);
  // A message that the stack does not repeat as it is now cannot be cut out; one of several lines could pass as frames.
  if (said < 0 && stack.split('\n')[0]?.startsWith('    at ') === false && message.includes('\n'))
    return undefined;
  const lines = (said < 0 ? stack : stack.slice(said + message.length)).split('\n');
  const frames = lines.filter((line) => /^ {4}at [^\n]{1,300}$/.test(line) && isFrame(line));
  return frames.length === 0 ? undefined : frames.slice(0, MAX_FRAMES).join('\n');
}

/** A place in a file, or one of the engine's own. */
function isFrame(line: string): boolean {
  return (
    /:\d+:\d+\)?$/.test(line) || /^ {4}at (?:async )?[\w.]+ \((?:<anonymous>|index \d+|native)\)$/.test(line)
  );
}

function plainCode(code: unknown): string | number | undefined {
  if (typeof code === 'number' && Number.isInteger(code)) return code;
  return typeof code === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(code) ? code : undefined;
}

/** A name as programs have them. */
function nameOr(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z_$][\w$]{0,80}$/.test(value) ? value : undefined;
}
