/** What the routes are given to work with. */

import type { Say } from '../core/say.ts';
import type { InvitationDescription } from '../usecases/describe-invitation.ts';
import type { Delivery, DeliveryAnswer } from '../usecases/receive-delivery.ts';

/** What a code leads to, where it leads anywhere. */
export type FoundInvitation = Extract<InvitationDescription, { kind: 'found' }>;

/** Facts of a log line. */
type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Where requests and faults are written; never given an answer, a code or an account. */
export type RequestLog = {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  error(event: string, error: unknown, facts?: Facts): void;
};

/** Everything the routes need. */
export type AppDependencies = {
  readonly receiveDelivery: (delivery: Delivery) => Promise<DeliveryAnswer>;
  readonly describeInvitation: (code: string) => Promise<InvitationDescription>;
  readonly health: { ready(): Promise<boolean> };
  readonly metrics: () => Promise<{ readonly contentType: string; readonly body: string }>;
  readonly say: Say;
  /** Address of this server as people reach it, without a slash at the end. */
  readonly publicUrl: string;
  /** True where people reach us over https: cookies then never travel in clear. */
  readonly secureCookies: boolean;
  readonly log: RequestLog;
  /** Makes an unguessable id of a visitor: 22 to 64 of `[A-Za-z0-9_-]`, at least 128 random bits. */
  readonly newVisitor: () => string;
};
