/** A vendor's delivering side: posts to a webhook until it is taken. */

/** Where deliveries go. */
export type WebhookTarget = {
  readonly url: string;
  readonly secret: string;
  /** Tries before giving up. Default 20; Telegram's day of them, shortened. */
  readonly maxTries?: number;
  /** Pause before the second try; doubled after each, up to sixteenfold. Default 5. */
  readonly backoffMs?: number;
  /** Default 60,000, Telegram's own patience. */
  readonly timeoutMs?: number;
  /** Default: the global `fetch`. `app.request` of Hono fits. */
  readonly fetch?: (url: string, init: RequestInit) => Response | Promise<Response>;
};

/** How a delivery ended; status 0 means that no try was answered. */
export type Delivered = { readonly tries: number; readonly status: number; readonly body: string };

/** Posts until the answer is 2xx. `headers` gets the number of the try, from 1. */
export async function postUntilTaken(
  body: string,
  target: WebhookTarget,
  headers: (attempt: number) => Readonly<Record<string, string>>,
): Promise<Delivered> {
  const maxTries = target.maxTries ?? 20;
  let last = { status: 0, body: '' };
  for (let attempt = 1; attempt <= maxTries; attempt += 1) {
    if (attempt > 1) await pause((target.backoffMs ?? 5) * 2 ** Math.min(attempt - 2, 4));
    try {
      const response = await (target.fetch ?? fetch)(target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers(attempt) },
        body,
        signal: AbortSignal.timeout(target.timeoutMs ?? 60_000),
      });
      last = { status: response.status, body: await response.text() };
      if (response.ok) return { tries: attempt, ...last };
    } catch {
      last = { status: 0, body: '' };
    }
  }
  return { tries: maxTries, ...last };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
