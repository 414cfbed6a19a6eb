/** What the pages for other systems are given to work with. */

import type { LocalityCode } from '../../../core/locality.ts';
import type { ApiKey } from '../../../core/program/api-key.ts';
import type { HookDelivery, ReleaseHook } from '../../../core/program/release-hook.ts';
import type { HookOrder, KeyOrder } from '../../../usecases/keep-programs.ts';

/** An address with how many messages to it were given up. */
export type ListedHook = ReleaseHook & { readonly dead: number };

/** The use cases behind them. */
export type ProgramDependencies = {
  readonly makeKey: (
    order: KeyOrder,
  ) => Promise<{ readonly kind: 'made'; readonly key: string } | { readonly kind: 'there-already' }>;
  readonly key: (id: string) => Promise<ApiKey | null>;
  readonly keys: (within: readonly LocalityCode[]) => Promise<readonly ApiKey[]>;
  readonly withdrawKey: (id: string, by: string) => Promise<boolean>;
  readonly addHook: (
    order: HookOrder,
  ) => Promise<{ readonly kind: 'added'; readonly secret: string } | { readonly kind: 'there-already' }>;
  readonly hook: (id: string) => Promise<ReleaseHook | null>;
  readonly hooks: (within: readonly LocalityCode[]) => Promise<readonly ListedHook[]>;
  readonly withdrawHook: (id: string, by: string) => Promise<boolean>;
  readonly deliveries: (hookId: string) => Promise<readonly HookDelivery[]>;
  readonly testHook: (hookId: string) => Promise<void>;
  readonly reviveHook: (hookId: string) => Promise<number>;
  /** Sends what is due without waiting for the next round. */
  readonly wake: () => void;
  /** For development: plain http and our own network may be typed. */
  readonly insecure: boolean;
};
