/** What the load process is asked for and what it gives back; both travel as JSON between processes. */

/** One message of every child's walk. */
export type LoadStep = {
  /** JSON with the place-holders of `chat.ts`. */
  readonly update: string;
  /** Bytes of UTF-8 that the answer must contain, else it counts as an error; empty: only 200 is asked for. */
  readonly due: string;
};

/** One round of load. */
export type RoundOrder = {
  readonly port: number;
  readonly secret: string;
  readonly steps: readonly LoadStep[];
  readonly connections: number;
  /** Played before the clock starts, in seconds. */
  readonly rampSeconds: number;
  /** Measured, in seconds; whole walks go on from child to child meanwhile. */
  readonly seconds: number;
  /** Ends after so many messages instead; then `seconds` is an upper bound. */
  readonly messages?: number;
  /** Messages a second, sent whether or not answers have come (on so many connections); without it each answer is followed by the next message at once. */
  readonly rate?: number;
};

/** What came of it. */
export type RoundResult = {
  /** Answered within the measured time. */
  readonly messages: number;
  /** Sent in all, ramp included. */
  readonly sent: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Faults in words, at most a few; any makes the round worthless. */
  readonly faults: readonly string[];
  /** Share of one core that the load itself took, 0..1. */
  readonly ownCpuShare: number;
};

/** Plays a round. @throws when anything in it went wrong */
export type PlayRound = (order: RoundOrder) => Promise<RoundResult>;
