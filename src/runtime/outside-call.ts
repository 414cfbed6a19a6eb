/** Calls addresses that somebody typed: allowed ones only, held to the address that was looked at, within small limits. */

import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import type { OutsideAnswer, OutsideCall, OutsideMessage } from '../ports/outside-call.ts';

/** What a name leads to. */
type Found = { readonly address: string; readonly family: number };

/** Looks a name up. */
type Resolve = (name: string) => Promise<readonly Found[]>;

/** For the whole of a call, looking up the name included. */
const PATIENCE_MS = 10_000;

/** Our systems answer within seconds; and nothing of an answer's body is read. */
const HEADERS_MS = 8_000;

/** Makes the call. @param resolve the system's own way unless a test says otherwise */
export function outsideCall(resolve: Resolve = resolveAll): OutsideCall {
  return async (message) => {
    const { allows } = message;
    if (!allows.url(message.url)) return { kind: 'forbidden' };
    const url = new URL(message.url);
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const found = await within(signal, resolve(bare(url.hostname))).catch(() => null);
    const [first] = found ?? [];
    if (found === null || first === undefined) return { kind: 'unreachable', why: 'name' };
    // One closed address among several is enough: which of them is taken must not be left to chance.
    if (!found.every(({ address }) => allows.address(address))) return { kind: 'forbidden' };
    return post(message, first, signal);
  };
}

async function post(message: OutsideMessage, found: Found, signal: AbortSignal): Promise<OutsideAnswer> {
  const dispatcher = new Agent({
    // The connection goes to the address that was looked at; the name is not looked up a second time.
    connect: { lookup: pinned(found), timeout: HEADERS_MS },
    ...{ headersTimeout: HEADERS_MS, bodyTimeout: HEADERS_MS, maxResponseSize: 65_536 },
  });
  try {
    // `undici.request` follows no redirect.
    const answer = await request(message.url, {
      ...{ method: 'POST', dispatcher, signal, body: message.body, headers: headersOf(message) },
    });
    answer.body.on('error', () => undefined).destroy();
    return { kind: 'answered', status: answer.statusCode };
  } catch {
    return { kind: 'unreachable', why: signal.aborted ? 'timeout' : 'connection' };
  } finally {
    await dispatcher.destroy().catch(() => undefined);
  }
}

function headersOf({ id, at, body, secret }: OutsideMessage): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    'content-type': 'application/json',
    'user-agent': 'Em-Noi-Webhook/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signatureOf(secret, `${id}.${timestamp}.${body}`)}`,
  };
}

/** @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (read 2026-11-24) */
function signatureOf(secret: string, signed: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return createHmac('sha256', key).update(signed).digest('base64');
}

function pinned({ address, family }: Found): LookupFunction {
  return (_name, options, done) => {
    if (options.all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function resolveAll(name: string): Promise<readonly Found[]> {
  return lookup(name, { all: true, order: 'ipv4first' });
}

/** `[::1]` in an address is `::1` to everyone else. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const gaveUp = new Promise<never>((_, refuse) => {
    signal.addEventListener('abort', () => refuse(new Error('too slow')), { once: true });
  });
  return Promise.race([work, gaveUp]);
}
