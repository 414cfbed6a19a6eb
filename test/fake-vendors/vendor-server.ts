/** The HTTP side that all fake vendors share: loopback server, record of calls, scripted faults. */

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createFaultScript, type Fault, type FaultScript } from './faults.ts';

/** A call as the vendor understood it. */
export type VendorCall = {
  readonly method: string;
  /** The token that the path carries; empty where tokens travel otherwise. */
  readonly token: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  /** Over the API, or carried by the response to a webhook. */
  readonly via: 'api' | 'webhook-reply';
};

/** The vendor's answer to a call. */
export type VendorAnswer = { readonly status: number; readonly body: unknown };

/** What one vendor adds. */
export type VendorBehaviour = {
  /** The method and token that a path names; `null` gives an HTML 404. */
  route(path: string): Pick<VendorCall, 'method' | 'token'> | null;
  /** The chat that a call is about, for faults by chat. */
  chat(call: VendorCall): string | null;
  answer(call: VendorCall): VendorAnswer;
};

/** A running vendor. */
export type VendorServer = {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** The first `keepCalls` calls, in order, those with faults among them. */
  readonly calls: readonly VendorCall[];
  /** All calls ever made. */
  callCount(): number;
  readonly faults: Pick<FaultScript, 'add' | 'clear'>;
  /** Carries out a call that came without HTTP; no fault strikes it. */
  perform(call: VendorCall): VendorAnswer;
  close(): Promise<void>;
};

/** How a fake vendor is started. */
export type VendorOptions = {
  /** How many calls are remembered; 0 for load tests. Default 10,000. */
  readonly keepCalls?: number;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Decides what goes wrong with a call where no scripted fault strikes it. */
  readonly misbehave?: (call: VendorCall, chat: string | null) => Fault | null;
  /** Told of every call over the API that was carried out, or refused in due form, and of the fault that it met. */
  readonly watch?: (handled: HandledCall) => void;
};

/** A call and what became of it; the caller may not have heard of it, see `fault`. */
export type HandledCall = {
  readonly call: VendorCall;
  readonly chat: string | null;
  readonly answer: VendorAnswer;
  readonly fault: Fault | null;
};

/** Starts a vendor on loopback. */
export async function startVendorServer(
  behaviour: VendorBehaviour,
  options: VendorOptions = {},
): Promise<VendorServer> {
  const calls: VendorCall[] = [];
  const keepCalls = options.keepCalls ?? 10_000;
  const script = createFaultScript();
  let count = 0;

  function record(call: VendorCall): void {
    count += 1;
    if (calls.length < keepCalls) calls.push(call);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const route = behaviour.route(request.url ?? '/');
    if (route === null) return html(response, 404);
    const call: VendorCall = { ...route, body, headers: request.headers, via: 'api' };
    record(call);
    const chat = behaviour.chat(call);
    const fault = script.strike(call.method, chat) ?? options.misbehave?.(call, chat) ?? null;
    if (fault?.kind === 'answer') return json(response, fault);
    if (fault?.kind === 'html') return html(response, fault.status);
    if (fault?.kind === 'dropped' && fault.when === 'before') return void request.socket.destroy();
    const answer = behaviour.answer(call);
    options.watch?.({ call, chat, answer, fault });
    if (fault?.kind === 'dropped') return void request.socket.destroy();
    if (fault?.kind === 'malformed')
      return send(response, 200, 'application/json', '{"ok":true,"result":{"mess');
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    json(response, answer);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls,
    callCount: () => count,
    faults: script,
    perform: (call) => {
      record(call);
      return behaviour.answer(call);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A field of something unknown; `undefined` where there is none. */
export function field(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

/** The route of APIs that carry their token in the path: `/bot<token>/<method>`. */
export function botRoute(path: string): Pick<VendorCall, 'method' | 'token'> | null {
  const found = /^\/bot([^/]+)\/([A-Za-z]+)$/.exec(path);
  return found === null ? null : { token: found[1] ?? '', method: found[2] ?? '' };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function json(response: ServerResponse, answer: VendorAnswer): void {
  send(response, answer.status, 'application/json', JSON.stringify(answer.body));
}

function html(response: ServerResponse, status: number): void {
  send(response, status, 'text/html', `<html><body>${status} Bad Gateway</body></html>`);
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
