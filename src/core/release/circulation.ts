/** Whole flows around a small network whose edges have a least and a most: how far can one of them vary? */

/** Larger than any count of children, small enough to be added to. */
export const NO_LIMIT = 1_000_000_000;

/** The smallest and largest a number can be. */
export type Range = { readonly lo: number; readonly hi: number };

/**
 * A network in which as much leaves each node as enters it. It is made with one flow that obeys it: the truth.
 *
 * All rows of figures here are kept as plain lists of numbers, since a release tries hundreds of thousands of paths.
 */
export type Circulation = {
  /**
   * Adds an edge.
   *
   * @param flow what passes it in truth, within `range`
   * @returns its number, for `varies`
   */
  readonly edge: (from: number, to: number, by: Range & { readonly flow: number }) => number;
  /** Tells whether what passes an edge can take `spread` + 1 values at least. Exact. */
  readonly varies: (edge: number, spread: number) => boolean;
};

/**
 * Makes a network of so many nodes, without edges.
 *
 * @see Ahuja, Magnanti, Orlin: Network Flows (1993), chapter 6.7 (flows with lower bounds)
 */
export function circulation(nodes: number): Circulation {
  const tails: number[] = [];
  const heads: number[] = [];
  const lows: number[] = [];
  const highs: number[] = [];
  const flows: number[] = [];
  const around: number[][] = Array.from({ length: nodes }, () => []);
  const cameBy = new Int32Array(nodes);
  const queue = new Int32Array(nodes);

  /** What could still pass an edge from a node: forward from its tail, taken back from its head. */
  const roomAt = (edge: number, node: number): number =>
    tails[edge] === node ? (highs[edge] ?? 0) - (flows[edge] ?? 0) : (flows[edge] ?? 0) - (lows[edge] ?? 0);
  const otherEnd = (edge: number, node: number): number =>
    (tails[edge] === node ? heads[edge] : tails[edge]) ?? 0;

  function findPath(from: number, to: number, without: number): boolean {
    cameBy.fill(-1);
    let length = 1;
    queue[0] = from;
    for (let at = 0; at < length; at += 1) {
      const node = queue[at] ?? 0;
      for (const edge of around[node] ?? []) {
        const next = otherEnd(edge, node);
        if (edge === without || next === from || cameBy[next] !== -1 || roomAt(edge, node) <= 0) continue;
        cameBy[next] = edge;
        if (next === to) return true;
        queue[length] = next;
        length += 1;
      }
    }
    return false;
  }

  /** Sends along the path found last, at most so much. */
  function sendBack(from: number, to: number, most: number): number {
    let amount = most;
    for (let node = to; node !== from; ) {
      const edge = cameBy[node] ?? 0;
      const before = otherEnd(edge, node);
      amount = Math.min(amount, roomAt(edge, before));
      node = before;
    }
    for (let node = to; node !== from; ) {
      const edge = cameBy[node] ?? 0;
      const before = otherEnd(edge, node);
      flows[edge] = (flows[edge] ?? 0) + (tails[edge] === before ? amount : -amount);
      node = before;
    }
    return amount;
  }

  /** How much can go around from one node to another beside an edge, at most so much; the flows stay as they were. */
  function detour(from: number, to: number, by: { without: number; most: number }): number {
    const before = flows.slice();
    let sent = 0;
    while (sent < by.most && findPath(from, to, by.without)) sent += sendBack(from, to, by.most - sent);
    before.forEach((flow, edge) => {
      flows[edge] = flow;
    });
    return sent;
  }

  return {
    edge(from, to, { lo, hi, flow }) {
      if (flow < lo || flow > hi) throw new Error(`a true count of ${flow} is not within ${lo}–${hi}`);
      const edge = tails.length;
      tails.push(from);
      heads.push(to);
      lows.push(lo);
      highs.push(hi);
      flows.push(flow);
      around[from]?.push(edge);
      around[to]?.push(edge);
      return edge;
    },
    varies(edge, spread) {
      const [tail, head, flow] = [tails[edge] ?? 0, heads[edge] ?? 0, flows[edge] ?? 0];
      const rise = Math.min(spread, (highs[edge] ?? 0) - flow);
      const up = rise > 0 ? detour(head, tail, { without: edge, most: rise }) : 0;
      if (up >= spread) return true;
      const fall = Math.min(spread - up, flow - (lows[edge] ?? 0));
      return fall > 0 && up + detour(tail, head, { without: edge, most: fall }) >= spread;
    },
  };
}
