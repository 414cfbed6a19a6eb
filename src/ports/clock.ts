/** The time of day, so that rules about time can be tested. */

/** Tells the time. */
export interface Clock {
  /** The present instant. */
  now(): Date;
}
