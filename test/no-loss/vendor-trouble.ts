/** Vendors in trouble: which of the product's calls go wrong, and what became of each message sent to a child. */

import type { Fault } from '../fake-vendors/faults.ts';
import {
  field,
  type HandledCall,
  type VendorAnswer,
  type VendorCall,
  type VendorOptions,
} from '../fake-vendors/vendor-server.ts';
import type { Dice } from './dice.ts';
import type { FaultCount, FaultKind } from './fault-count.ts';

/** A vendor of the proof. */
export type VendorName = 'telegram' | 'zalo' | 'zalo-oa';

/** A call that put a message into a chat. */
export type Sending = {
  readonly at: number;
  /** The call's body as JSON: the same twice in a row is the same message twice. */
  readonly said: string;
  readonly text: string;
  /** Whether the product was told that it arrived, and at once. */
  readonly told: boolean;
};

/** The trouble of all vendors of a run. */
export type VendorTrouble = {
  /** For the options of a fake vendor. */
  of(vendor: VendorName): Required<Pick<VendorOptions, 'misbehave' | 'watch'>>;
  /** Everything that arrived in a chat through the vendor's interface, oldest first. */
  arrivals(vendor: VendorName, chat: string): readonly Sending[];
  /** From now on a vendor refuses every message as one too many, so that its channel is parked. */
  exhaust(vendor: VendorName): void;
  calm(): void;
};

/** How it is made. */
export type TroubleOptions = {
  readonly dice: Dice;
  readonly count: FaultCount;
  /** How many calls are to get no answer until the product gives up on them. */
  readonly stalls: number;
};

/** Longer than the product waits for any vendor. */
const STALL_MS = 25_000;
const SLOW_MS = { least: 100, most: 1_200 };

type Trouble = { readonly kind: FaultKind; readonly share: number; readonly fault: (dice: Dice) => Fault };

const ANY_VENDOR: readonly Trouble[] = [
  { kind: 'vendor-error', share: 0.02, fault: () => ({ kind: 'html', status: 502 }) },
  {
    kind: 'vendor-error',
    share: 0.02,
    fault: () => ({ kind: 'answer', status: 500, body: { ok: false, error_code: 500 } }),
  },
  { kind: 'vendor-lost', share: 0.02, fault: () => ({ kind: 'dropped', when: 'before' }) },
  { kind: 'vendor-unclear', share: 0.02, fault: () => ({ kind: 'dropped', when: 'after' }) },
  { kind: 'vendor-unclear', share: 0.01, fault: () => ({ kind: 'malformed' }) },
  {
    kind: 'vendor-slow',
    share: 0.02,
    fault: (dice) => ({ kind: 'slow', delayMs: dice.between(SLOW_MS.least, SLOW_MS.most) }),
  },
];

/** Each says it in its own way; Telegram alone says when to come again. */
const LIMITS: Readonly<Record<VendorName, Fault>> = {
  telegram: {
    kind: 'answer',
    status: 429,
    body: {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    },
  },
  zalo: { kind: 'answer', status: 429, body: { ok: false, error_code: 429, description: 'Quota exceeded' } },
  'zalo-oa': { kind: 'answer', status: 200, body: { error: -32, message: 'Too many requests' } },
};

/** Of Telegram's calls; the others make the product wait for a minute and more, and so only once it is nearly over. */
const LIMITED_SHARE = 0.05;

const SENDING: ReadonlySet<string> = new Set(['sendMessage', 'v3.0/oa/message/cs']);

/** Makes trouble. */
export function troubleVendors({ dice, count, stalls }: TroubleOptions): VendorTrouble {
  const chats = new Map<string, Sending[]>();
  const exhausted = new Set<VendorName>();
  let stallsLeft = stalls;
  let isCalm = false;

  function draw(vendor: VendorName, isSending: boolean): Fault | null {
    if (isCalm) return null;
    if (isSending && stallsLeft > 0 && dice.chance(0.02)) {
      stallsLeft -= 1;
      count.add('vendor-stall');
      return { kind: 'slow', delayMs: STALL_MS };
    }
    if (isSending && (exhausted.has(vendor) || (vendor === 'telegram' && dice.chance(LIMITED_SHARE)))) {
      count.add('vendor-limit');
      return LIMITS[vendor];
    }
    for (const { kind, share, fault } of ANY_VENDOR) {
      if (!dice.chance(share)) continue;
      count.add(kind);
      return fault(dice);
    }
    return null;
  }

  function watch(vendor: VendorName, { call, chat, answer, fault }: HandledCall): void {
    if (chat === null || !SENDING.has(call.method) || !isCarriedOut(answer)) return;
    const key = `${vendor} ${chat}`;
    const list = chats.get(key) ?? [];
    chats.set(key, list);
    list.push({ at: Date.now(), said: JSON.stringify(call.body), text: textOf(call), told: isTold(fault) });
  }

  return {
    of: (vendor) => ({
      // A refresh token works once: one that got lost on its way needs a person to grant access anew.
      misbehave: ({ method }) =>
        SENDING.has(method) || method === 'answerCallbackQuery' ? draw(vendor, SENDING.has(method)) : null,
      watch: (handled) => watch(vendor, handled),
    }),
    arrivals: (vendor, chat) => chats.get(`${vendor} ${chat}`) ?? [],
    exhaust: (vendor) => void exhausted.add(vendor),
    calm() {
      isCalm = true;
    },
  };
}

function textOf({ body }: VendorCall): string {
  return String(field(field(body, 'message') ?? body, 'text'));
}

function isCarriedOut({ body }: VendorAnswer): boolean {
  return field(body, 'ok') === true || field(body, 'error') === 0;
}

/** Whether the caller hears of its success before it gives up. */
function isTold(fault: Fault | null): boolean {
  return fault === null || (fault.kind === 'slow' && fault.delayMs < STALL_MS);
}
