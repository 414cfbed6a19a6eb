/** How much of a sheet of one-time codes was used, in so far as it may be shown. */

/**
 * Suppresses a count: a sheet stands for one class, whose teacher knows who was away that day. Neither the few who
 * answered nor the few who did not may show. Only for a sheet whose codes can no longer be opened: a step would show one
 * child come to whoever opened the codes before it.
 *
 * @param used how many codes were used
 * @param size how many there are
 * @param minCell threshold k
 * @returns the count rounded down, to be read as "at least"; `null` where it is withheld
 */
export function shownUse(used: number, size: number, minCell: number): number | null {
  const shown = Math.floor(Math.min(used, size - minCell) / minCell) * minCell;
  return shown >= minCell ? shown : null;
}
