/** What an entry brings along for `compose`: whatever differs between Node and Workers. */

import type { Clock } from '../ports/clock.ts';
import type { Fetch } from '../ports/fetch.ts';
import type { Log } from '../ports/log.ts';
import type { SendMail } from '../ports/mail.ts';
import type { Meter } from '../ports/meter.ts';
import type { OutsideCall } from '../ports/outside-call.ts';
import type { Random } from '../ports/random.ts';

/** The runtime's part. */
export type Runtime = {
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
  /** Reads a file that ships with the program, by its path from the top of the project. */
  readonly readShipped: (path: string) => Promise<string>;
  /** Calls vendors; the global `fetch` unless the runtime has something better. */
  readonly fetch?: Fetch;
  /** Calls other systems at addresses that somebody typed; absent where the runtime cannot hold a call to one address. */
  readonly callOutside?: OutsideCall;
  /** Sends e-mail; absent where no mail server is set. */
  readonly mail?: SendMail;
  /** Counts what happens; a runtime that counts by itself has none. */
  readonly meter?: Meter;
  /** Runs work as belonging to no request; plainly where the runtime does not tell requests apart. */
  readonly apart?: <T>(work: () => T) => T;
  /** Keeps the runtime alive for work whose end nobody waits for; Node needs none. */
  readonly inBackground?: (work: Promise<void>) => void;
};
