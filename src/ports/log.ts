/** The log. Never an answer, never an account id, never a name. */

/** Plain facts about an event. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Writes log lines. */
export interface Log {
  debug(event: string, facts?: LogFacts): void;
  info(event: string, facts?: LogFacts): void;
  warn(event: string, facts?: LogFacts): void;
  /** @param error its name, message and stack are written, so it must not carry personal data */
  error(event: string, error: unknown, facts?: LogFacts): void;
}
