/** The console with its real door, and browsers that keep cookies and send forms. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, compose } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import type { Role } from '../../../src/core/staff/role.ts';
import { openLog } from '../../../src/runtime/log.ts';
import { nodeRuntime } from '../../../src/runtime/node-runtime.ts';
import { proxyList } from '../../../src/runtime/proxy-list.ts';
import { createApp } from '../../../src/web/app.ts';
import { callerAddress } from '../../../src/web/caller-address.ts';
import { type ConsoleDependencies, createConsole } from '../../../src/web/console/console.ts';
import { CookieJar } from '../../sign-in/sign-in-world.ts';
import { fakeDependencies, sayFromLocales } from '../fake-dependencies.ts';

/** Address of the server. */
export const ORIGIN = 'http://localhost:8080';

/** A password that will do. */
export const PASSWORD = 'mưa rơi trên mái ngói';

/** The console, and ways in. */
export type DoorWorld = {
  readonly app: Application;
  readonly dependencies: ConsoleDependencies;
  readonly fetch: (request: Request) => Promise<Response>;
  /** A browser that nobody is signed in with. */
  readonly browser: (address?: string) => Browser;
  /** A browser that somebody is signed in with who followed an invitation; the second factor is still to be set up. */
  readonly hire: (email: string, role: Role, place?: string) => Promise<Browser>;
  readonly close: () => Promise<void>;
};

/** Opens it in a folder of its own. */
export async function openDoorWorld(settings: Readonly<Record<string, string>> = {}): Promise<DoorWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'door-'));
  const read = readConfig({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', ...settings });
  if (read.kind !== 'valid') throw new Error(read.message);
  const log = openLog('silent', {});
  const app = await compose(read.config, nodeRuntime(log, {}));
  const dependencies: ConsoleDependencies = {
    ...app.console,
    ...{ say: sayFromLocales, log, publicUrl: read.config.PUBLIC_URL ?? ORIGIN },
    peer: (c) => callerAddress(c, c.req.header('x-test-peer'), proxyList()),
  };
  const https = dependencies.publicUrl.startsWith('https:');
  const web = createApp(fakeDependencies({ secureCookies: https }), createConsole(dependencies));
  const fetch = async (request: Request) => web.fetch(request);
  const browser = (address?: string) => new Browser(fetch, address);
  return {
    ...{ app, dependencies, fetch, browser },
    async hire(email, role, place = 'VN') {
      const invited = await app.console.signIn.operator.invite({ email, role, place, name: '' });
      if (invited.kind !== 'invited') throw new Error(invited.kind);
      const someone = browser();
      const followed = await someone.post(`/console/invitation/${invited.token}`, {
        ...{ name: email.split('@')[0] ?? '', password: PASSWORD, again: PASSWORD },
      });
      if (followed.status !== 303) throw new Error(`${followed.status} ${await followed.text()}`);
      return someone;
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Fields = Readonly<Record<string, string>>;

/** A browser without script. */
export class Browser {
  readonly jar: CookieJar;
  readonly #fetch: (request: Request) => Promise<Response>;

  constructor(fetch: (request: Request) => Promise<Response>, address = '203.0.113.7') {
    this.#fetch = fetch;
    this.jar = new CookieJar(address);
  }

  /** Asks for a page; follows nothing. */
  get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  /** Sends a form as a browser does, or with other headers; `undefined` leaves one out. */
  post(
    path: string,
    fields: Fields = {},
    change: Record<string, string | undefined> = {},
  ): Promise<Response> {
    const body = new URLSearchParams(fields).toString();
    const headers: Record<string, string | undefined> = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      ...{ origin: ORIGIN, 'sec-fetch-site': 'same-origin', ...change },
    };
    return this.send(path, { method: 'POST', body }, headers);
  }

  /** Asks for a page and goes where it leads, until there is a page. @returns its path and text */
  async open(path: string): Promise<{ path: string; status: number; text: string }> {
    let at = path;
    for (let hops = 0; hops < 8; hops += 1) {
      const answer = await this.get(at);
      const location = answer.headers.get('location');
      if (location === null) return { path: at, status: answer.status, text: await answer.text() };
      const next = new URL(location, ORIGIN);
      at = `${next.pathname}${next.search}`;
    }
    throw new Error(`${path} leads on and on`);
  }

  async send(
    path: string,
    init: { method?: string; body?: string },
    headers: Record<string, string | undefined> = {},
  ): Promise<Response> {
    const sent = new Headers(this.jar.headers);
    sent.set('x-test-peer', this.jar.address);
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) sent.set(name, value);
    const answer = await this.#fetch(new Request(`${ORIGIN}${path}`, { ...init, headers: sent }));
    this.jar.keep(answer.headers.getSetCookie());
    return answer;
  }
}
