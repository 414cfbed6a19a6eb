/** Keeps one flooding script from crowding out children, and children behind one school's address from being taken for one. */

/** How often something may be done at once, and how fast that room comes back. */
export type Room = { readonly most: number; readonly perSecond: number };

/** Messages of one browser. A class that was offline hands in what it wrote; nobody writes more than one a second for long. */
export const MESSAGES: Room = { most: 90, perSecond: 1 };

/** New browsers of one address that come in at once: several schools' worth of a lesson hour. */
export const NEWCOMERS: Room = { most: 600, perSecond: 1 / 6 };

/** New browsers beyond that, each of which came back when it was told to. A script that takes a new cookie each time never does. */
export const PATIENT: Room = { most: 200, perSecond: 20 };

/** Codes of one address that lead nowhere. Once they are used up, codes for one child open nothing there either, but where they did. */
export const WRONG_CODES: Room = { most: 60, perSecond: 60 / 3600 };

/** How long a new browser is asked to wait, in seconds. */
const COME_BACK_SECONDS = 3;

/** How many of each kind are remembered; the longest unseen go first. In memory alone, and no message with them. */
const REMEMBERED = 20_000;

/** Somebody at the door. */
export type Caller = {
  readonly visitor: string;
  /** `null`: not known, or this machine itself. */
  readonly line: string | null;
};

/** The door of the chat, of one process. Each answer is the seconds to wait, 0 to come in. */
export type Crowd = {
  /** Whoever writes a message. */
  writes(caller: Caller): number;
  /**
   * Whoever shows a code that leads nowhere, or is for one child: both are answered alike once too many led nowhere, so that
   * nobody learns from the answer which it was.
   *
   * @param code `null`: it leads nowhere
   */
  shows(caller: Caller, code: string | null): number;
};

type Level = { left: number; at: number };

/** Opens the door. @param now milliseconds */
export function openCrowd(now: () => number): Crowd {
  const messages = new Map<string, Level>();
  const newcomers = new Map<string, Level>();
  const patient = new Map<string, Level>();
  const wrongCodes = new Map<string, Level>();
  const inside = new Map<string, true>();
  const opened = new Map<string, true>();
  const turnedAway = new Map<string, number>();

  function comesIn({ visitor, line }: Caller): number {
    if (!inside.has(visitor) && line !== null) {
      const wait = waitOfNewcomer(visitor, line);
      if (wait > 0) return wait;
    }
    remember(inside, visitor, true);
    return 0;
  }

  function waitOfNewcomer(visitor: string, line: string): number {
    if (take(newcomers, line, NEWCOMERS, now()) === 0) return 0;
    const since = turnedAway.get(visitor);
    if (since === undefined) remember(turnedAway, visitor, now());
    // A little less than was asked for: clocks of phones are not ours.
    else if (now() - since >= COME_BACK_SECONDS * 900 && take(patient, line, PATIENT, now()) === 0) {
      turnedAway.delete(visitor);
      return 0;
    }
    return COME_BACK_SECONDS;
  }

  return {
    writes(caller) {
      const wait = comesIn(caller);
      return wait > 0 ? wait : take(messages, caller.visitor, MESSAGES, now());
    },
    shows({ visitor, line }, code) {
      const key = `${visitor} ${code}`;
      if (line === null || (code !== null && opened.has(key))) return 0;
      if (code === null) return take(wrongCodes, line, WRONG_CODES, now());
      const wait = waitFor(wrongCodes.get(line), WRONG_CODES, now());
      if (wait === 0 && visitor !== '') remember(opened, key, true);
      return wait;
    },
  };
}

/** Takes one. @returns the seconds until there is one again */
function take(levels: Map<string, Level>, key: string, room: Room, now: number): number {
  const level = levels.get(key);
  const left = leftOf(level, room, now);
  const wait = waitFor(level, room, now);
  remember(levels, key, { left: wait > 0 ? left : left - 1, at: now });
  return wait;
}

function waitFor(level: Level | undefined, room: Room, now: number): number {
  const left = leftOf(level, room, now);
  return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / room.perSecond));
}

function leftOf(level: Level | undefined, room: Room, now: number): number {
  if (level === undefined) return room.most;
  return Math.min(room.most, level.left + ((now - level.at) / 1000) * room.perSecond);
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= REMEMBERED) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
