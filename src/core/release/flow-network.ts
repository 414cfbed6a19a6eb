/** Integer flows through a small network, by augmenting paths. */

/** Larger than any count of children. */
export const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** A network whose edges hold what can still pass in each direction. */
export type FlowNetwork = {
  /** Adds an edge; what passes it can be taken back. */
  readonly connect: (from: string, to: string, capacity: number) => void;
  /**
   * Sends as much as can pass and keeps it in the network.
   *
   * @param most stops there; `UNBOUNDED` for no limit
   * @returns how much passed
   */
  readonly send: (from: string, to: string, most?: number) => number;
  /** What could still pass an edge. */
  readonly room: (from: string, to: string) => number;
  /** The same network, apart from this one. */
  readonly copy: () => FlowNetwork;
};

/**
 * Makes a network without edges.
 *
 * @see Edmonds, Karp: Theoretical improvements in algorithmic efficiency for network flow problems, JACM 19 (1972)
 */
export function flowNetwork(rooms: Map<string, Map<string, number>> = new Map()): FlowNetwork {
  const roomOf = (from: string, to: string): number => rooms.get(from)?.get(to) ?? 0;
  const setRoom = (from: string, to: string, room: number): void => {
    const around = rooms.get(from) ?? new Map<string, number>();
    around.set(to, room);
    rooms.set(from, around);
  };

  function shortestPath(from: string, to: string): readonly string[] | null {
    const cameFrom = new Map<string, string>();
    const queue = [from];
    for (let at = queue[0]; at !== undefined; at = queue.shift()) {
      if (at === to) return pathTo(to, cameFrom);
      for (const [next, room] of rooms.get(at) ?? []) {
        if (room <= 0 || next === from || cameFrom.has(next)) continue;
        cameFrom.set(next, at);
        queue.push(next);
      }
    }
    return null;
  }

  function send(from: string, to: string, most: number = UNBOUNDED): number {
    let sent = 0;
    while (sent < most) {
      const path = shortestPath(from, to);
      if (path === null) return sent;
      const steps = path.slice(1).map((node, index) => [path[index] ?? node, node] as const);
      const amount = Math.min(most - sent, ...steps.map(([a, b]) => roomOf(a, b)));
      for (const [a, b] of steps) {
        setRoom(a, b, less(roomOf(a, b), amount));
        setRoom(b, a, more(roomOf(b, a), amount));
      }
      sent += amount;
      if (amount === UNBOUNDED) return sent;
    }
    return sent;
  }

  return {
    connect(from, to, capacity) {
      setRoom(from, to, more(roomOf(from, to), capacity));
      if (rooms.get(to)?.has(from) !== true) setRoom(to, from, 0);
    },
    send,
    room: roomOf,
    copy: () => flowNetwork(new Map([...rooms].map(([node, around]) => [node, new Map(around)]))),
  };
}

function less(room: number, amount: number): number {
  return room === UNBOUNDED ? UNBOUNDED : room - amount;
}

function more(room: number, amount: number): number {
  return room === UNBOUNDED || amount === UNBOUNDED ? UNBOUNDED : room + amount;
}

function pathTo(end: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const path = [end];
  for (let node = cameFrom.get(end); node !== undefined; node = cameFrom.get(node)) path.unshift(node);
  return path;
}
