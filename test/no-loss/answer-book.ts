/** Remembers what the servers answered to each message: the same message must get the same answer, whoever gives it. */

/** Answers that no vendor or child should get. */
export type NetworkFaults = {
  /** Keys of messages that were answered in two ways, with both answers. */
  readonly contradicted: readonly string[];
  /** Answers other than 200 and 5xx. */
  readonly odd: readonly string[];
  /** Keys of a browser's messages that were taken and not replied to. */
  readonly unreplied: readonly string[];
};

/** The book. */
export type AnswerBook = {
  /** Writes down one answer. @param isLate the child may have come to its end long ago */
  note(key: string, answer: { readonly status: number; readonly body: string }, isLate: boolean): void;
  /** Writes down that a browser got this as its answer, and asks no more. */
  noteTaken(key: string, body: string): void;
  /** How many different messages were taken. */
  messages(): number;
  readonly faults: NetworkFaults;
};

/** Opens an empty one. @param isFarewell whether an answer only says that the child is done */
export function openAnswerBook(isFarewell: (body: string) => boolean): AnswerBook {
  const answers = new Map<string, string>();
  const contradicted: string[] = [];
  const odd: string[] = [];
  const unreplied: string[] = [];
  return {
    note(key, { status, body }, isLate) {
      if (status !== 200 && status < 500) odd.push(`${key}: HTTP ${status} ${body.slice(0, 200)}`);
      if (status !== 200 || key === '') return;
      const before = answers.get(key);
      const said = meaningOf(body);
      if (before === undefined) answers.set(key, said);
      if (before === undefined || before === said) return;
      // After sealing nothing is left to answer a repetition with: then it says that the child is done, or nothing.
      if ((isLate && said === '') || isFarewell(body)) return;
      contradicted.push(`${key}:\n  ${before}\n  ${said}`);
    },
    noteTaken(key, body) {
      if (key !== '' && meaningOf(body) === '') unreplied.push(key);
    },
    messages: () => answers.size,
    faults: { contradicted, odd, unreplied },
  };
}

/** What an answer says; empty where it holds no message. */
function meaningOf(body: string): string {
  return body === '{"messages":[]}' ? '' : body;
}
