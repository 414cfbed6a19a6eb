/** Faults of a vendor, scripted: which call goes wrong, and how. */

/**
 * What goes wrong.
 *
 * - `answer`: the vendor refuses with this status and body; the call is not carried out
 * - `html`: a proxy's error page instead of an answer
 * - `malformed`: HTTP 200 and JSON that breaks off; the call was carried out
 * - `slow`: carried out and answered, but `delayMs` later
 * - `dropped`: the connection ends without an answer, `before` or `after` the call was carried out
 */
export type Fault =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  | { readonly kind: 'dropped'; readonly when: 'before' | 'after' };

/** Where a fault strikes: among the calls with this method and chat, from the `from`th on (1), `times` times (1). */
export type FaultRule = {
  readonly fault: Fault;
  readonly method?: string;
  readonly chat?: string;
  readonly from?: number;
  readonly times?: number;
};

/** A script of faults; the first rule that strikes decides. */
export type FaultScript = {
  add(rule: FaultRule): void;
  clear(): void;
  /** The fault for this call, if any. Counts it for every rule that it fits. */
  strike(method: string, chat: string | null): Fault | null;
};

/** Makes an empty script. */
export function createFaultScript(): FaultScript {
  const rules: { rule: FaultRule; seen: number }[] = [];
  return {
    add: (rule) => void rules.push({ rule, seen: 0 }),
    clear: () => void rules.splice(0),
    strike: (method, chat) => {
      let fault: Fault | null = null;
      for (const entry of rules) {
        const { rule } = entry;
        if (rule.method !== undefined && rule.method !== method) continue;
        if (rule.chat !== undefined && rule.chat !== chat) continue;
        entry.seen += 1;
        const from = rule.from ?? 1;
        if (fault === null && entry.seen >= from && entry.seen < from + (rule.times ?? 1)) fault = rule.fault;
      }
      return fault;
    },
  };
}
