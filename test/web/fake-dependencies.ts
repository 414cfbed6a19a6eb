/** What the routes are given in tests: a channel that remembers what it was handed, and our real phrases. */

import en from '../../locales/en.json' with { type: 'json' };
import vi from '../../locales/vi.json' with { type: 'json' };
import type { Say } from '../../src/core/say.ts';
import type { InvitationDescription } from '../../src/usecases/describe-invitation.ts';
import type { Delivery, DeliveryAnswer } from '../../src/usecases/receive-delivery.ts';
import type { AppDependencies } from '../../src/web/app-dependencies.ts';

const LOCALES = new Map<string, Readonly<Record<string, string>>>(Object.entries({ vi, en }));

/** Our phrases; one that is missing throws, so that no page can be drawn with a hole. */
export const sayFromLocales: Say = (language, key, values = {}) => {
  const phrase = LOCALES.get(language)?.[key] ?? LOCALES.get('vi')?.[key];
  if (phrase === undefined) throw new Error(`No phrase ${key}`);
  return phrase.replace(/\{\{(\w+)\}\}/g, (_, name) => String(values[name]));
};

/** The consultation behind the code THU. */
export const openInvitation: Extract<InvitationDescription, { kind: 'found' }> = {
  kind: 'found',
  code: 'THU',
  title: { vi: 'Trường học an toàn và vui', en: 'A safe and happy school' },
  languages: ['vi', 'en'],
  status: 'open',
  opensAt: new Date('2026-11-01T01:00:00Z'),
  demo: true,
  oneTime: false,
};

/** Dependencies, and what was done with them. */
export type FakeDependencies = AppDependencies & {
  readonly deliveries: Delivery[];
  readonly logged: { readonly event: string; readonly facts: unknown }[];
};

/** Makes dependencies that accept everything, but for what a test says otherwise. */
export function fakeDependencies(
  overrides: Partial<AppDependencies> & {
    readonly answer?: DeliveryAnswer;
    readonly invitation?: InvitationDescription;
  } = {},
): FakeDependencies {
  const { answer = { kind: 'accepted' }, invitation = openInvitation, ...rest } = overrides;
  const deliveries: Delivery[] = [];
  const logged: { event: string; facts: unknown }[] = [];
  let visitors = 0;
  return {
    receiveDelivery: async (delivery) => {
      deliveries.push(delivery);
      return answer;
    },
    describeInvitation: async (code) => {
      const isKnown = invitation.kind === 'found' && code.toUpperCase() === invitation.code;
      return isKnown ? invitation : { kind: 'unknown' };
    },
    health: { ready: async () => true },
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    say: sayFromLocales,
    publicUrl: 'http://localhost:8080',
    secureCookies: false,
    log: {
      debug: (event, facts) => logged.push({ event, facts }),
      info: (event, facts) => logged.push({ event, facts }),
      error: (event, error, facts) => logged.push({ event, facts: { error: String(error), ...facts } }),
    },
    newVisitor: () => {
      visitors += 1;
      return `visitor-${visitors}-`.padEnd(32, 'x');
    },
    ...rest,
    deliveries,
    logged,
  };
}
