/** Keeps what other systems connect with: keys that read, and addresses that are told of releases. */

import { dayOf } from '../core/day.ts';
import type { LocalityCode } from '../core/locality.ts';
import { type ApiKey, apiKeyState, isKeyText, type ProgramReader } from '../core/program/api-key.ts';
import type { HookDelivery, ReleaseHook } from '../core/program/release-hook.ts';
import type { ApiKeyStore } from '../ports/api-key-store.ts';
import type { AttemptLimit, AttemptStore } from '../ports/attempt-store.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import type { ReleaseHookStore } from '../ports/release-hook-store.ts';

/** What keeping them needs. */
export type ProgramServices = {
  readonly keys: ApiKeyStore;
  readonly hooks: Pick<
    ReleaseHookStore,
    'add' | 'find' | 'list' | 'withdraw' | 'test' | 'deliveries' | 'revive'
  >;
  readonly clock: Clock;
  readonly random: Random;
};

/** A key that is asked for. `id` is the form's, so that one sent twice makes one key. */
export type KeyOrder = Pick<ApiKey, 'id' | 'name' | 'place'> & {
  readonly days: number;
  /** Name of who asks. */
  readonly by: string;
};

/** An address that is to be told. */
export type HookOrder = Pick<ReleaseHook, 'id' | 'name' | 'url' | 'place'> & { readonly by: string };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Deliveries listed of an address. */
const LISTED = 50;

/** Builds what administrators do. */
export function keepPrograms({ keys, hooks, clock, random }: ProgramServices) {
  return {
    async makeKey({ days, by, ...order }: KeyOrder) {
      const madeAt = clock.now();
      const expiresAt = new Date(madeAt.getTime() + days * DAY_MS);
      return keys.make({ ...order, madeBy: by, madeAt, expiresAt });
    },
    key: (id: string) => keys.find(id),
    keys: (within: readonly LocalityCode[]) => keys.list(within),
    withdrawKey: (id: string, by: string) => keys.withdraw(id, by, clock.now()),
    addHook: ({ by, ...order }: HookOrder) => hooks.add({ ...order, madeBy: by, madeAt: clock.now() }),
    hook: (id: string) => hooks.find(id),
    hooks: (within: readonly LocalityCode[]) => hooks.list(within),
    withdrawHook: (id: string, by: string) => hooks.withdraw(id, by, clock.now()),
    deliveries: (hookId: string): Promise<readonly HookDelivery[]> => hooks.deliveries(hookId, LISTED),
    /** Sends a message that says nothing, the way all others go. */
    async testHook(hookId: string): Promise<void> {
      const madeAt = clock.now();
      const body = JSON.stringify({ type: 'test', timestamp: madeAt.toISOString(), data: {} });
      await hooks.test(hookId, { id: random.uuid(), body, madeAt });
    },
    reviveHook: (hookId: string) => hooks.revive(hookId, clock.now()),
  };
}

/** Someone who asks, before they may. */
export type AskingProgram = {
  /** What came as a key; `null` where none did. */
  readonly key: string | null;
  /** The line the request comes from. */
  readonly line: string;
};

/** Whether a request may be answered, and whose it is. */
export type Admission =
  | { readonly kind: 'admitted'; readonly reader: ProgramReader }
  | { readonly kind: 'bad-key' }
  | { readonly kind: 'too-many'; readonly seconds: number };

/** What admitting needs. */
export type AdmissionServices = {
  readonly keys: Pick<ApiKeyStore, 'open' | 'noteUse'>;
  readonly attempts: Pick<AttemptStore, 'wait'>;
  /** A key's first reading of a day is entered. */
  readonly audit: AuditLog;
  readonly clock: Clock;
};

/** Requests a minute: of a key, and of a line without one. A whole office may stand behind a line. */
const PER_MINUTE = { key: 600, line: 120 };

/** Wrong keys a minute of a line: nobody mistypes 43 characters more often. */
const WRONG_KEYS = 20;

/** Used-up limits remembered in this process, so that whoever goes on asking asks the database nothing. */
const REMEMBERED = 10_000;

/** Builds the admission of requests to the public reading of figures. */
export function admitPrograms({ keys, attempts, audit, clock }: AdmissionServices) {
  const usedUp = new Map<string, number>();

  /** Seconds to wait; 0: none. */
  async function count(key: string, most: number): Promise<number> {
    const now = clock.now();
    const until = usedUp.get(key) ?? 0;
    if (until > now.getTime()) return Math.ceil((until - now.getTime()) / 1000);
    const limit: AttemptLimit = { key, most, windowSeconds: 60 };
    const seconds = await attempts.wait([limit], now);
    if (seconds === 0) usedUp.delete(key);
    else {
      if (usedUp.size >= REMEMBERED) usedUp.clear();
      usedUp.set(key, now.getTime() + seconds * 1000);
    }
    return seconds;
  }

  async function admitKey(key: string, line: string): Promise<Admission> {
    // Before looking: whoever tries keys must not make us look each time.
    const wrong = `program wrong key ${line}`;
    if ((usedUp.get(wrong) ?? 0) > clock.now().getTime())
      return { kind: 'too-many', seconds: await count(wrong, WRONG_KEYS) };
    const found = isKeyText(key) ? await keys.open(key) : null;
    const now = clock.now();
    if (found === null || apiKeyState(found, now) !== 'open') {
      const seconds = await count(wrong, WRONG_KEYS);
      return seconds > 0 ? { kind: 'too-many', seconds } : { kind: 'bad-key' };
    }
    const seconds = await count(`program key ${found.id}`, PER_MINUTE.key);
    if (seconds > 0) return { kind: 'too-many', seconds };
    if (found.lastUsedOn !== dayOf(now)) {
      const actor = { id: `program:${found.id}`, name: found.name };
      const act = { actor, deed: 'program.read', subject: null, place: found.place, at: now };
      await audit.append({ ...act, facts: { way: 'export', outcome: 'done' } });
      await keys.noteUse(found.id, dayOf(now));
    }
    return { kind: 'admitted', reader: { kind: 'key', id: found.id, place: found.place } };
  }

  return async ({ key, line }: AskingProgram): Promise<Admission> => {
    if (key !== null) return admitKey(key, line);
    const seconds = await count(`program line ${line}`, PER_MINUTE.line);
    return seconds > 0 ? { kind: 'too-many', seconds } : { kind: 'admitted', reader: { kind: 'everyone' } };
  };
}
