/** The console over a real database in memory, with a person who is signed in by saying so. */

import type { Application } from '../../../src/compose.ts';
import { compose } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';
import { NATION } from '../../../src/core/locality.ts';
import type { StaffMember } from '../../../src/core/staff/member.ts';
import type { Role } from '../../../src/core/staff/role.ts';
import { openLog } from '../../../src/runtime/log.ts';
import { nodeRuntime } from '../../../src/runtime/node-runtime.ts';
import { createApp } from '../../../src/web/app.ts';
import { type ConsoleDependencies, createConsole } from '../../../src/web/console/console.ts';
import { fakeDependencies, sayFromLocales } from '../fake-dependencies.ts';

/** Someone with one role at one place. */
export function memberWith(role: Role, place: string = NATION, name = `${role} ${place}`): StaffMember {
  const id = `${role}-${place}-${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return { id, name, email: `${id}@example.org`, grants: [{ role, place }] };
}

/** The console, and ways to use it as somebody. */
export type ConsoleWorld = {
  readonly app: Application;
  readonly dependencies: ConsoleDependencies;
  /** Asks for a page. */
  readonly get: (member: StaffMember | null, path: string) => Promise<Response>;
  /** Sends a form; a field may come several times. */
  readonly post: (
    member: StaffMember | null,
    path: string,
    fields?: Readonly<Record<string, string | File | readonly string[]>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>;
};

/** The code that confirms anybody's presence. */
export const RIGHT_CODE = '123456';

const ORIGIN = 'http://localhost:8080';

/**
 * Opens it in a folder of its own.
 *
 * @param settings added to those of an embedded database without a demo
 */
export async function openConsoleWorld(
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ConsoleWorld> {
  const read = readConfig({ DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'silent', ...settings });
  if (read.kind !== 'valid') throw new Error(read.message);
  const log = openLog('silent', {});
  const app = await compose(read.config, nodeRuntime(log, {}));
  await app.migrate();
  const members = new Map<string, StaffMember>();
  const dependencies: ConsoleDependencies = {
    ...app.console,
    ...{ say: sayFromLocales, log, publicUrl: ORIGIN },
    signIn: {
      ...app.console.signIn,
      // Whoever is called `stale` signed in long ago.
      signedInAt: async (headers) =>
        headers.get('x-member')?.endsWith('stale') === true ? new Date(0) : new Date(),
      // The code of whose app is at hand.
      confirmPresence: async (visit) =>
        visit.code === RIGHT_CODE
          ? { kind: 'entered', cookies: ['fresh=1; Path=/'] }
          : app.console.signIn.confirmPresence(visit),
      memberOf: async (headers) => members.get(headers.get('x-member') ?? '') ?? null,
    },
  };
  const web = createApp(fakeDependencies(), createConsole(dependencies));
  const headersOf = (member: StaffMember | null): Record<string, string> => {
    if (member === null) return {};
    members.set(member.id, member);
    return { 'x-member': member.id };
  };
  return {
    app,
    dependencies,
    get: async (member, path) => web.request(`${ORIGIN}${path}`, { headers: headersOf(member) }),
    post: async (member, path, fields = {}, headers = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) {
        for (const one of typeof value === 'string' || value instanceof File ? [value] : value)
          form.append(name, one);
      }
      const whole = new Request(`${ORIGIN}${path}`, { method: 'POST', body: form });
      const body = await whole.arrayBuffer();
      return web.request(`${ORIGIN}${path}`, {
        method: 'POST',
        body,
        headers: {
          'content-type': whole.headers.get('content-type') ?? '',
          'content-length': String(body.byteLength),
          origin: ORIGIN,
          ...headersOf(member),
          ...headers,
        },
      });
    },
  };
}
